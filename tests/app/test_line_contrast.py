"""Every text of a list, a board and swim lanes is readable on every row in every theme (interface.md 3)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from kapta_tui.theme import OWN_THEMES, with_tokens
from kapta_tui.widgets.cells import TOKENS
from kapta_tui.widgets.contrast import contrast
from kapta_tui.widgets.lanes import Lanes
from kapta_tui.widgets.lineview import LineView
from tests.app.line_hosts import ListHost
from tests.app.running import in_loop

ROWS = ((), ("line--marked",), ("line--cursor",), ("line--marked", "line--cursor"), ("line--head",))
NAMES = [name for name in (*(theme.name for theme in OWN_THEMES), *BUILTIN_THEMES) if "ansi" not in name]


class Themed(App[None]):
    """Two views of lines of each kind in the program's themes; the first has the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        for theme in OWN_THEMES:
            self.register_theme(theme)

    def get_css_variables(self) -> dict[str, str]:
        return with_tokens(super().get_css_variables())

    def compose(self) -> ComposeResult:
        yield ListHost([]).listing
        yield ListHost([]).listing
        yield Lanes()


def faint(view: LineView) -> Iterator[tuple[tuple[str, ...], str, float]]:
    """Return the texts of a view that have less contrast than they need."""
    for row, token in product(ROWS, (None, *TOKENS)):
        style = view.look(*row, *([f"cell--{token}"] if token else []))
        found = contrast(_color(style, is_text=True), _color(style, is_text=False))
        if found < 4.5:
            yield row, str(token), found


def _color(style: Style, *, is_text: bool) -> Color:
    color = style.color if is_text else style.bgcolor
    assert color is not None
    return Color(*color.get_truecolor())


@pytest.mark.parametrize("name", NAMES)
@in_loop
async def test_every_tone_is_readable_on_every_row(name: str) -> None:
    app = Themed()
    async with app.run_test() as pilot:
        app.theme = name
        await pilot.pause()
        views = list(app.query(LineView))
        assert [view.has_focus for view in views] == [True, False, False]
        assert [list(faint(view)) for view in views] == [[], [], []]

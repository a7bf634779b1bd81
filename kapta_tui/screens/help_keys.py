"""The table of live keys: group by group, what does not fit on a line going on below its column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from kapta_tui.commands import COMMANDS, GROUPS, show_keys
from kapta_tui.shell.dispatch import Live

_GAP: Final = 2
_NARROWEST: Final = 16
"""Columns that the words about a command have at least."""


class KeyTable(Widget):
    """Draws commands with their keys as wide as it is; `keys` are the keys in force by command."""

    DEFAULT_CSS = "KeyTable { width: 1fr; height: auto; }"

    def __init__(self, commands: Sequence[Live], keys: Mapping[str, str]) -> None:
        super().__init__(id="keys")
        self._groups = by_group(commands)
        self._keys = {live.command.id: show_keys(keys[live.command.id]) for live in commands}

    def render(self) -> Content:
        """Draw the groups below each other."""
        return self._table(self.size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the table has in `width` columns."""
        return len(self._table(width).split("\n", allow_blank=True))

    def _table(self, width: int) -> Content:
        rows = [live for group in self._groups.values() for live in group]
        key = _GAP + max((cell_len(words) for words in self._keys.values()), default=0)
        label = _GAP + max((cell_len(live.command.label) for live in rows), default=0)
        blocks: list[Content] = []
        for name, group in self._groups.items():
            lines = [Content.styled(GROUPS[name].title, "bold $accent")]
            for live in group:
                lines += self._lines(live, key, label, width)
            blocks.append(Content("\n").join(lines))
        return Content("\n\n").join(blocks)

    def _lines(self, live: Live, key: int, label: int, width: int) -> list[Content]:
        command = live.command
        indent = _GAP + key + label
        if live.reason is None:
            style, about = "", Content.styled(command.help, "$muted")
        else:
            style, about = "$muted", Content.styled(f"not now: {live.reason}", "$warn")
        words = f"{' ' * _GAP}{self._keys[command.id]:<{key}}{command.label:<{label}}"
        first, *others = about.wrap(max(_NARROWEST, width - indent))
        return [Content.styled(words, style) + first, *(other.pad_left(indent) for other in others)]


def by_group(commands: Iterable[Live]) -> dict[str, list[Live]]:
    """Return the commands by group: in each as in the registry; the nearest group first, what holds everywhere last."""
    order = {name: place for place, name in enumerate(COMMANDS)}
    groups: dict[str, list[Live]] = {}
    for live in commands:
        groups.setdefault(live.command.group, []).append(live)
    names = sorted(groups, key=lambda name: name == "global")
    return {name: sorted(groups[name], key=lambda live: order[live.command.id]) for name in names}

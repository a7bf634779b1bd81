"""The common ground of widgets drawn line by line: style tokens, key commands, the empty state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.css.styles import RenderStyles
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer
from textual.visual import Visual

from kapta_tui.commands import COMMANDS
from kapta_tui.widgets.cells import TOKENS, Run, joined
from kapta_tui.widgets.contrast import legible
from kapta_tui.widgets.textual_private import forget_parts, style_part, write_lower_border

EMPTY_TEXT_WIDTH: Final = 64
"""Widest line of an empty state, in cells; longer ones are hard to read."""

PAUSE: Final = 0.04
"""Seconds between two questions for rows."""


class KeyCommand(NamedTuple):
    """A key of a widget: its stable id (`list.down`), its keys separated by commas, and what it is called."""

    id: str
    keys: str
    label: str
    tooltip: str

    @property
    def action(self) -> str:
        """The name of the widget's action: `list.page-down` runs `action_list_page_down`."""
        return self.id.replace(".", "_").replace("-", "_")


def registered(group: str, *verbs: str) -> tuple[KeyCommand, ...]:
    """Return the commands `group.verb` of the registry as keys of a widget that carries them out itself."""
    commands = [COMMANDS[f"{group}.{verb}"] for verb in verbs]
    return tuple(KeyCommand(one.id, one.keys, one.label, one.help) for one in commands)


def bindings_of(commands: Iterable[KeyCommand], shown: frozenset[str] = frozenset()) -> list[BindingType]:
    """Return Textual bindings for `commands`; only those with an id in `shown` stand in the footer."""
    return [
        Binding(
            command.keys,
            command.action,
            command.label,
            show=command.id in shown,
            tooltip=command.tooltip,
            id=command.id,
        )
        for command in commands
    ]


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolling widget that draws lines of runs in the styles of the theme."""

    ALLOW_SELECT = False
    PARTS: ClassVar[frozenset[str]] = frozenset(
        {*(f"cell--{token}" for token in TOKENS), "line--cursor", "line--marked", "line--head", "line--empty"}
    )
    """What Textual calls component classes; those are all styled at every change of state, drawn or not."""

    DEFAULT_CSS = """
    LineView {
        overflow: hidden auto;
        background: $surface;
        color: $foreground;
        border: round $foreground 25%;
        border-title-color: $foreground;
        border-subtitle-color: $foreground 76%;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        scrollbar-color: $foreground 20%;
        scrollbar-color-hover: $foreground 35%;
        scrollbar-color-active: $accent;
        &:focus { border: round $accent; border-title-color: $text-accent; border-title-style: bold; }
        & > .cell--muted { color: $foreground 76%; }
        & > .cell--good { color: $text-success; }
        & > .cell--warn { color: $text-warning; }
        & > .cell--bad { color: $text-error; }
        & > .cell--accent { color: $text-accent; }
        & > .cell--strong { text-style: bold; }
        & > .line--head { color: $foreground 76%; }
        & > .line--empty { color: $foreground 76%; }
        & > .line--marked { background: $accent 10%; }
        & > .line--cursor { background: $foreground 8%; }
        &:focus > .line--cursor { background: $accent 20%; text-style: bold; }
        &:ansi {
            scrollbar-color: ansi_bright_black;
            scrollbar-color-hover: ansi_bright_black;
            scrollbar-color-active: ansi_bright_black;
        }
        &:ansi > .cell--muted { color: ansi_default; text-style: dim; }
        &:ansi > .line--head { color: ansi_default; text-style: dim; }
        &:ansi > .line--marked { background: ansi_default; }
        &:ansi > .line--cursor { background: ansi_default; text-style: bold; }
    }
    """

    _empty: Content = Content("")
    # Textual finds a style again in ten times the time, and a page of rows asks for hundreds.
    _looks: dict[tuple[bool, tuple[str, ...]], Style] | None = None
    _pause: Timer | None = None
    _ask_again = False

    @property
    def empty(self) -> Content:
        """What stands in the middle when there is nothing to show: why, and which key fills it."""
        return self._empty

    @empty.setter
    def empty(self, content: Content) -> None:
        self._empty = content
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Repaint the lines, and the scroll bar where it moves by as much as half a line."""
        if self.show_vertical_scrollbar:
            # The bar repaints as a whole, which takes a fifth of a page of rows, for an eighth of a line too.
            self.vertical_scrollbar.position = self._bar_position(new_value)
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)

    def _bar_position(self, position: float) -> float:
        """Return the last position up to `position` that the bar is drawn for; the end is always one."""
        step = self.virtual_size.height / max(1, self.size.height) / 2
        return position if position >= self.max_scroll_y or step < 1 else position // step * step

    def show_status(self, words: Iterable[str]) -> None:
        """Write `words` into the lower border and repaint that line only."""
        text = " · ".join(words)
        write_lower_border(self, Content(text) if text else None)

    def ask(self) -> bool:
        """Ask the owner for rows that are missing near the viewport; False when none is."""
        return False

    def ask_if_missing(self) -> None:
        """Ask for missing rows, at most once per pause, so that a held key does not flood the owner."""
        if not self.is_mounted:
            return
        if self._pause is not None:
            self._ask_again = True
        elif self.ask():
            self._pause = self.set_timer(PAUSE, self._end_pause)

    def _end_pause(self) -> None:
        self._pause = None
        if self._ask_again:
            self._ask_again = False
            self.ask_if_missing()

    def look(self, *classes: str) -> Style:
        """Return the style of the widget with the component classes laid over it in order.

        Text is readable on every row in every theme; frames and rules keep the theme's colour.
        """
        if self._looks is None:
            self._looks = {}
        key = (self.has_focus, classes)
        style = self._looks.get(key)
        if style is None:
            visual = self.get_visual_style(*classes)
            is_text = not classes or classes[-1].startswith(("cell--", "line--"))
            style = self._looks[key] = (legible(visual) if is_text else visual).rich_style
        return style

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return the styles of `PARTS`, each made when it is first asked for."""
        for name in self.PARTS.intersection(names):
            style_part(self, name)
        return super().get_component_styles(*names)

    def notify_style_update(self) -> None:
        """Forget the styles of the theme and the state before."""
        super().notify_style_update()
        forget_parts(self)
        self._looks = None

    def paint(self, runs: Sequence[Run], *classes: str) -> list[Segment]:
        """Return `runs` as segments; each token is laid over the component `classes`."""
        base = self.look(*classes)
        # Whatever is done to a line afterwards is done to each of its segments.
        return [
            Segment(text, self.look(*classes, f"cell--{token}") if token else base)
            for text, token in joined(runs)
        ]

    def empty_line(self, y: int, height: int) -> Strip:
        """Return line `y` of the empty state, centred in `height` lines of the widget's width."""
        width = self.scrollable_size.width
        if not self._empty.plain:
            return Strip.blank(width, self.look())
        style = self.get_visual_style("line--empty")
        lines = Visual.to_strips(self, self._empty, max(1, min(width - 4, EMPTY_TEXT_WIDTH)), None, style)
        lines = [_trimmed(line) for line in lines]
        above = max(0, (height - len(lines)) // 3)
        if not above <= y < above + len(lines):
            return Strip.blank(width, self.look())
        line = lines[y - above]
        left = max(0, (width - line.cell_length) // 2)
        return Strip([Segment(" " * left, self.look()), *line]).adjust_cell_length(width, self.look())


def _trimmed(line: Strip) -> Strip:
    """Return `line` without blanks at its end, so that each line can be centred by itself."""
    return line.crop(0, Strip([Segment(line.text.rstrip())]).cell_length)

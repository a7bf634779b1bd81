"""The first line: program, screens, active filter, date and user."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive

from kapta_tui.commands import COMMANDS
from kapta_tui.domain.text import one_line
from kapta_tui.widgets.line import CommandLine


class HeaderTab(NamedTuple):
    """One screen in the header; `command` goes there."""

    key: str
    label: str
    command: str


class HeaderLine(CommandLine):
    """` KAPTA  1 Today  2 Accounts …      filter: mine      Sat 21 Nov · jane`; drops what does not fit."""

    COMPONENT_CLASSES = {
        "header--brand",
        "header--tab",
        "header--key",
        "header--active",
        "header--filter",
        "header--aside",
    }
    DEFAULT_CSS = """
    HeaderLine {
        dock: top; height: 1; background: $panel; color: $foreground;
        & > .header--brand { text-style: bold; color: $accent; }
        & > .header--tab { color: $foreground; }
        & > .header--key { color: $muted; }
        & > .header--active { text-style: bold underline; color: $accent; }
        & > .header--filter { color: $warn; }
        & > .header--aside { color: $muted; }
    }
    """
    DEFAULT_CLASSES = "-textual-system"

    filter_text: reactive[str] = reactive("")
    """The active filter as the user wrote it, empty when there is none."""

    aside: reactive[str] = reactive("")
    """What stands at the right end."""

    def __init__(self, tabs: tuple[HeaderTab, ...], active: str, aside: str) -> None:
        """`active` is the command of the tab we are on; `aside` stands at the right end."""
        super().__init__()
        self._tabs = tabs
        self._active = active
        self.set_reactive(HeaderLine.aside, aside)

    def render(self) -> Content:
        """Draw the line for the present width."""
        width = self.size.width
        brand = self.part(" KAPTA  ", "header--brand")
        tabs = self._draw_tabs(short=False)
        if brand.cell_length + tabs.cell_length > width:
            tabs = self._draw_tabs(short=True)
        left = brand + tabs
        right = f"{one_line(self.aside)} "
        room = width - left.cell_length - cell_len(right) - 2
        if room < 0:
            return left
        middle = self._filter(room)
        gap = " " * (room + 2 - cell_len(middle) - 2)
        return Content.assemble(
            left,
            gap,
            self.part(middle, "header--filter"),
            "  ",
            self.part(right, "header--aside"),
        )

    def _draw_tabs(self, *, short: bool) -> Content:
        parts: list[Content] = []
        for tab in self._tabs:
            active = tab.command == self._active
            parts.append(self.part(tab.key, "header--key", tab.command))
            if active or not short:
                style = "header--active" if active else "header--tab"
                parts += [
                    self.part(" ", "header--key", tab.command),
                    self.part(tab.label, style, tab.command),
                ]
            parts.append(Content("  "))
        return Content("").join(parts)

    def _filter(self, room: int) -> str:
        """Return the filter in at most `room` cells, empty when there is none or no room."""
        if not self.filter_text or room < len("filter: …"):
            return ""
        text = f"filter: {one_line(self.filter_text)}"
        return text if cell_len(text) <= room else set_cell_size(text, room - 1) + "…"

    def tooltip_of(self, command: str) -> Content:
        """Return the help of the screen's command."""
        return Content(COMMANDS[command].help)

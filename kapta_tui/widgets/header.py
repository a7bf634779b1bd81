"""The first line: program, screens, active filters, date and user."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.reactive import reactive

from kapta_tui.commands import COMMANDS
from kapta_tui.domain.text import one_line
from kapta_tui.widgets.line import CommandLine

_OWN: Final = 20
"""Cells of the filter of a screen that are shown at least, however long the account filter is."""


class HeaderTab(NamedTuple):
    """One screen in the header; `command` goes there."""

    key: str
    label: str
    command: str


class HeaderLine(CommandLine):
    """` KAPTA  1 Today  2 Accounts …   accounts: mine  filter: due<7d   Sat 21 Nov · jane`.

    What does not fit is dropped: day and user first, the filters never, because both hide records.
    """

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

    account_filter: reactive[str] = reactive("")
    """The filter over accounts that holds on every screen, empty when there is none."""

    tabs: reactive[tuple[HeaderTab, ...]] = reactive(())
    """The screens there are."""

    aside: reactive[str] = reactive("")
    """What stands at the right end."""

    def __init__(self, tabs: tuple[HeaderTab, ...], active: str, aside: str) -> None:
        """`active` is the command of the tab we are on; `aside` stands at the right end."""
        super().__init__()
        self.set_reactive(HeaderLine.tabs, tabs)
        self._active = active
        self.set_reactive(HeaderLine.aside, aside)

    def render(self) -> Content:
        """Draw the line for the present width."""
        width = self.size.width
        brand = self.part(" KAPTA  ", "header--brand")
        tabs = self._draw_tabs(short=False)
        kept = f"accounts: {one_line(self.account_filter)}" if self.account_filter else ""
        needed = (cell_len(kept) + 1 if kept else 0) + self._own_least
        if brand.cell_length + tabs.cell_length + needed > width:
            tabs = self._draw_tabs(short=True)
        if needed and brand.cell_length + tabs.cell_length + needed > width:
            brand = Content(" ")
        left = brand + tabs
        return left + self._rest(kept, width - left.cell_length)

    def _rest(self, kept: str, room: int) -> Content:
        """Return account filter, own filter and aside in `room` cells, as far as there is room for each."""
        first = _cut(kept, room - 1 - self._own_least)
        left = room - (cell_len(first) + 2 if first else 0)
        aside = f"{one_line(self.aside)} "
        own = self._own
        # A filter hides records, which matters more than day and user.
        needed = cell_len(aside) + (cell_len(own) + 2 if own else 0)
        last = aside if needed <= left else ""
        left -= cell_len(last) + 2 if last else 1
        second = _cut(own, left) if left >= len("filter: …") else ""
        shown = [
            self.part(text, style, command)
            for text, style, command in (
                (first, "header--filter", "global.account-filter"),
                (second, "header--filter", ""),
                (last, "header--aside", ""),
            )
            if text
        ]
        line = Content("  ").join(shown)
        return Content.assemble(" " * max(0, room - line.cell_length), line)

    @property
    def _own(self) -> str:
        """The filter of the screen, as it is said."""
        return f"filter: {one_line(self.filter_text)}" if self.filter_text else ""

    @property
    def _own_least(self) -> int:
        """Cells that are kept for the filter of the screen, with the blanks beside it."""
        return min(_OWN, cell_len(self._own)) + 2 if self._own else 0

    def _draw_tabs(self, *, short: bool) -> Content:
        parts: list[Content] = []
        for tab in self.tabs:
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

    def tooltip_of(self, command: str) -> Content:
        """Return the help of the screen's command."""
        return Content(COMMANDS[command].help)


def _cut(text: str, room: int) -> str:
    """Return the start of `text` in at most `room` cells, empty when there is no room for anything of it."""
    if cell_len(text) <= room:
        return text
    return set_cell_size(text, room - 1) + "…" if room > 1 else ""

"""The frame of the page of one record: a title above panes, of which a small terminal opens one at a time."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Final

from textual import events, on
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from kapta_tui.screens.reporting import Reports
from kapta_tui.screens.turning import Turning

PANES: Final = ".pane"

AccountPage = Callable[[int, str], Screen[Any]]
"""Makes the page of an account that begins at a tab."""


class RecordScreen(Turning, Reports):
    """Panes in columns: about, told, doing. In a small terminal the pane that has the keyboard is open and the
    others are titles."""

    CSS_PATH: ClassVar = [Path(__file__).with_name("record.tcss")]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-medium"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]
    OPEN_FIRST: ClassVar[str] = ""
    """The panes that are open at first, one of every column, as a selector."""

    def on_mount(self) -> None:
        """Begin with the fields; of every column one pane is open."""
        for pane in self.query(self.OPEN_FIRST):
            pane.add_class("-open")
        self.query_one("#facts").focus()

    @abstractmethod
    def title_in(self, width: int) -> Content | None:
        """Return the title in `width` cells, None before the record was read."""

    def show_title(self) -> None:
        """Write the title into the room there is."""
        title = self.query_one("#title", Static)
        words = self.title_in(title.content_size.width)
        if words is not None:
            title.update(words)

    def on_resize(self) -> None:
        """Fit the title."""
        self.call_after_refresh(self.show_title)

    @on(events.DescendantFocus)
    def _open_pane(self, event: events.DescendantFocus) -> None:
        """Open the pane that has the keyboard; in its column the one before closes, in a narrow terminal all do."""
        pane = event.widget
        if pane not in self.query(PANES):
            return
        for part in self.query("#told, .column"):
            part.set_class(part in pane.ancestors, "-current")
        for other in self.query(PANES):
            other.set_class(other is pane, "-current")
            if other.parent is pane.parent:
                other.set_class(other is pane, "-open")
        self.refresh_bindings()

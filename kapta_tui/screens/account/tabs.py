"""The tabs of the account page: what each shows and what it asks the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from kapta_tui.data.read.plans import Show
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.screens.account.acting import PageActions
from kapta_tui.screens.account.activity import ActivityTab
from kapta_tui.screens.account.know import KnowTab
from kapta_tui.screens.account.measure import MeasureTab
from kapta_tui.screens.account.panes import RecordList, TextSheet, load_became
from kapta_tui.screens.account.plan import ActTab
from kapta_tui.screens.account.risktab import RiskTab
from kapta_tui.screens.account.tab import PageTab, Place
from kapta_tui.screens.account.taskstab import TasksTab
from kapta_tui.screens.account.words import note_facts


class LanesTab(PageTab):
    """The plan along a time line."""

    NAME, LABEL, FIRST = "lanes", "Swim lanes", "#lanes"
    FEATURE = "plans"

    def compose(self) -> ComposeResult:
        """The lanes of the account."""
        from kapta_tui.screens.plans import PlanLanes
        from kapta_tui.screens.plans.wish import PlanWish

        assert isinstance(self.screen, PageActions)
        yield PlanLanes(PlanWish(account=self.screen.account, show=Show.ALL))

    def load(self, connection: sqlite3.Connection, place: Place) -> None:
        """Ask nothing: the lanes ask for themselves."""

    def show(self, answer: Any, place: Place) -> None:
        """Let the lanes ask again."""
        from kapta_tui.screens.plans import PlanLanes

        self.query_one(PlanLanes).reload()


class NotesTab(PageTab):
    """Notes, newest first, with the full text of the one under the cursor."""

    NAME, LABEL, FIRST = "notes", "Notes", "#notes"
    HINTS: ClassVar = {"screen.turn": 4}
    LIST: ClassVar[type[RecordList]] = RecordList
    _became: Mapping[int, Sequence[LinkedWork]] = MappingProxyType({})

    def compose(self) -> ComposeResult:
        """List and text."""
        with Horizontal(id="note-panes"):
            yield self.LIST("notes", "Notes", ("text", "date", "type", "author", "contacts"))
            yield TextSheet("notes", "Text", can_add=True, id="note-text")

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return the ids of the notes, and what was made from them."""
        return super().load(connection, place), load_became(connection, "notes", place.accounts, place.view)

    def show(self, answer: Any, place: Place) -> None:
        """Show them; what was made from the note under the cursor may have changed without the note."""
        lists, self._became = answer
        super().show(lists, place)
        listing = self.query_one("#notes", RecordList)
        row = None if listing.cursor_id is None else listing.row(listing.cursor_id)
        if row is not None:
            self.show_note("Text", row, place)

    def show_note(self, title: str, record: Any, place: Place) -> None:
        """Show one note in full, with what was made from it."""
        sheet, number = self.query_one("#note-text", TextSheet), record.get("id")
        sheet.record = number
        made = self._became.get(number, ())
        sheet.show(title, note_facts(record, place.view.playbook, made, place.today), number)


TABS: tuple[Callable[[], PageTab], ...] = (
    KnowTab,
    ActTab,
    LanesTab,
    TasksTab,
    MeasureTab,
    RiskTab,
    NotesTab,
    ActivityTab,
)
"""The tabs in order."""

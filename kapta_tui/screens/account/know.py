"""Who the customer is: the profile and the latest notes beside the lists of what we know."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from kapta_tui.data.read import account_page, records
from kapta_tui.data.read.account_page import Profile
from kapta_tui.data.read.records import Record
from kapta_tui.screens.account.panes import ProductList, RecordIds, RecordList, RecordSheet
from kapta_tui.screens.account.tab import Place, Tab
from kapta_tui.screens.account.words import latest_notes, profile_facts

_FRAME: Final = 3
"""Lines of a list beside its rows: the borders and the head."""

_EMPTY: Final = 4
"""Lines of a list without rows: the borders, why it is empty and which key fills it."""

_NOTES: Final = 12
"""Notes shown in full beside the lists; the Notes tab has them all."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the tab shows."""

    profile: Profile
    notes: list[Record]
    ids: list[RecordIds]


class KnowTab(Tab):
    """Profile, latest notes, key players, contracts, opportunities, products.

    Where there is room, every list shows its rows and is no higher than these need. In a small terminal lists
    are folded to their titles, but for the one that has the keyboard or had it last (class `-open`; the tab
    is `-profile` while that is the profile).
    """

    NAME, LABEL, FIRST = "know", "Know", "#contacts"

    def compose(self) -> ComposeResult:
        """Two columns."""
        with Container(id="know-panes"):
            with Vertical(id="know-about"):
                yield RecordSheet("accounts", "Profile", id="profile")
                yield RecordSheet("notes", "Latest notes", can_add=True, id="latest")
            with Vertical(id="know-lists"):
                yield RecordList(
                    "contacts",
                    "Key players",
                    ("name", "title", "role", "friendliness", "power", "last_contact"),
                )
                yield RecordList(
                    "contracts", "Contracts", ("name", "value", "start", "end", "notice_date", "auto_renew")
                )
                yield RecordList(
                    "opportunities",
                    "Opportunities",
                    ("name", "stage", "probability", "amount", "close_date", "owner"),
                )
                yield ProductList()

    def on_mount(self) -> None:
        """Begin with the first list unfolded."""
        self._unfold(self.lists[0])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Unfold the pane that gets the keyboard."""
        self.set_class(isinstance(event.widget, RecordSheet), "-profile")
        if isinstance(event.widget, RecordList):
            self._unfold(event.widget)

    def _unfold(self, chosen: RecordList) -> None:
        for item in self.lists:
            item.set_class(item is chosen, "-open")

    def load(self, connection: sqlite3.Connection, place: Place) -> Known:
        """Return the profile, the latest notes and the ids of the lists."""
        latest = records.ids(connection, "notes", place.view, account=place.account, limit=_NOTES)
        return Known(
            account_page.profile(connection, place.account),
            records.records(connection, "notes", place.view, latest),
            super().load(connection, place),
        )

    def show(self, answer: Any, place: Place) -> None:
        """Show them, no list higher than its rows need."""
        known: Known = answer
        playbook = place.view.playbook
        sheet = self.query_one("#profile", RecordSheet)
        sheet.record = place.account
        sheet.show("Profile", profile_facts(known.profile, playbook), place.account)
        self._show_notes(known.notes, place)
        super().show(known.ids, place)
        for item in self.lists:
            item.styles.max_height = len(item.ids) + _FRAME if item.ids else _EMPTY

    def _show_notes(self, notes: list[Record], place: Place) -> None:
        latest = self.query_one("#latest", RecordSheet)
        newest = notes[0]["id"] if notes else None
        latest.record = newest if isinstance(newest, int) else None
        latest.show("Latest notes", latest_notes(notes, place.view.playbook), latest.record)

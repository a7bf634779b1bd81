"""Who the customer is: the profile and the latest notes beside the lists of what we know."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from kapta_tui.data.read import account_page, documents, feed, records
from kapta_tui.data.read.account_page import Profile
from kapta_tui.data.read.feed import FeedRow
from kapta_tui.data.read.records import Record
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.screens.account.below import BelowList
from kapta_tui.screens.account.commerce import ContractList, OpportunityList, ProductList
from kapta_tui.screens.account.folding import share_height
from kapta_tui.screens.account.panes import RecordList, RecordSheet, TextSheet, load_became
from kapta_tui.screens.account.papers.documents import DocumentList
from kapta_tui.screens.account.papers.logo import Logo, load_logo
from kapta_tui.screens.account.papers.profile import NO_MORE, More, ProfileSheet, load_more
from kapta_tui.screens.account.people import KeyPlayers, SwotBoard, VoiceList
from kapta_tui.screens.account.sections import Section
from kapta_tui.screens.account.tab import PageTab, Place
from kapta_tui.screens.account.words import latest_notes, profile_facts
from kapta_tui.widgets.preview_feed import Feed

_NOTES: Final = 12
"""Notes shown in full beside the lists; the Notes tab has them all."""


_CHANGES: Final = 40
"""Changes listed below the lists; the Activity tab has them all."""

_CHANGES_HEIGHT: Final = 7
"""Fewest lines in which changes are worth listing."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the tab shows."""

    profile: Profile
    notes: list[Record]
    sections: Mapping[Section, Any]
    changes: list[FeedRow]
    became: Mapping[int, Sequence[LinkedWork]]
    """By note what was made from it."""
    logo: Logo | None = None
    more: More = NO_MORE


class KnowTab(PageTab):
    """Profile and latest notes beside the sections of what is known; changes where these leave room.

    Every section shows its rows and is no higher than these need. Where they do not all fit, the one that has the
    keyboard or had it last is open (class `-open`; the tab is `-profile` while that is the profile), with it those
    that fit as a whole; the others are folded to their titles. A wide terminal has two columns of them.
    """

    NAME, LABEL, FIRST = "know", "Know", "#contacts"
    _chosen: Section | None = None
    _reads_profile = False

    def compose(self) -> ComposeResult:
        """The profile's column, and one or two of lists."""
        with Container(id="know-panes"):
            with Vertical(id="know-about"):
                yield ProfileSheet()
                yield TextSheet("notes", "Latest notes", can_add=True, id="latest")
            with Container(id="know-lists"):
                yield Vertical(*self.people(), classes="know-column")
                with Vertical(classes="know-column", id="know-last"):
                    yield from self.business()
                    yield self.changes()

    def people(self) -> list[Section]:
        """Return the lists of what is known about the people and the customer as a whole."""
        return [
            BelowList(),
            KeyPlayers(),
            SwotBoard(),
            VoiceList(),
            RecordList("qbrs", "QBRs", ("name", "date", "type", "stage", "rating")),
        ]

    def business(self) -> list[Section]:
        """Return the lists of what is bought and written."""
        return [
            ContractList(),
            OpportunityList(),
            ProductList(),
            DocumentList(),
        ]

    def changes(self) -> Feed:
        """Return the list of the latest changes."""
        return Feed(id="latest-changes")

    def on_mount(self) -> None:
        """Begin with the first list unfolded."""
        self._unfold()

    def on_resize(self) -> None:
        """Unfold what fits now."""
        self._unfold()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Unfold the pane that gets the keyboard."""
        self._reads_profile = isinstance(event.widget, RecordSheet)
        if isinstance(event.widget, Section):
            self._chosen = event.widget
        self._unfold()

    @on(Section.Reshaped)
    def _reshape(self) -> None:
        """Give a section the room that what it shows now needs."""
        self._unfold()

    def _unfold(self) -> None:
        """Open the lists that fit beside the chosen one; those folded name their records in the title."""
        is_narrow = self.screen.has_class("-narrow")
        # Only there; a class that comes or goes is sought in every pane of the page.
        self.set_class(is_narrow and self._reads_profile, "-profile")
        # The folded profile takes a line of a narrow page.
        room = self.size.height - (1 if is_narrow else 0)
        left = room
        for lists in self._columns():
            left = share_height(lists, self._chosen, room, is_folded=self.has_class("-profile"))
        changes = self.query_one(Feed)
        is_small = is_narrow or self.screen.has_class("-short")
        changes.set_class(not is_small and left >= _CHANGES_HEIGHT, "-fits")
        changes.styles.height = max(1, left)

    def _columns(self) -> list[list[Section]]:
        """Return the lists that share the height of the page: all of them, or in a wide terminal each column's."""
        if not self.screen.has_class("-wide"):
            return [self.lists] if self.lists else []
        columns = (
            [item for item in self.lists if item.parent is column] for column in self.query(".know-column")
        )
        return [column for column in columns if column]

    def load(self, connection: sqlite3.Connection, place: Place) -> Known:
        """Return the profile, the latest notes and the ids of the lists."""
        latest = records.ids(connection, "notes", place.view, account=place.accounts, limit=_NOTES)
        return Known(
            account_page.profile(connection, place.account),
            records.records(connection, "notes", place.view, latest),
            super().load(connection, place),
            feed.feed(connection, account=place.accounts, limit=_CHANGES, off=place.view.playbook.off),
            load_became(connection, "notes", place.accounts, place.view),
            load_logo(documents.logo(connection, place.account)),
            load_more(connection, place.account, place.view),
        )

    def show(self, answer: Any, place: Place) -> None:
        """Show them, no list higher than its rows need."""
        known: Known = answer
        playbook = place.view.playbook
        sheet = self.query_one("#profile", ProfileSheet)
        sheet.record = place.account
        fault = "" if known.logo is None else known.logo.fault
        own = profile_facts(known.profile, playbook, place.today, fault, known.more.by_field)
        sheet.show_logo(known.logo)
        sheet.show_all(own, known.more, place)
        self._show_notes(known, place)
        changes = self.query_one(Feed)
        changes.show(known.changes)
        # Not all of them are there to be counted.
        changes.border_title = Content("Latest changes")
        super().show(known.sections, place)
        self._unfold()

    def _show_notes(self, known: Known, place: Place) -> None:
        notes = known.notes
        latest = self.query_one("#latest", TextSheet)
        newest = notes[0]["id"] if notes else None
        latest.record = newest if isinstance(newest, int) else None
        name = known.profile.row.name
        facts = latest_notes(notes, place.view.playbook, name, known.became, place.today)
        latest.show("Latest notes", facts, latest.record)

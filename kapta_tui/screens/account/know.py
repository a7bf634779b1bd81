"""Who the customer is: the profile and the latest notes beside the lists of what we know."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content

from kapta_tui.data.read import account_page, feed, records
from kapta_tui.data.read.account_page import Profile
from kapta_tui.data.read.feed import FeedRow
from kapta_tui.data.read.records import Record
from kapta_tui.screens.account.panes import ProductList, RecordIds, RecordList, RecordSheet
from kapta_tui.screens.account.tab import Place, Tab
from kapta_tui.screens.account.words import latest_notes, profile_facts
from kapta_tui.widgets.preview_feed import Feed

_FRAME: Final = 3
"""Lines of a list beside its rows: the borders and the head."""

_EMPTY: Final = 4
"""Lines of a list without rows: the borders, why it is empty and which key fills it."""

_PART: Final = 5
"""Fewest lines of a list that shows a part of its rows."""

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
    ids: list[RecordIds]
    changes: list[FeedRow]


class KnowTab(Tab):
    """Profile, latest notes, key players, contracts, opportunities, products; changes where these leave room.

    Where there is room, every list shows its rows and is no higher than these need. In a small terminal the list
    that has the keyboard or had it last is open (class `-open`; the tab is `-profile` while that is the profile),
    with it those that fit as a whole; the others are folded to their titles.
    """

    NAME, LABEL, FIRST = "know", "Know", "#contacts"
    _chosen: RecordList

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
                yield Feed(id="latest-changes")

    def on_mount(self) -> None:
        """Begin with the first list unfolded."""
        self._chosen = self.lists[0]
        self._unfold()

    def on_resize(self) -> None:
        """Unfold what fits now."""
        self._unfold()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Unfold the pane that gets the keyboard."""
        self.set_class(isinstance(event.widget, RecordSheet), "-profile")
        if isinstance(event.widget, RecordList):
            self._chosen = event.widget
        self._unfold()

    def _unfold(self) -> None:
        """Open the lists that fit beside the chosen one; those folded name their records in the title."""
        lists, screen = self.lists, self.screen
        is_narrow = screen.has_class("-narrow")
        heights = needs = [len(item.ids) + _FRAME if item.ids else _EMPTY for item in lists]
        is_small = is_narrow or screen.has_class("-short")
        shows_changes = not is_small and self.size.height - sum(needs) >= _CHANGES_HEIGHT
        self.query_one(Feed).set_class(shows_changes, "-fits")
        if is_small:
            # The folded profile takes a line of a narrow page.
            room = self.size.height - (1 if is_narrow else 0)
            heights = unfolded(needs, [bool(item.ids) for item in lists], lists.index(self._chosen), room)
        for item, height in zip(lists, heights, strict=True):
            item.styles.max_height = height
            item.styles.min_height = height if shows_changes else None
            item.set_class(height > 1, "-open")
            item.fold(height == 1 or (is_narrow and self.has_class("-profile")))

    def load(self, connection: sqlite3.Connection, place: Place) -> Known:
        """Return the profile, the latest notes and the ids of the lists."""
        latest = records.ids(connection, "notes", place.view, account=place.account, limit=_NOTES)
        return Known(
            account_page.profile(connection, place.account),
            records.records(connection, "notes", place.view, latest),
            super().load(connection, place),
            feed.feed(connection, account=place.account, limit=_CHANGES),
        )

    def show(self, answer: Any, place: Place) -> None:
        """Show them, no list higher than its rows need."""
        known: Known = answer
        playbook = place.view.playbook
        sheet = self.query_one("#profile", RecordSheet)
        sheet.record = place.account
        sheet.show("Profile", profile_facts(known.profile, playbook), place.account)
        self._show_notes(known.notes, place)
        changes = self.query_one(Feed)
        changes.show(known.changes)
        # Not all of them are there to be counted.
        changes.border_title = Content("Latest changes")
        super().show(known.ids, place)
        self._unfold()

    def _show_notes(self, notes: list[Record], place: Place) -> None:
        latest = self.query_one("#latest", RecordSheet)
        newest = notes[0]["id"] if notes else None
        latest.record = newest if isinstance(newest, int) else None
        latest.show("Latest notes", latest_notes(notes, place.view.playbook), latest.record)


def unfolded(needs: Sequence[int], filled: Sequence[bool], chosen: int, room: int) -> list[int]:
    """Return how high lists are in `room` lines: the `chosen` one all it needs, then from the top what fits whole.

    `needs` are the lines of each open list; those that are `filled` with rows come first. Of the folded ones, which
    take a line each, the first opens in part where enough lines are left.
    """
    heights = [1 for _ in needs]

    def left() -> int:
        return room - sum(heights)

    heights[chosen] = max(1, min(needs[chosen], left() + 1))
    order = sorted(range(len(needs)), key=lambda number: not filled[number])
    for number in order:
        if heights[number] == 1 and needs[number] - 1 <= left():
            heights[number] = needs[number]
    for number in order:
        if heights[number] == 1 and left() + 1 >= _PART:
            heights[number] += left()
    return heights

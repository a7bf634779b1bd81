"""The tabs of the account page in the combined view, by the names of those of the direct view."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal

from kapta_tui.data.read import account_page, feed, records
from kapta_tui.data.read.plans import Show
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens.account.activity import ActivityTab
from kapta_tui.screens.account.below import BelowList
from kapta_tui.screens.account.family.lists import (
    FamilyFeed,
    FamilyList,
    FamilyPlan,
    FamilyProducts,
    FamilyRisks,
)
from kapta_tui.screens.account.know import Known, KnowTab
from kapta_tui.screens.account.sections import Section
from kapta_tui.screens.account.tab import Place, Tab
from kapta_tui.screens.account.tabs import LanesTab, NotesTab, TasksTab
from kapta_tui.widgets.preview import FactSheet
from kapta_tui.widgets.preview_feed import Feed

_NOTES = 12
_CHANGES = 40


def load_sections(tab: Tab, connection: sqlite3.Connection, place: Place) -> dict[Section, Any]:
    """Return what every section of `tab` that the playbook offers has loaded for the whole family."""
    return {
        item: item.load_seen(connection, place.accounts, place.view)
        for item in tab.query(FamilyList)
        if place.view.playbook.offers(KINDS[item.kind])
    }


class FamilyKnow(KnowTab):
    """What is known about all accounts of the family, beside the profile of the one above them."""

    def people(self) -> list[Section]:
        """Return the lists of what is known about the people and the customers as a whole."""
        return [
            BelowList(),
            FamilyList(
                "contacts", "Key players", ("name", "title", "role", "friendliness", "power", "last_contact")
            ),
            FamilyList("swot", "SWOT", ("text", "quadrant", "theme", "reviewed_on")),
            FamilyList("voc", "Voice of customer", ("text", "question", "date", "contact")),
            FamilyList("qbrs", "QBRs", ("name", "date", "type", "stage", "rating")),
        ]

    def business(self) -> list[Section]:
        """Return the lists of what is bought and written."""
        return [
            FamilyList(
                "contracts", "Contracts", ("name", "value", "start", "end", "notice_date", "auto_renew")
            ),
            FamilyList(
                "opportunities", "Opportunities", ("name", "stage", "probability", "amount", "close_date")
            ),
            FamilyProducts(),
            FamilyList("documents", "Documents", ("name", "path", "created_at")),
        ]

    def changes(self) -> Feed:
        """Return the list of the family's latest changes."""
        return FamilyFeed(id="latest-changes")

    def load(self, connection: sqlite3.Connection, place: Place) -> Known:
        """Return the profile of the account itself, and the latest notes and all records of the family."""
        latest = records.ids(connection, "notes", place.view, account=place.accounts, limit=_NOTES)
        sections: dict[Section, Any] = load_sections(self, connection, place)
        sections |= {
            item: item.load_seen(connection, place.account, place.view) for item in self.query(BelowList)
        }
        return Known(
            account_page.profile(connection, place.account),
            records.records(connection, "notes", place.view, latest),
            sections,
            feed.feed(connection, account=place.accounts, limit=_CHANGES, off=place.view.playbook.off),
        )


class FamilyTab(Tab):
    """A tab of lists of the family's records."""

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return what every list has loaded."""
        return load_sections(self, connection, place)


class FamilyAct(Tab):
    """The plans of all accounts."""

    NAME, LABEL, FIRST = "act", "Act", "#plan"
    FEATURE = "plans"

    def compose(self) -> ComposeResult:
        """One list."""
        yield FamilyPlan()

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return the lines of all plans."""
        return self.query_one(FamilyPlan).load(connection, place)

    def show(self, answer: Any, place: Place) -> None:
        """Show them."""
        self.query_one(FamilyPlan).show_all(answer, place.view.playbook)


class FamilyLanes(LanesTab):
    """The plans of all accounts along a time line; the headings are the accounts."""

    def load(self, connection: sqlite3.Connection, place: Place) -> None:
        """Ask nothing: the lanes ask for themselves."""

    def show(self, answer: Any, place: Place) -> None:
        """Let the lanes ask again for the accounts there are now."""
        from kapta_tui.screens.plans import PlanLanes
        from kapta_tui.screens.plans.wish import PlanWish

        below = tuple(number for number in place.accounts if number != place.account)
        self.query_one(PlanLanes).set_wish(PlanWish(account=place.account, below=below, show=Show.ALL))


class FamilyTasks(FamilyTab, TasksTab):
    """Tasks of all accounts, open and done."""

    LIST = FamilyList


class FamilyMeasure(FamilyTab):
    """The metrics."""

    NAME, LABEL, FIRST = "measure", "Measure", "#metrics"
    FEATURE = "metrics"

    def compose(self) -> ComposeResult:
        """One list."""
        yield FamilyList("metrics", "Metrics", ("name", "value", "date", "start", "target", "unit", "colour"))


class FamilyRisk(FamilyTab):
    """The risks of all accounts, the active ones first."""

    NAME, LABEL, FIRST = "risk", "Risk", "#risks"
    FEATURE = "risks"

    def compose(self) -> ComposeResult:
        """One list."""
        yield FamilyRisks()


class FamilyNotes(NotesTab):
    """Notes of all accounts, newest first, with the full text of the one under the cursor."""

    def compose(self) -> ComposeResult:
        """List and text."""
        with Horizontal(id="note-panes"):
            yield FamilyList("notes", "Notes", ("text", "date", "type", "author", "contacts"))
            yield FactSheet("Text", id="note-text")

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return the ids of the notes."""
        return load_sections(self, connection, place)


class FamilyActivity(ActivityTab):
    """Every change of all accounts."""

    FEED = FamilyFeed


FAMILY_TABS: tuple[Callable[[], Tab], ...] = (
    FamilyKnow,
    FamilyAct,
    FamilyLanes,
    FamilyTasks,
    FamilyMeasure,
    FamilyRisk,
    FamilyNotes,
    FamilyActivity,
)
"""The tabs in order."""

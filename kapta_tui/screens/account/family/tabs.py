"""The tabs of the account page in the combined view, by the names of those of the direct view."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult

from kapta_tui.data.read import account_page_plan
from kapta_tui.data.read.plans import Show
from kapta_tui.screens.account.activity import ActivityTab
from kapta_tui.screens.account.below import BelowList
from kapta_tui.screens.account.family.lists import (
    FamilyContracts,
    FamilyDocuments,
    FamilyFeed,
    FamilyList,
    FamilyOpportunities,
    FamilyProducts,
    FamilyRisks,
    FamilySatisfaction,
)
from kapta_tui.screens.account.know import KnowTab
from kapta_tui.screens.account.measure import MeasureTab
from kapta_tui.screens.account.measure.cold import ColdList
from kapta_tui.screens.account.measure.listing import MetricList
from kapta_tui.screens.account.measure.relatives import FamilyHealthList
from kapta_tui.screens.account.people import KeyPlayers, SwotBoard, VoiceList
from kapta_tui.screens.account.plan import ActTab
from kapta_tui.screens.account.plan.sections import sections_of_all
from kapta_tui.screens.account.sections import Section
from kapta_tui.screens.account.tab import PageTab, Place
from kapta_tui.screens.account.tabs import LanesTab, NotesTab
from kapta_tui.screens.account.taskstab import FamilyTasksTab
from kapta_tui.screens.severity import risk_tokens
from kapta_tui.widgets.preview_feed import Feed


class FamilyKnow(KnowTab):
    """What is known about all accounts of the family, beside the profile of the one above them."""

    def people(self) -> list[Section]:
        """Return the sections of the people and the customers as a whole."""
        return [
            BelowList(),
            KeyPlayers(),
            SwotBoard(),
            VoiceList(),
            FamilyList("qbrs", "QBRs", ("name", "date", "type", "stage", "rating")),
        ]

    def business(self) -> list[Section]:
        """Return the lists of what is bought and written."""
        return [FamilyContracts(), FamilyOpportunities(), FamilyProducts(), FamilyDocuments()]

    def changes(self) -> Feed:
        """Return the list of the family's latest changes."""
        return FamilyFeed(id="latest-changes")


class FamilyAct(ActTab):
    """The plans of all accounts, section by section of each."""

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return the sections of all plans."""
        playbook = place.view.playbook
        plans = account_page_plan.plans(connection, place.accounts, place.today, playbook.off)
        return sections_of_all(
            place.family, plans, playbook, risk_tokens(connection, playbook, place.accounts)
        )


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


class FamilyMeasure(MeasureTab):
    """The health of all accounts, who of them goes cold next, what is measured and how pleased they are."""

    def health(self) -> list[Section]:
        """Return the accounts with their health."""
        return [FamilyHealthList()]

    def further(self) -> list[Section]:
        """Return what else is measured."""
        return [ColdList(), MetricList(), FamilySatisfaction()]


class FamilyRisk(PageTab):
    """The risks of all accounts, the active ones first."""

    NAME, LABEL, FIRST = "risk", "Risk", "#risks"
    FEATURE = "risks"

    def compose(self) -> ComposeResult:
        """One list."""
        yield FamilyRisks()


class FamilyNotes(NotesTab):
    """Notes of all accounts, newest first, with the full text of the one under the cursor."""

    LIST = FamilyList


class FamilyActivity(ActivityTab):
    """Every change of all accounts."""

    FEED = FamilyFeed


FAMILY_TABS: tuple[Callable[[], PageTab], ...] = (
    FamilyKnow,
    FamilyAct,
    FamilyLanes,
    FamilyTasksTab,
    FamilyMeasure,
    FamilyRisk,
    FamilyNotes,
    FamilyActivity,
)
"""The tabs in order."""

"""The plan of an account, or those of all, read for a picture."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kapta_tui.data.read.names import account_name
from kapta_tui.data.read.planlanes import lane_items
from kapta_tui.data.read.plans import Show
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.lanes import LaneItem
from kapta_tui.domain.text import counted
from kapta_tui.reports.pictures.sheet import Sheet

_WHICH: Final[dict[Show, str]] = {
    Show.OPEN: "open",
    Show.ACTIVE: "active",
    Show.UPCOMING: "upcoming",
    Show.PASSED: "start passed",
    Show.COMPLETED: "completed",
    Show.OVERDUE: "late",
    Show.FULL: "at 100 %, not closed",
    Show.MINE: "one person's",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Which part of the plans is drawn."""

    account: int | None = None
    below: tuple[int, ...] = ()
    """Accounts below `account` whose plans are drawn with its own."""
    show: Show = Show.ALL
    filter: str = ""
    for_customer: bool = False
    """Only what is in the customer report, without a word of where it came from."""
    title: str = ""
    """Empty for the account's name."""


def sheet_of(connection: sqlite3.Connection, view: View, plan: Plan) -> Sheet:
    """Return the sheet of a plan: all of its time, nothing folded.

    Raises FilterError when the filter cannot be used, NotFound when there is no such account, RuleError when there is
    nothing to draw.
    """
    accounts = (plan.account, *plan.below) if plan.account is not None and plan.below else plan.account
    items = lane_items(
        connection, view, plan.show, filter=plan.filter, account=accounts, for_customer=plan.for_customer
    )
    if not items:
        where = "the customer report holds" if plan.for_customer else "there is"
        raise RuleError(
            f"Nothing to draw: {where} no such goal or action.", "Show more of the plan, or plan a goal."
        )
    title = plan.title or ("Action plans" if plan.account is None else _name(connection, plan.account))
    return Sheet(items, view.today, title, about(items, plan.show))


def about(items: Sequence[LaneItem], show: Show) -> str:
    """Return what the items are: "Action plan · 3 goals, 12 actions · open"."""
    kinds = [item.kind for item in items]
    words = f"{counted(kinds.count('goal'), 'goal')}, {counted(kinds.count('action'), 'action')}"
    return " · ".join(["Action plan", words, *([_WHICH[show]] if show in _WHICH else [])])


def _name(connection: sqlite3.Connection, account: int) -> str:
    return account_name(connection, account).name

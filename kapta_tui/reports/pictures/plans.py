"""The plan of an account, or those of all, read for a picture."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kapta_tui.data.read.names import account_name
from kapta_tui.data.read.planlanes import lane_items
from kapta_tui.data.read.plans import Show
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.lanes import Key
from kapta_tui.reports.pictures.extent import Depth, about, drawable
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
    depth: Depth | None = None
    """None for goals alone where all accounts are drawn and nothing is sought, as the screen begins with."""

    @property
    def drawn_depth(self) -> Depth:
        """How deep it is drawn."""
        return self.depth or ("goals" if self.account is None and not self.filter else "actions")


def sheet_of(connection: sqlite3.Connection, view: View, plan: Plan, folded: Collection[Key] = ()) -> Sheet:
    """Return the sheet of a plan: all of its time, without what has no date, and with what is `folded` away.

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
    drawn = drawable(items, view.today, plan.drawn_depth, folded)
    words = about(drawn, _WHICH.get(plan.show, ""))
    if plan.account is None:
        title = "Action plans"
    else:
        title, words = account_name(connection, plan.account).name, f"Action plan · {words}"
    return Sheet(drawn.items, view.today, plan.title or title, words, depth=plan.drawn_depth, folded=folded)

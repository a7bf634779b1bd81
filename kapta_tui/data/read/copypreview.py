"""Where goals would be copied to and what that would make, told before it is done (features: row 81)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kapta_tui.data import workdays
from kapta_tui.data.read import names, records
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.find import find
from kapta_tui.data.read.planned import FIRST_OF_SERIES, Extent, extent
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import moved, moved_rule, refuse_archived

_AMONG: Final = "IN (SELECT value FROM json_each(:goals))"
_TASKS: Final = (
    f"FROM task t JOIN action x ON x.id = t.action_id WHERE x.goal_id {_AMONG} AND {FIRST_OF_SERIES}"
)
_SPAN: Final = f"""
WITH held AS (
    SELECT start, due FROM goal WHERE id {_AMONG}
    UNION ALL SELECT start, due FROM objective WHERE goal_id {_AMONG}
    UNION ALL SELECT start, due FROM action WHERE goal_id {_AMONG}
    UNION ALL SELECT NULL, t.due {_TASKS})
SELECT min(day), max(day) FROM (SELECT start AS day FROM held UNION ALL SELECT due FROM held)
"""
"""The first and the last of all days that move with a copy."""
_ENDING: Final = f"SELECT DISTINCT t.recurrence {_TASKS} AND t.recurrence LIKE '%UNTIL%'"
"""Recurrences that have a last day, which moves too."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a copy would make in each of so many accounts, and its first day where it has dates."""

    accounts: int
    extent: Extent
    first: date | None
    moved: str
    """To which working day the start moves, in words; empty where it does not."""
    has_passed: bool
    """Whether that first day lies before today."""

    @property
    def words(self) -> str:
        """Such as "Will make 3 goals, 24 actions in 3 accounts, first start Mon 7 Dec 2026"."""
        each = {
            "goals": self.extent.goals,
            "objectives": self.extent.objectives,
            "actions": self.extent.actions,
            "tasks": self.extent.tasks,
        }
        made = ", ".join(KINDS[kind].counted(count * self.accounts) for kind, count in each.items() if count)
        starts = (
            "" if self.first is None else f", first start {self.first:%a} {self.first.day} {self.first:%b %Y}"
        )
        why = f" ({self.moved})" if self.moved else ", which has passed" if self.has_passed else ""
        return f"Will make {made} in {KINDS['accounts'].counted(self.accounts)}{starts}{why}"


def targets(
    connection: sqlite3.Connection,
    view: View,
    goals: Sequence[int],
    called: Sequence[str | int] = (),
    query: str = "",
) -> tuple[int, ...]:
    """Return the accounts `called` by name or id, then those that pass the filter `query` and lack the goals.

    Archived accounts pass no filter that does not ask for them, and neither do those the goals stand in.

    Raises:
        NotFound, Ambiguous: no account or several are called so.
        FilterError: the filter cannot be used.
        UsageError: no account is meant.
        RuleError: an account that is named is archived, or none passes the filter.
    """
    found = [_living(connection, one) for one in called]
    if query:
        own = {names.account_of(connection, "goals", goal) for goal in goals}
        passing = [one for one in records.ids(connection, "accounts", view, filter=query) if one not in own]
        if not passing:
            raise RuleError(
                "No other account passes the filter.", "Change it, or name the accounts.", "filter"
            )
        found += passing
    if not found:
        raise UsageError("It is not said to which accounts.", "Name them, or give a filter.")
    return tuple(dict.fromkeys(found))


def _living(connection: sqlite3.Connection, called: str | int) -> int:
    account = names.account_name(connection, find(connection, "accounts", called))
    refuse_archived(account.name, archived=account.archived)
    return account.id


def preview(
    connection: sqlite3.Connection,
    view: View,
    goals: Sequence[int],
    accounts: Sequence[int],
    shift_days: int = 0,
    start: date | None = None,
) -> Preview:
    """Return what `copy_goals` with the same arguments would make. Raises RuleError beyond the calendar."""
    about = extent(connection, goals)
    if start is None:
        _refuse_beyond(connection, goals, shift_days)
        first = moved(about.first, shift_days)
        return Preview(len(accounts), about, first, "", first is not None and first < view.today)
    day = workdays.from_working_day(view.playbook.calendar, start)
    if about.first is not None:
        _refuse_beyond(connection, goals, (day - about.first).days)
    return Preview(len(accounts), about, day, workdays.moved_words(start, day), day < view.today)


def _refuse_beyond(connection: sqlite3.Connection, goals: Sequence[int], days: int) -> None:
    """Raise RuleError where a day of the copy would lie beyond the calendar."""
    given = {"goals": json.dumps(list(goals))}
    for day in connection.execute(_SPAN, given).fetchone():
        moved(day_of(day), days)
    for (rule,) in connection.execute(_ENDING, given):
        moved_rule(rule, days)

"""Which tasks a list shows, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any, Final

from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.domain.text import fold
from kapta_tui.screens.narrowing import Narrowing


class TaskShow(Enum):
    """A choice among tasks; the values are what is remembered."""

    ALL = "all"
    OPEN = "open"
    LATE = "late"
    MINE = "mine"
    RECURRING = "recurring"
    DONE = "done"


SHOW_WORDS: Final = {
    TaskShow.ALL: ("Open and done", "what is to be done above what was done"),
    TaskShow.OPEN: ("Open", "still to be done"),
    TaskShow.LATE: ("Late", "open, and its day has passed"),
    TaskShow.MINE: ("Mine", "open, and yours to do: w says why"),
    TaskShow.RECURRING: ("Recurring", "open, and the next one is made when it is done"),
    TaskShow.DONE: ("Done", "done, the last one first"),
}
"""Choice to its words and what they mean."""

ORDER: Final[dict[str, Callable[[TaskRow], Any]]] = {
    "name": lambda row: fold(row.name),
    "account": lambda row: fold(row.account),
    "due": lambda row: (row.due is None, row.due or date.max),
    "assignee": lambda row: fold(row.doer),
    "action": lambda row: (not row.action, fold(row.action)),
    "recurrence": lambda row: (not row.recurrence, row.recurrence),
}
"""Column to what it is sorted by."""


def passes(row: TaskRow, show: TaskShow, today: date) -> bool:
    """Say whether a task is among those that `show` chooses on the day `today`."""
    match show:
        case TaskShow.ALL:
            return True
        case TaskShow.DONE:
            return row.done_on is not None
        case TaskShow.LATE:
            return row.is_late(today)
        case TaskShow.MINE:
            return row.done_on is None and row.is_mine
        case TaskShow.RECURRING:
            return row.done_on is None and bool(row.recurrence)
        case TaskShow.OPEN:
            return row.done_on is None


def counts(rows: Iterable[TaskRow], today: date) -> dict[TaskShow, int]:
    """Return how many tasks each choice shows."""
    found = list(rows)
    return {show: sum(passes(row, show, today) for row in found) for show in TaskShow}


def arranged(
    rows: Sequence[TaskRow], show: TaskShow, today: date, sort: tuple[str, bool] | None
) -> list[TaskRow]:
    """Return the tasks chosen, in the order given or by the column and direction of `sort`, open ones first."""
    kept = [row for row in rows if passes(row, show, today)]
    if sort is not None:
        kept.sort(key=ORDER[sort[0]], reverse=sort[1])
        kept.sort(key=lambda row: row.done_on is not None)
    return kept


def narrowing(today: date) -> Narrowing[TaskRow]:
    """Return what a filter that is typed compares on the day `today`."""
    return Narrowing(
        {
            "name": lambda row: row.name,
            "action": lambda row: row.action,
            "assignee": lambda row: row.doer,
            "account": lambda row: row.account,
        },
        {"mine": lambda row: row.is_mine, "overdue": lambda row: row.is_late(today)},
        "of tasks",
    )

"""The columns of lists of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from kapta_tui.data.read.tasks import TaskRow
from kapta_tui.domain.recurrence import recurrence_words
from kapta_tui.domain.text import one_line
from kapta_tui.screens.due import due_words
from kapta_tui.screens.severity import marked
from kapta_tui.widgets.cells import Cell, CellPart, Token, parts_of
from kapta_tui.widgets.listing import Column

NOTHING: Final[Cell] = ("·", "muted")
INHERITED: Final = "="
"""Stands before a due day that is the action's."""
AGAIN: Final = "↻"
"""Stands before the rule of a recurring task."""
DONE: Final = "✓"

_BRIEF: Final = 200
"""Characters of a note that a line could ever show."""


def columns(
    today: date, *, with_action: bool, with_account: bool, risks: Mapping[int, Token]
) -> tuple[Column[TaskRow], ...]:
    """Return the columns on the day `today`; the action and the account are left out where all have the same.

    `risks` holds by account the colour of the mark at its name, and may be filled later.
    """

    def account_cell(row: TaskRow) -> Cell:
        name: CellPart = (row.account, "muted") if row.done_on else row.account
        return marked(name, risks.get(row.account_id))

    name, due, assignee, action, recurrence = (
        Column[TaskRow]("name", "Task", _name, minimum=20, maximum=72, wish=30, flex=4, priority=9),
        Column[TaskRow]("due", "Due", lambda row: due_cell(row, today), width=12, priority=8),
        Column[TaskRow]("assignee", "Assigned to", _assignee, minimum=11, maximum=20, wish=14, priority=5),
        Column[TaskRow]("action", "Action", _action, minimum=12, maximum=40, wish=22, flex=2, priority=6),
        Column[TaskRow](
            "recurrence", "Recurs", _recurrence, minimum=12, maximum=46, wish=27, flex=2, priority=4
        ),
    )
    account = Column[TaskRow](
        "account", "Account", account_cell, minimum=14, maximum=34, wish=24, flex=3, priority=7
    )
    middle = [*([account] if with_account else []), due, assignee, *([action] if with_action else [])]
    return (name, *middle, recurrence)


def empty_columns(rows: Iterable[TaskRow]) -> frozenset[str]:
    """Return the columns that would say nothing of any of the tasks, whose room others can use."""
    found = list(rows)
    said = {"action": any(row.action for row in found), "recurrence": any(row.recurrence for row in found)}
    return frozenset(key for key, says in said.items() if not says)


def due_cell(row: TaskRow, today: date) -> Cell:
    """Return the due day in words behind "=" where it is the action's; of what is done, the day it was."""
    if row.done_on is not None:
        return (f"{DONE} {row.done_on}", "muted")
    if row.due is None:
        return NOTHING
    words = due_words(row.due, today)
    return [(f"{INHERITED} ", "muted"), *parts_of(words)] if row.due_inherited else words


def _name(row: TaskRow) -> Cell:
    if row.done_on is None:
        return row.name
    note = one_line(row.note[:_BRIEF])
    return [(row.name, "muted"), (f" · {note}" if note else "", "muted")]


def _assignee(row: TaskRow) -> Cell:
    is_quiet = not row.assignee or row.done_on is not None
    return (row.doer, "muted") if is_quiet else row.assignee


def _action(row: TaskRow) -> Cell:
    return (row.action, "muted") if row.action else NOTHING


def _recurrence(row: TaskRow) -> Cell:
    if not row.recurrence:
        return ""
    return [(f"{AGAIN} ", "muted" if row.done_on else "accent"), (recurrence_words(row.recurrence), "muted")]

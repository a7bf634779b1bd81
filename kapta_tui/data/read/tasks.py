"""Tasks of accounts or of one action, open and done, with what each inherits (mission S3; features: rows 92 to 97)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from kapta_tui.data.read.among import Several, listed
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.sources.base import SOURCE_NAME, mine
from kapta_tui.domain.text import fold


class TaskRow(NamedTuple):
    """A task as lists show it.

    `due` is its own day or, where `due_inherited`, that of its action. `assignee` is who is named, empty for
    nobody; `doer` who has to do it then: the action's owner, else the account's. `note` is what was left with it
    last, `source` and `source_name` what it was made from, empty for nothing.
    """

    id: int
    account_id: int
    account: str
    name: str
    due: date | None
    due_inherited: bool
    action_id: int | None
    action: str
    action_due: date | None
    assignee: str
    doer: str
    is_mine: bool
    recurrence: str
    until: str
    done_on: date | None
    note: str
    source: str
    source_name: str

    def is_late(self, today: date) -> bool:
        """Say whether it is open and its day has passed."""
        return self.done_on is None and self.due is not None and self.due < today


_SELECT = (
    "SELECT t.id, a.id, a.name, t.name, coalesce(t.due, x.due) AS day, t.due IS NULL AND x.due IS NOT NULL, "
    "x.id, coalesce(x.name, ''), x.due, coalesce(u.name, ''), "
    '(SELECT w.name FROM "user" w WHERE w.id = coalesce(t.assignee_id, x.owner_id, a.owner_id)), '
    f"{mine('coalesce(t.assignee_id, x.owner_id, a.owner_id)')}, "
    "coalesce(t.recurrence, ''), coalesce(t.until, ''), t.done_at, "
    "coalesce((SELECT n.text FROM note n WHERE n.task_id = t.id ORDER BY n.date DESC, n.id DESC LIMIT 1), ''), "
    f"coalesce(t.source, ''), coalesce({SOURCE_NAME}, '') "
    "FROM task t JOIN account a ON a.id = t.account_id LEFT JOIN action x ON x.id = t.action_id "
    'LEFT JOIN "user" u ON u.id = t.assignee_id '
    "WHERE {which} "
    "ORDER BY t.done_at IS NOT NULL, CASE WHEN t.done_at IS NULL THEN day IS NULL END, "
    "CASE WHEN t.done_at IS NULL THEN day END, t.done_at DESC, t.name_folded, t.id"
)


def of_accounts(connection: sqlite3.Connection, accounts: Several, user: str) -> list[TaskRow]:
    """Return all tasks of the accounts: open ones by day, those without one last, then done ones, newest first.

    `user` is the name of who asks.
    """
    which = "t.account_id IN (SELECT value FROM json_each(:chosen))"
    return _rows(connection, which, accounts, user)


def of_action(connection: sqlite3.Connection, action: int, user: str) -> list[TaskRow]:
    """Return the open tasks of an action by day: done ones have left it (mission S3; features: row 97)."""
    which = "t.action_id IN (SELECT value FROM json_each(:chosen)) AND t.done_at IS NULL"
    return _rows(connection, which, action, user)


def by_ids(connection: sqlite3.Connection, tasks: Sequence[int], user: str) -> list[TaskRow]:
    """Return the tasks that are still there, in the order of `of_accounts`."""
    return _rows(connection, "t.id IN (SELECT value FROM json_each(:chosen))", tasks, user)


def _rows(connection: sqlite3.Connection, which: str, chosen: Several, user: str) -> list[TaskRow]:
    found = connection.execute(_SELECT.format(which=which), {"chosen": listed(chosen), "me": fold(user)})
    return [_row(values) for values in found]


def _row(values: tuple[Any, ...]) -> TaskRow:
    number, account_id, account, name, due, inherited, action_id, action, action_due, *rest = values
    assignee, doer, is_mine, recurrence, until, done_at, *words = rest
    note, source, source_name = words
    return TaskRow(
        number,
        account_id,
        account,
        name,
        day_of(due),
        bool(inherited),
        action_id,
        action,
        day_of(action_due),
        assignee,
        doer,
        bool(is_mine),
        recurrence,
        until,
        day_of(done_at),
        note,
        source,
        source_name,
    )

"""The activity feed: every change with when, who and what (features: row 22)."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple


class FeedRow(NamedTuple):
    """One change. `at` is UTC ISO text; `account` is empty for changes of several accounts or none."""

    id: int
    at: str
    user: str
    verb: str
    sentence: str
    account_id: int | None
    account: str
    undone: bool


class Newest(NamedTuple):
    """The newest change and the newest undo, by number and sentence; 0 and None where there is none."""

    event: int
    undone: int
    sentence: str | None
    taken_back: str | None


def newest(connection: sqlite3.Connection) -> Newest:
    """Return what was done and undone last."""
    found = connection.execute(
        "SELECT coalesce(max(id), 0), coalesce(max(undone), 0), "
        "(SELECT sentence FROM event ORDER BY id DESC LIMIT 1), "
        "(SELECT sentence FROM event WHERE undone > 0 ORDER BY undone DESC LIMIT 1) FROM event"
    )
    return Newest(*found.fetchone())


def feed(connection: sqlite3.Connection, *, account: int | None = None, limit: int = 100) -> list[FeedRow]:
    """Return the newest `limit` changes, newest first; of one account when it is given."""
    where = "WHERE e.account_id = :account" if account is not None else ""
    sql = (
        "SELECT e.id, e.at, e.\"user\", e.verb, e.sentence, e.account_id, coalesce(a.name, ''), e.undone > 0 "
        f"FROM event e LEFT JOIN account a ON a.id = e.account_id {where} ORDER BY e.id DESC LIMIT :limit"
    )
    found = connection.execute(sql, {"account": account, "limit": limit})
    return [_row(list(row)) for row in found]


def _row(values: list[Any]) -> FeedRow:
    values[-1] = bool(values[-1])
    return FeedRow(*values)

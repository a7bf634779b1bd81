"""The activity feed: every change with when, who and what (features: row 22)."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from kapta_tui.data.read.among import Several, listed


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


_WENT = """
WITH RECURSIVE went (id, now) AS (
    SELECT value, value FROM json_each(:accounts)
    UNION
    SELECT c.row_id, went.now FROM went
    JOIN event m ON m.account_id = went.id AND m.verb = 'merge_accounts' AND m.undone = 0
    JOIN change c ON c.event_id = m.id AND +c.tbl = 'account'
    WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = c.row_id) AND NOT EXISTS (
        SELECT 1 FROM change later JOIN event o ON o.id = later.event_id
        WHERE later.tbl = 'account' AND later.row_id = c.row_id AND later.event_id > m.id AND o.undone = 0
    )
)
SELECT id, min(now) FROM went GROUP BY id
"""
"""Accounts and all that went up in them, each with what it is by now: of the accounts that a merge touched the one
that ended with it. The plus keeps SQLite from walking all that ever happened to accounts instead of the merges."""


def newest(connection: sqlite3.Connection) -> Newest:
    """Return what was done and undone last."""
    found = connection.execute(
        "SELECT coalesce(max(id), 0), coalesce(max(undone), 0), "
        "(SELECT sentence FROM event ORDER BY id DESC LIMIT 1), "
        "(SELECT sentence FROM event WHERE undone > 0 ORDER BY undone DESC LIMIT 1) FROM event"
    )
    return Newest(*found.fetchone())


def feed(
    connection: sqlite3.Connection,
    *,
    account: Several | None = None,
    limit: int = 100,
    filter: str = "",  # noqa: A002
    user: str = "",
    today: date | None = None,
    off: Collection[str] = (),
) -> list[FeedRow]:
    """Return the newest `limit` changes, newest first; of one account or several, and of those merged into them.

    A change of an account that was merged is one of the account that it went up in.

    `filter` is in the filter language, with the fields of `feedfilter`; `user` is who "mine" means and `today` the
    day that relative days count from.

    Changes of nothing but records and fields of the features `off` are left out, and so are such fields where
    a sentence names others beside them.

    Raises:
        FilterError: the filter cannot be read or names what does not exist.
    """
    went = _went(connection, account) if account is not None else {}
    parameters: dict[str, str | int] = {
        "moved": json.dumps({old: now for old, now in went.items() if old != now})
    }
    wanted = ["e.id < :below"]
    if account is not None:
        parameters["accounts"] = json.dumps(list(went))
        wanted.append("e.account_id IN (SELECT value FROM json_each(:accounts))")
    if filter:
        # Spared where nothing is filtered: the language would be imported for nothing.
        from kapta_tui.data.read.feedfilter import FeedFilter

        compiler = FeedFilter(user, today or date.today())
        wanted.append(compiler.where(filter))
        parameters |= compiler.parameters
    if off:
        from kapta_tui.data.read.feedseen import seen_changes

        wanted.append(seen_changes(off))
    rows = _newest(connection, " AND ".join(wanted), parameters, limit, off)
    return _named(connection, [row._replace(account_id=_now(went, row.account_id)) for row in rows])


def _went(connection: sqlite3.Connection, accounts: Several) -> dict[int, int]:
    """Return the accounts and all that were merged into them, by what each is by now."""
    return dict(connection.execute(_WENT, {"accounts": listed(accounts)}).fetchall())


def _now(went: Mapping[int, int], account: int | None) -> int | None:
    return account if account is None else went.get(account, account)


def _newest(
    connection: sqlite3.Connection,
    where: str,
    parameters: Mapping[str, str | int],
    limit: int,
    off: Collection[str],
) -> list[FeedRow]:
    """Return the newest `limit` changes that have something to say, their accounts without names.

    SQLite ends early for a limit alone, and what says nothing is known only of changes that were read.
    """
    sql = (
        "SELECT e.id, e.at, e.\"user\", e.verb, e.sentence, e.account_id, '', e.undone > 0 FROM event e "
        f"WHERE {where} ORDER BY e.id DESC LIMIT :batch"
    )
    found: list[FeedRow] = []
    below, batch = sys.maxsize, min(limit, sys.maxsize)
    while len(found) < limit:
        rows = connection.execute(sql, {**parameters, "below": below, "batch": batch}).fetchall()
        found += _shown(connection, [_row(values) for values in rows], off)
        if len(rows) < batch:
            break
        below, batch = rows[-1][0], batch * 2
    return found[:limit]


def _row(values: Sequence[Any]) -> FeedRow:
    return FeedRow._make(values)._replace(undone=bool(values[-1]))


def _shown(connection: sqlite3.Connection, rows: list[FeedRow], off: Collection[str]) -> list[FeedRow]:
    """Return the changes that say something while `off` is switched off, with what they say then."""
    if not off:
        return rows
    from kapta_tui.data.read.feedseen import seen_sentence

    told = (seen_sentence(connection, row.id, row.verb, row.sentence, off) for row in rows)
    return [row._replace(sentence=said) for row, said in zip(rows, told, strict=True) if said]


def _named(connection: sqlite3.Connection, rows: list[FeedRow]) -> list[FeedRow]:
    """Return the changes with the names of their accounts, empty for those that are gone."""
    numbers = {row.account_id for row in rows if row.account_id is not None}
    found = connection.execute(
        "SELECT id, name FROM account WHERE id IN (SELECT value FROM json_each(?))",
        (listed(sorted(numbers)),),
    )
    names: dict[int | None, str] = dict(found.fetchall())
    return [row._replace(account=names.get(row.account_id, "")) for row in rows]

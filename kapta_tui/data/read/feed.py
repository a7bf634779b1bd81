"""The activity feed: every change with when, who and what (features: row 22)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from kapta_tui.data.read.among import Several, listed

_EDIT = "edit_"
"""What the verb of an edited record begins with; the noun of its kind follows."""


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
    JOIN change c ON c.event_id = m.id AND c.tbl = 'account'
    WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = c.row_id) AND NOT EXISTS (
        SELECT 1 FROM change later JOIN event o ON o.id = later.event_id
        WHERE later.tbl = 'account' AND later.row_id = c.row_id AND later.event_id > m.id AND o.undone = 0
    )
)
"""
"""Accounts and all that went up in them: of the accounts that a merge touched the one that ended with it."""

_NOW = "(SELECT min(now) FROM went WHERE went.id = e.account_id)"
"""The account that a change belongs to by now."""


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
    parameters: dict[str, str | int] = {}
    went, now, wanted = "", "e.account_id", []
    if account is not None:
        parameters["accounts"] = listed(account)
        went, now, wanted = _WENT, _NOW, ["e.account_id IN (SELECT id FROM went)"]
    if filter:
        # Spared where nothing is filtered: the language would be imported for nothing.
        from kapta_tui.data.read.feedfilter import FeedFilter

        compiler = FeedFilter(user, today or date.today())
        wanted.append(compiler.where(filter))
        parameters |= compiler.parameters
    if off:
        wanted.append(seen_changes(off))
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    sql = (
        f"{went}SELECT e.id, e.at, e.\"user\", e.verb, e.sentence, {now}, coalesce(a.name, ''), e.undone > 0 "
        f"FROM event e LEFT JOIN account a ON a.id = {now} {where} ORDER BY e.id DESC"
    )
    with closing(connection.execute(sql, parameters)) as found:
        rows = (_row(list(values), off) for values in found)
        return list(islice((row for row in rows if row.sentence or not off), limit))


def seen_changes(off: Collection[str]) -> str:
    """Return the condition that the change `event e` touched anything that is shown while `off` is switched off."""
    from kapta_tui.data.read.ownrows import OWN, tables_of
    from kapta_tui.domain.features import seen
    from kapta_tui.domain.kinds import KINDS

    tables = [table for kind in KINDS.values() if kind.feature in off for table in tables_of(kind.name)]
    tables += [own.table for own in OWN if not seen(KINDS[own.kind].by_name[own.field], off)]
    names = ", ".join(f"'{table}'" for table in tables)
    touched = "SELECT 1 FROM change c WHERE c.event_id = e.id"
    shown = f"(EXISTS ({touched} AND c.tbl NOT IN ({names})) OR NOT EXISTS ({touched}))"
    # That verb renews the row of the account too, whose fields it leaves as they are.
    return f"{shown} AND e.verb <> 'set_products'" if "products" in off else shown


def seen_sentence(verb: str, sentence: str, off: Collection[str]) -> str:
    """Return what is said of a change while `off` is switched off, empty where nothing of it is shown."""
    if not off or not verb.startswith(_EDIT):
        return sentence
    from kapta_tui.domain.changesaid import seen_part
    from kapta_tui.domain.kinds import NOUNS

    kind = NOUNS.get(verb.removeprefix(_EDIT))
    return sentence if kind is None else seen_part(sentence, kind, off)


def _row(values: list[Any], off: Collection[str]) -> FeedRow:
    values[-1] = bool(values[-1])
    row = FeedRow(*values)
    return row._replace(sentence=seen_sentence(row.verb, row.sentence, off)) if off else row

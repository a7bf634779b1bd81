"""Names of records as one types, and what an account is called."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kapta_tui.data.read.sources.base import account_type
from kapta_tui.data.read.where import escaped
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold, one_line

_SHARED = frozenset({"users", "accounts", "products"})
"""Kinds whose records belong to no account."""


@dataclass(frozen=True, slots=True)
class AccountName:
    """An account as forms need it: what it is called, its type, the currency of its amounts."""

    id: int
    name: str
    type: str
    currency: str
    archived: bool


def names(
    connection: sqlite3.Connection, kind: str, text: str, *, account: int | None = None, limit: int = 12
) -> list[tuple[int, str]]:
    """Return ids and names of the records of `kind` whose name holds `text`, those that begin with it first.

    Case and accents do not count. `account` limits kinds that belong to accounts.
    """
    within = "" if account is None or kind in _SHARED else "AND account_id = :account"
    found = connection.execute(
        f'SELECT id, name FROM "{KINDS[kind].table}" '
        f"WHERE name_folded LIKE :anywhere ESCAPE '\\' {within} "
        "ORDER BY name_folded NOT LIKE :start ESCAPE '\\', name_folded, id LIMIT :limit",
        {
            "anywhere": f"%{escaped(fold(text))}%",
            "start": f"{escaped(fold(text))}%",
            "account": account,
            "limit": limit,
        },
    )
    return [(number, name) for number, name in found]


def called_like(connection: sqlite3.Connection, user: str) -> list[str] | None:
    """Return the names of up to three users that `user`, who is none, may stand for; None where there is such a user.

    Case and accents do not count. A name is meant by words that it begins or holds, else by most of its letters.
    """
    known: dict[str, str] = dict(connection.execute('SELECT name_folded, name FROM "user"').fetchall())
    wanted = fold(user)
    if wanted in known:
        return None
    held = [folded for folded in sorted(known) if any(word.startswith(wanted) for word in folded.split())]
    if not held:
        from difflib import get_close_matches

        held = get_close_matches(wanted, known, cutoff=0.7)
    return [known[folded] for folded in held[:3]]


def homonyms(connection: sqlite3.Connection, name: str, but: int | None = None) -> list[tuple[int, str]]:
    """Return ids and names of the accounts called `name`, case and accents aside, but the one with the id `but`."""
    found = connection.execute(
        "SELECT id, name FROM account WHERE name_folded = ? AND id IS NOT ? ORDER BY id", (fold(name), but)
    )
    return [(number, called) for number, called in found]


def account_name(connection: sqlite3.Connection, account: int) -> AccountName:
    """Return the account's name and currency. Raises NotFound when it is gone."""
    row = connection.execute(
        f"SELECT a.id, a.name, {account_type('a')}, s.currency, a.archived FROM account a "
        "JOIN account_summary s ON s.account_id = a.id WHERE a.id = ?",
        (account,),
    ).fetchone()
    if row is None:
        raise NotFound("The account is gone.", "It may have been removed meanwhile.")
    return AccountName(row[0], row[1], row[2], row[3], bool(row[4]))


def account_of(connection: sqlite3.Connection, kind: str, record: int) -> int | None:
    """Return the account that a record is or belongs to, None for kinds of their own or a record that is gone."""
    if kind == "accounts":
        return record
    if kind in _SHARED:
        return None
    row = connection.execute(
        f'SELECT account_id FROM "{KINDS[kind].table}" WHERE id = ?', (record,)
    ).fetchone()
    return None if row is None else int(row[0])


_CALLED = {
    "risks": "(SELECT name FROM account WHERE id = account_id)",
    "notes": "substr(text, 1, 40)",
    "satisfaction": "score || ' (' || date || ')'",
} | dict.fromkeys(("swot", "voc"), "substr(text, 1, 40)")
"""Kind to what names its records, where that is no name of their own."""


def called(connection: sqlite3.Connection, kind: str, records: Sequence[int]) -> dict[int, str]:
    """Return how people call records of a kind, by id; a risk bears its account's name."""
    marks = ", ".join(str(int(number)) for number in records)
    name = _CALLED.get(kind, "name")
    sql = f'SELECT id, {name} FROM "{KINDS[kind].table}" WHERE id IN ({marks})'
    return {number: str(text) for number, text in connection.execute(sql)}


def called_each(
    connection: sqlite3.Connection, records: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], str]:
    """Return how people call records of several kinds, on one line, asked with one statement for each kind."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for kind, number in records:
        numbers[kind].add(number)
    return {
        (kind, number): one_line(name)
        for kind, wanted in numbers.items()
        for number, name in called(connection, kind, sorted(wanted)).items()
    }

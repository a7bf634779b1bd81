"""What an account's preview and page show beside its lists."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kapta_tui.data.read import accounts
from kapta_tui.data.read.accounts import AccountRow
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.expressions import ENDS, is_open
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.money import format_money, to_minor
from kapta_tui.domain.playbook import CustomField, Playbook

_PARTS = tuple(kind for kind in KINDS.values() if kind.owner == "account")
_CHUNK = 500
_AMONG = "IN (SELECT value FROM json_each(:accounts))"


@dataclass(frozen=True, slots=True)
class Profile:
    """Who an account is: its line in the list and what its own form holds."""

    row: AccountRow
    website: str
    description: str
    parent: str
    contributors: tuple[str, ...]
    satisfaction: int | None
    satisfaction_on: date | None
    links: tuple[str, ...]
    custom: tuple[tuple[str, str], ...]
    """Labels and values of the administrator's fields that are filled."""
    children: tuple[tuple[int, str], ...]
    """Ids and names of accounts directly below."""


@dataclass(frozen=True, slots=True)
class Due:
    """An open action or task with a day."""

    kind: str
    id: int
    name: str
    due: date


@dataclass(frozen=True, slots=True)
class LastNote:
    """The newest note of an account."""

    id: int
    date: date | None
    type: str
    author: str
    text: str


def profile(connection: sqlite3.Connection, account: int) -> Profile:
    """Return who the account is. Raises NotFound when it is gone."""
    found = accounts.rows(connection, [account])
    if account not in found:
        raise NotFound("The account is gone.", "It may have been removed meanwhile.")
    website, description, parent, satisfaction, satisfied_on, links, custom = connection.execute(
        "SELECT coalesce(a.website, ''), coalesce(a.description, ''), "
        "coalesce((SELECT p.name FROM account p WHERE p.id = a.parent_id), ''), a.satisfaction, a.satisfaction_on, "
        "coalesce(a.links, ''), a.custom "
        "FROM account a WHERE a.id = ?",
        (account,),
    ).fetchone()
    people = connection.execute(
        'SELECT u.name FROM account_contributor c JOIN "user" u ON u.id = c.user_id '
        "WHERE c.account_id = ? ORDER BY u.name_folded",
        (account,),
    )
    below = connection.execute(
        "SELECT id, name FROM account WHERE parent_id = ? ORDER BY name_folded, id", (account,)
    )
    return Profile(
        found[account],
        website,
        description,
        parent,
        tuple(name for (name,) in people),
        satisfaction,
        None if satisfied_on is None else date.fromisoformat(satisfied_on),
        tuple(link for link in links.split(LIST_SEPARATOR) if link),
        _custom(current(connection), json.loads(custom or "{}"), found[account].currency),
        tuple((number, name) for number, name in below),
    )


def _custom(playbook: Playbook, held: dict[str, Any], currency: str) -> tuple[tuple[str, str], ...]:
    found = []
    for field in playbook.custom_fields("accounts"):
        value = held.get(field.name)
        if value is None or value == "":
            continue
        found.append((field.label, _custom_words(field, value, currency)))
    return tuple(found)


def _custom_words(field: CustomField, value: Any, currency: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.type == "money":
        return format_money(to_minor(Decimal(value), currency), currency)
    if field.type == "number":
        return f"{Decimal(value):,f}"
    return next((choice.label for choice in field.choices if choice.code == value), str(value))


def own_currency(connection: sqlite3.Connection, account: int) -> str | None:
    """Return the currency that the account itself names, None while it takes the playbook's."""
    row = connection.execute("SELECT currency FROM account WHERE id = ?", (account,)).fetchone()
    return None if row is None else row[0]


def products(connection: sqlite3.Connection, accounts: Sequence[int]) -> frozenset[int]:
    """Return the ids of the products that `accounts` have, and of those that open opportunities of them name."""
    found = connection.execute(
        f"SELECT product_id FROM account_product WHERE account_id {_AMONG} "
        "UNION SELECT t.product_id FROM opportunity t "
        f"WHERE t.account_id {_AMONG} AND t.product_id IS NOT NULL AND {is_open('t')}",
        {"accounts": json.dumps(list(accounts)), **ENDS},
    )
    return frozenset(number for (number,) in found)


def next_due(connection: sqlite3.Connection, account: int, limit: int = 5) -> list[Due]:
    """Return the open actions and tasks of the account that are due first."""
    found = connection.execute(
        "SELECT 'actions', id, name, due FROM action "
        "WHERE account_id = :account AND completed_at IS NULL AND due IS NOT NULL "
        "UNION ALL SELECT 'tasks', t.id, t.name, coalesce(t.due, x.due) "
        "FROM task t LEFT JOIN action x ON x.id = t.action_id "
        "WHERE t.account_id = :account AND t.done_at IS NULL AND coalesce(t.due, x.due) IS NOT NULL "
        "ORDER BY 4, 1, 2 LIMIT :limit",
        {"account": account, "limit": limit},
    )
    return [Due(kind, number, name, date.fromisoformat(due)) for kind, number, name, due in found]


def last_note(connection: sqlite3.Connection, account: int) -> LastNote | None:
    """Return the newest note of the account, None when nobody has written one."""
    row = connection.execute(
        "SELECT n.id, n.date, n.type, coalesce(u.name, ''), n.text FROM note n "
        'LEFT JOIN "user" u ON u.id = n.author_id WHERE n.account_id = ? ORDER BY n.date DESC, n.id DESC LIMIT 1',
        (account,),
    ).fetchone()
    if row is None:
        return None
    number, day, type_, author, text = row
    return LastNote(number, day_of(day), type_, author, text)


def belongings(connection: sqlite3.Connection, accounts: Sequence[int]) -> list[str]:
    """Return in words how many records of each kind belong to `accounts`: "1 contact", "3 contracts"."""
    counts = ((kind, _count(connection, kind.table, accounts)) for kind in _PARTS)
    return [kind.counted(count) for kind, count in counts if count]


def falls(connection: sqlite3.Connection, accounts: Sequence[int]) -> tuple[str, list[str]]:
    """Return what to call `accounts` ("Acme", "3 accounts") and, in words, what is removed with them.

    Raises NotFound when the only one is gone.
    """
    lines = belongings(connection, accounts)
    children = _count(connection, "account", accounts, key="parent_id")
    if children:
        below = "1 account below it" if children == 1 else f"{children} accounts below"
        lines.append(f"{below} will stand alone")
    if len(accounts) > 1:
        return f"{len(accounts)} accounts", lines
    row = connection.execute("SELECT name FROM account WHERE id = ?", (accounts[0],)).fetchone()
    if row is None:
        raise NotFound("The account is gone.", "It may have been removed meanwhile.")
    return str(row[0]), lines


def _count(
    connection: sqlite3.Connection, table: str, accounts: Sequence[int], key: str = "account_id"
) -> int:
    total = 0
    for start in range(0, len(accounts), _CHUNK):
        marks = ", ".join(str(int(number)) for number in accounts[start : start + _CHUNK])
        sql = f'SELECT count(*) FROM "{table}" WHERE {key} IN ({marks})'
        total += int(connection.execute(sql).fetchone()[0])
    return total

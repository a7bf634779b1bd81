"""What the accounts screen asks the store; every function here runs in a thread."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import accounts, records
from kapta_tui.data.read.accounts import AccountRow, Money
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.playbook import Playbook

SOON_DAYS = 90
"""A contract ending within so many days is marked."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list is to show: filter, order, tree or flat, seen by whom on which day."""

    filter: str
    sort: tuple[str, ...]
    as_tree: bool
    user: str
    today: date


@dataclass(frozen=True, slots=True)
class Loaded:
    """The list's ids in order, the tree lines before names, the money under contract and the first rows."""

    ids: array[int]
    prefixes: Mapping[int, str]
    money: Money
    is_empty: bool
    """Whether the store has no account at all, archived ones included."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as one line shows it."""

    row: AccountRow
    prefix: str
    type_label: str
    severity_label: str
    is_grave: bool
    """The active risk's severity is in the upper half of its scale."""
    ends_soon: bool


def load(connection: sqlite3.Connection, wish: Wish) -> Loaded | KaptaError:
    """Return the accounts that `wish` describes, or what is wrong with its filter."""
    view = View(wish.today, wish.user, current(connection))
    try:
        if wish.as_tree:
            found = accounts.tree(connection, view, filter=wish.filter, sort=wish.sort)
            ids, prefixes = found.ids, found.prefixes
        else:
            ids = records.ids(connection, "accounts", view, filter=wish.filter, sort=wish.sort)
            prefixes = {}
    except KaptaError as error:
        return error
    money = accounts.contract_money(connection, ids if wish.filter else None)
    (present,) = connection.execute("SELECT EXISTS (SELECT 1 FROM account)").fetchone()
    return Loaded(ids, prefixes, money, not present)


def lines(
    connection: sqlite3.Connection, wanted: Sequence[int], prefixes: Mapping[int, str], today: date
) -> dict[int, AccountLine]:
    """Return the lines of the accounts `wanted` by id; ids that are gone are left out."""
    playbook = current(connection)
    return {
        number: _line(row, prefixes.get(number, ""), playbook, today)
        for number, row in accounts.rows(connection, wanted).items()
    }


def _line(row: AccountRow, prefix: str, playbook: Playbook, today: date) -> AccountLine:
    nearest = row.nearest_end
    return AccountLine(
        row=row,
        prefix=prefix,
        type_label=playbook.label("account_type", row.type),
        severity_label=playbook.label("severity", row.risk_severity) if row.risk_severity else "Open",
        is_grave=is_grave(playbook, row.risk_severity),
        ends_soon=nearest is not None and (nearest - today).days <= SOON_DAYS,
    )


def is_grave(playbook: Playbook, severity: str | None) -> bool:
    """Whether a severity is in the upper half of its scale."""
    codes = [choice.code for choice in playbook.choices("severity")]
    return severity in codes and codes.index(severity) * 2 >= len(codes)

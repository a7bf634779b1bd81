"""Families of accounts: what stands above and below an account, and the sums of all of them together."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kapta_tui.data.read.accounts import TreeIds, flatten
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.money import Money, contract_money
from kapta_tui.data.read.records import View
from kapta_tui.domain.kinds import KINDS


class Member(NamedTuple):
    """An account of a family; `depth` is 0 for the one asked about, 1 for its children, and so on."""

    id: int
    name: str
    parent_id: int | None
    depth: int
    archived: bool
    parent: str | None
    """What stands right above it is called, whether that is of the family or not."""


class Named(NamedTuple):
    """An account by its name, such as one that stands above another or that a record belongs to."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of several accounts, each counted once (mission S1: combined data view).

    Numbers are those of the accounts' own summaries; `worth` are the contracts in force, per currency.
    """

    accounts: int
    worth: Money
    contracts: int
    nearest_end: date | None
    expiration: date | None
    """The farthest end of all contracts in force."""
    risks: int
    """Active risks; an account has one at most."""
    open_actions: int
    overdue: int
    last_contact: date | None


# A union drops what it has found already, so that even a circle of a damaged store comes to an end.
_BELOW = """
WITH RECURSIVE below (id) AS (
  VALUES (:root) UNION SELECT a.id FROM account a JOIN below b ON a.parent_id = b.id
)
SELECT a.id, a.name, a.parent_id, a.archived, p.name
FROM below b JOIN account a ON a.id = b.id LEFT JOIN account p ON p.id = a.parent_id
ORDER BY a.name_folded, a.id
"""

_SUMS = """
SELECT count(*), coalesce(sum(contracts), 0), min(nearest_contract_end), max(contract_expiration),
       coalesce(sum(risk_id IS NOT NULL), 0), coalesce(sum(open_actions), 0), coalesce(sum(overdue), 0),
       max(last_contact)
FROM account_summary WHERE account_id IN (SELECT value FROM json_each(:accounts))
"""


def family(connection: sqlite3.Connection, account: int, *, archived: bool = False) -> tuple[Member, ...]:
    """Return the account and everything below it, families together, siblings by name; empty when it is gone.

    Accounts below that are archived count only where `archived` says so; what stands below them counts anyway.
    """
    found = {row[0]: row for row in connection.execute(_BELOW, {"root": account})}
    if account not in found:
        return ()
    children: dict[int | None, list[int]] = {None: [account]}
    for number, _, parent, *_ in found.values():
        if number != account:
            children.setdefault(parent, []).append(number)
    depths = {account: 0}
    members = []
    for number in flatten(children).ids:
        _, name, parent, is_archived, above_it = found[number]
        depth = depths.setdefault(number, depths.get(parent, 0) + 1)
        if archived or not is_archived or number == account:
            members.append(Member(number, name, parent, depth, bool(is_archived), above_it))
    return tuple(members)


def members(connection: sqlite3.Connection, account: int, *, archived: bool = False) -> tuple[int, ...]:
    """Return the ids of `family`."""
    return tuple(member.id for member in family(connection, account, archived=archived))


def tree_of(found: Sequence[Member]) -> TreeIds:
    """Return the accounts below the first of `found` as a tree, what is missing between them left out."""
    present = {member.id for member in found[1:]}
    children: dict[int | None, list[int]] = {}
    for member in found[1:]:
        children.setdefault(member.parent_id if member.parent_id in present else None, []).append(member.id)
    return flatten(children)


def above(connection: sqlite3.Connection, account: int) -> tuple[Named, ...]:
    """Return what stands above the account, the top of the family first, its parent last."""
    found: dict[int, Named] = {}
    at = account
    while row := connection.execute(
        "SELECT p.id, p.name FROM account a JOIN account p ON p.id = a.parent_id WHERE a.id = ?", (at,)
    ).fetchone():
        at = row[0]
        if at in found:
            break
        found[at] = Named(*row)
    return tuple(reversed(found.values()))


def totals(connection: sqlite3.Connection, view: View, accounts: Iterable[int]) -> Totals:
    """Return the sums of `accounts`, each once however often it is named."""
    wanted = sorted(set(accounts))
    row = connection.execute(_SUMS, {"accounts": json.dumps(wanted)}).fetchone()
    count, contracts, nearest, farthest, risks, actions, overdue, contact = row
    return Totals(
        accounts=count,
        worth=contract_money(connection, view.today.isoformat(), view.playbook.currency, wanted),
        contracts=contracts,
        nearest_end=day_of(nearest),
        expiration=day_of(farthest),
        risks=risks,
        open_actions=actions,
        overdue=overdue,
        last_contact=day_of(contact),
    )


def named(connection: sqlite3.Connection, accounts: Sequence[int]) -> dict[int, str]:
    """Return the names of `accounts` by id."""
    found = connection.execute(
        "SELECT id, name FROM account WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(accounts)),),
    )
    return dict(found.fetchall())


def accounts_of(connection: sqlite3.Connection, kind: str, wanted: Sequence[int]) -> dict[int, Named]:
    """Return the accounts that the records `wanted` of `kind`, which belongs to accounts, belong to."""
    found = connection.execute(
        f'SELECT t.id, a.id, a.name FROM "{KINDS[kind].table}" t JOIN account a ON a.id = t.account_id '
        "WHERE t.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    return {number: Named(account, name) for number, account, name in found}

"""Key players of one account or several, who of us knows them, and where the coverage has gaps (domain.md 3.3)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.among import Several, each, listed
from kapta_tui.data.read.days import day_of
from kapta_tui.domain.contacts import Gap, KeyPlayer, coverage_gaps
from kapta_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of us who works on the account or knows somebody there."""

    id: int
    name: str
    is_owner: bool


Strengths = dict[tuple[int, int], str]
"""Ids of contact and colleague to the code of how well they know each other; a pair that does not is absent."""


_AMONG = "IN (SELECT value FROM json_each(:accounts))"


def key_players(connection: sqlite3.Connection, account: int, today: date) -> tuple[KeyPlayer, ...]:
    """Return the contacts of the account by name, with the day of the newest note about each up to `today`."""
    return by_account(connection, account, today)[account]


def by_account(
    connection: sqlite3.Connection, accounts: Several, today: date
) -> dict[int, tuple[KeyPlayer, ...]]:
    """Return the `key_players` of each account, in the order of the accounts."""
    found = connection.execute(
        "SELECT c.account_id, c.id, c.name, c.role, c.friendliness, c.power, c.reports_to_id, c.has_left, "
        "(SELECT max(n.date) FROM note_contact nc JOIN note n ON n.id = nc.note_id "
        "WHERE nc.contact_id = c.id AND n.date <= :today) "
        f"FROM contact c WHERE c.account_id {_AMONG} ORDER BY c.name_folded, c.id",
        {"accounts": listed(accounts), "today": today.isoformat()},
    )
    players: dict[int, list[KeyPlayer]] = {account: [] for account in each(accounts)}
    for account, number, name, role, friendliness, power, above, left, last in found:
        player = KeyPlayer(number, name, role, friendliness, power, above, bool(left), day_of(last))
        players[account].append(player)
    return {account: tuple(some) for account, some in players.items()}


def gaps(connection: sqlite3.Connection, account: int, playbook: Playbook, today: date) -> tuple[Gap, ...]:
    """Return the coverage gaps among the key players of the account."""
    return coverage_gaps(key_players(connection, account, today), playbook, today)


def colleagues(connection: sqlite3.Connection, account: Several) -> tuple[Colleague, ...]:
    """Return the owner, then the contributors, then whoever else knows a contact of the account, each by name.

    Of several accounts the owner is that of the first; owners of the others follow.
    """
    found = connection.execute(
        "SELECT u.id, u.name, min(w.rank) FROM ("
        "SELECT owner_id AS id, iif(id = :first, 0, 1) AS rank FROM account "
        f"WHERE id {_AMONG} AND owner_id IS NOT NULL "
        f"UNION ALL SELECT user_id, 2 FROM account_contributor WHERE account_id {_AMONG} "
        f"UNION ALL SELECT user_id, 3 FROM relationship WHERE account_id {_AMONG}"
        ') w JOIN "user" u ON u.id = w.id GROUP BY u.id ORDER BY 3, u.name_folded, u.id',
        {"first": each(account)[0], "accounts": listed(account)},
    )
    return tuple(Colleague(number, name, rank == 0) for number, name, rank in found)


def strengths(connection: sqlite3.Connection, account: Several) -> Strengths:
    """Return how well colleagues know contacts of the account or accounts."""
    found = connection.execute(
        f"SELECT contact_id, user_id, strength FROM relationship WHERE account_id {_AMONG}",
        {"accounts": listed(account)},
    )
    return {(contact, user): strength for contact, user, strength in found}

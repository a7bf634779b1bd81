"""Who goes cold next, at one account or at all that are looked at (features: row 65)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.health.gather import ALL, ONE, gather
from kapta_tui.data.read.records import View
from kapta_tui.domain.health.cold import Cooling, cold_on, going_cold, soonest
from kapta_tui.domain.health.facts import HealthFacts

_FEW: Final = 100
"""So many accounts are asked about one by one, more at once."""

_PLAYERS: Final = """
SELECT t.id, t.name, t.role, a.id, a.name, max(n.date)
FROM contact t JOIN account a ON a.id = t.account_id JOIN json_each(:lengths) shortest ON shortest.key = a.type
LEFT JOIN note_contact c ON c.contact_id = t.id
LEFT JOIN note n ON n.id = c.note_id AND n.date <= :today AND length(trim(n.text)) >= shortest.value
WHERE NOT t.has_left AND {some} GROUP BY t.id
"""


@dataclass(frozen=True, slots=True)
class ColdRow:
    """A key player with the names of both; `days_left` until they are cold.

    It is 0 or less for who is cold, None for who was never spoken with and is cold, too.
    """

    cooling: Cooling
    name: str
    account_id: int
    account: str
    days_left: int | None

    @property
    def is_cold(self) -> bool:
        """Whether they are cold already."""
        return self.days_left is None or self.days_left <= 0


class _Player(NamedTuple):
    id: int
    name: str
    role: str | None
    account_id: int
    account: str
    newest: date | None


def cold(
    connection: sqlite3.Connection,
    view: View,
    account: int | None = None,
    *,
    within: int | None = None,
    limit: int | None = None,
) -> list[ColdRow]:
    """Return who goes cold next at `account`, or at the accounts in the scope of `view`.

    Whoever goes cold next comes first; those who are cold follow, the last one to have gone cold before the others
    (see `soonest`). `within` leaves out who has more than so many days left, 0 or more; `limit` keeps so many.
    Without key players in the playbook there is nobody.
    """
    if not view.playbook.enabled("contacts"):
        return []
    ordered = []
    for player in _players(connection, view, account):
        when = None if player.newest is None else cold_on(player.newest, view.playbook)
        left = None if when is None else (when - view.today).days
        if within is None or left is None or left <= within:
            is_core = player.role in view.playbook.coverage.core_roles
            weight = view.playbook.health.key_weight if is_core else 1
            ordered.append((soonest(when, weight, player.id, view.today), left, player))
    chosen = sorted(ordered)[:limit]
    found = _coolings(connection, view, {player.account_id for _, _, player in chosen})
    return [
        ColdRow(found[player.id], player.name, player.account_id, player.account, left)
        for _, left, player in chosen
        if player.id in found
    ]


def _players(connection: sqlite3.Connection, view: View, account: int | None) -> list[_Player]:
    lengths = {code: rules.min_length for code, rules in view.playbook.health.notes_by_type.items()}
    some = view.scope.live("a") if account is None else "a.id = :account"
    given = view.parameters | {"lengths": json.dumps(lengths)}
    if account is not None:
        given["account"] = account
    rows = connection.execute(_PLAYERS.format(some=some), given)
    return [
        _Player(number, name, role, above, account_name, day_of(newest))
        for number, name, role, above, account_name, newest in rows
    ]


def _coolings(connection: sqlite3.Connection, view: View, accounts: Collection[int]) -> dict[int, Cooling]:
    """Return what the silence of each key player of these accounts costs, by the player's id."""
    facts: list[HealthFacts] = []
    if len(accounts) > _FEW:
        everyone = gather(connection, view.today, view.playbook, ALL)
        facts = [one for one in everyone if one.account in accounts]
    else:
        for account in accounts:
            facts += gather(connection, view.today, view.playbook, ONE, account)
    return {
        cooling.player: cooling for one in facts for cooling in going_cold(one, view.today, view.playbook)
    }

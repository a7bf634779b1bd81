"""Who goes cold next, at one account or at all that are looked at (features: row 65)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
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


class _Placed(NamedTuple):
    """A key player with what puts them into order, and the days left."""

    order: tuple[int, int, int, int]
    left: int | None
    player: _Player


class ColdOnes(NamedTuple):
    """The first of those who go cold and are: `going` and `gone` count all of them, also those beyond `rows`."""

    rows: list[ColdRow]
    going: int
    gone: int


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
    return _named(connection, view, _ordered(connection, view, account, within)[:limit])


def first_cold(
    connection: sqlite3.Connection, view: View, limit: int, among: Collection[int] | None = None
) -> ColdOnes:
    """Return the first `limit` that `cold` returns, and how many there are; `among` narrows to these contacts."""
    ordered = _ordered(connection, view)
    if among is not None:
        ordered = [one for one in ordered if one.player.id in among]
    gone = sum(one.left is None or one.left <= 0 for one in ordered)
    return ColdOnes(_named(connection, view, ordered[:limit]), len(ordered) - gone, gone)


def _ordered(
    connection: sqlite3.Connection, view: View, account: int | None = None, within: int | None = None
) -> list[_Placed]:
    """Return the key players in order, as far as that can be told without the facts of their accounts."""
    if not view.playbook.enabled("contacts"):
        return []
    ordered = []
    for player in _players(connection, view, account):
        when = None if player.newest is None else cold_on(player.newest, view.playbook)
        left = None if when is None else (when - view.today).days
        if within is None or left is None or left <= within:
            is_core = player.role in view.playbook.coverage.core_roles
            weight = view.playbook.health.key_weight if is_core else 1
            ordered.append(_Placed(soonest(when, weight, player.id, view.today), left, player))
    return sorted(ordered)


def _named(connection: sqlite3.Connection, view: View, chosen: Sequence[_Placed]) -> list[ColdRow]:
    found = _coolings(connection, view, {one.player.account_id for one in chosen})
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

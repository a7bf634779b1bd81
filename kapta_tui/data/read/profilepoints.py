"""What the profile of an account counts, and what filling its gaps would add (domain.md 4.2, factor profile)."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kapta_tui.data.read.money import in_force
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import FACTORS
from kapta_tui.domain.health.profile import (
    NO_CONTRACT,
    PART_CONTRACT,
    WHOLE_CONTRACT,
    Gain,
    ProfileFacts,
    profile_gains,
)

_FEATURES: Final = {"plan": "plans", "qbr": "qbrs", "satisfaction": "satisfaction", "delivery": "orders"}
"""Factor to the feature without which it never has a value, so that its weight falls to the others."""

_ACCOUNT: Final = (
    "SELECT type, coalesce(website, '') <> '', coalesce(description, '') <> '', custom FROM account"
)
_PLAYERS: Final = """
SELECT count(*), coalesce(sum(1 + (coalesce(title, '') <> '') + (friendliness IS NOT NULL) + (power IS NOT NULL)), 0),
       json_group_array(DISTINCT role)
FROM contact WHERE account_id = :account AND NOT has_left
"""
_CONTRACTS: Final = (
    'SELECT count(*), coalesce(max(t.value_minor IS NOT NULL AND t."end" IS NOT NULL), 0) FROM contract t '
    f"WHERE t.account_id = :account AND {in_force('t')}"
)
_REVIEWED: Final = (
    "SELECT quadrant, max(reviewed_on) FROM swot WHERE account_id = :account AND reviewed_on <= :today "
    "GROUP BY quadrant"
)
_ANSWERED: Final = (
    "SELECT question, max(date) FROM voc WHERE account_id = :account AND date <= :today GROUP BY question"
)


def facts(
    connection: sqlite3.Connection, account: int, playbook: Playbook, today: date
) -> tuple[str, ProfileFacts]:
    """Return the account's type and what its profile counts on the day `today`. Raises NotFound."""
    found = connection.execute(f"{_ACCOUNT} WHERE id = ?", (account,)).fetchone()
    if found is None:
        raise NotFound("The account is gone.", "It may have been removed meanwhile.")
    type_, website, description, custom = found
    given = {"account": account, "today": today.isoformat()}
    players, filled, roles = connection.execute(_PLAYERS, given).fetchone()
    return type_, ProfileFacts(
        website=bool(website),
        description=bool(description),
        custom=_custom(playbook, type_, json.loads(custom or "{}")),
        roles=frozenset(role for role in json.loads(roles) if role),
        players=players,
        filled=filled,
        swot=_days(connection, _REVIEWED, given),
        voc=_days(connection, _ANSWERED, given),
        contract=_contract(*connection.execute(_CONTRACTS, given).fetchone()),
    )


def gains(connection: sqlite3.Connection, account: int, playbook: Playbook, today: date) -> tuple[Gain, ...]:
    """Return what each gap of the account's profile would add, the best first. Raises NotFound.

    Points of health are the most it can be: all factors whose features are on are taken to be scored.
    """
    type_, known = facts(connection, account, playbook, today)
    return profile_gains(known, playbook, type_, today, scored(playbook))


def new_gains(playbook: Playbook, today: date) -> tuple[Gain, ...]:
    """Return the same for an account that nothing is known about yet."""
    empty = ProfileFacts(custom=_custom(playbook, "normal", {}))
    return profile_gains(empty, playbook, "normal", today, scored(playbook))


def scored(playbook: Playbook) -> frozenset[str]:
    """Return the factors of health that can have a value."""
    return frozenset(one for one in FACTORS if one not in _FEATURES or playbook.enabled(_FEATURES[one]))


def _custom(playbook: Playbook, type_: str, held: dict[str, Any]) -> dict[str, bool]:
    """Return of each custom field that accounts of the type must fill whether it is filled."""
    needed = playbook.required("accounts", type_)
    own = (item.name for item in playbook.custom_fields("accounts") if item.name in needed)
    return {name: held.get(name) not in (None, "") for name in own}


def _days(connection: sqlite3.Connection, sql: str, given: dict[str, Any]) -> dict[str, date]:
    return {code: date.fromisoformat(day) for code, day in connection.execute(sql, given)}


def _contract(active: int, is_whole: int) -> Decimal:
    return (WHOLE_CONTRACT if is_whole else PART_CONTRACT) if active else NO_CONTRACT

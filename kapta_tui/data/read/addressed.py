"""The risks that a goal, action or task addresses, itself or by what it stands below (features: row 55)."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

_RISK = "SELECT DISTINCT r.id, r.opened_at, r.closed_at IS NULL, r.id IS t.risk_id AS own"
_ABOVE = {
    "goals": "goal t JOIN risk r ON r.id = t.risk_id",
    "actions": "action t JOIN goal g ON g.id = t.goal_id JOIN risk r ON r.id IN (t.risk_id, g.risk_id)",
    "tasks": "task t LEFT JOIN action x ON x.id = t.action_id LEFT JOIN goal g ON g.id = x.goal_id "
    "JOIN risk r ON r.id IN (t.risk_id, x.risk_id, g.risk_id)",
}


class Addressed(NamedTuple):
    """A risk that work addresses, named by the day it was opened (ISO text)."""

    id: int
    opened_at: str
    is_active: bool


def addressed(connection: sqlite3.Connection, kind: str, number: int) -> tuple[Addressed, ...]:
    """Return the risks that a record of "goals", "actions" or "tasks" addresses, the one it is linked to first."""
    found = connection.execute(
        f"{_RISK} FROM {_ABOVE[kind]} WHERE t.id = ? ORDER BY own DESC, r.id", (number,)
    )
    return tuple(Addressed(risk, opened_at, bool(is_active)) for risk, opened_at, is_active, _ in found)

"""Work of an account that may be said to address one of its risks (mission S0; features: row 55)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

_OPEN = """
SELECT 'actions', t.id, t.name, g.name, coalesce(t.due, '9999') AS due
FROM action t JOIN goal g ON g.id = t.goal_id
WHERE t.account_id = :account AND t.completed_at IS NULL AND t.risk_id IS NOT :risk AND g.risk_id IS NOT :risk
UNION ALL
SELECT 'tasks', t.id, t.name, coalesce(x.name, ''), coalesce(t.due, x.due, '9999') AS due
FROM task t LEFT JOIN action x ON x.id = t.action_id LEFT JOIN goal g ON g.id = x.goal_id
WHERE t.account_id = :account AND t.done_at IS NULL AND t.risk_id IS NOT :risk AND x.risk_id IS NOT :risk
      AND g.risk_id IS NOT :risk
UNION ALL
SELECT 'goals', t.id, t.name, '', coalesce(t.due, '9999') AS due
FROM goal t WHERE t.account_id = :account AND t.completed_at IS NULL AND t.risk_id IS NOT :risk
ORDER BY due, 1, 2
"""


@dataclass(frozen=True, slots=True)
class Linkable:
    """An open goal, action or task; `kind` is "goals", "actions" or "tasks", `below` the name of what it is part of."""

    kind: str
    id: int
    name: str
    below: str
    due: str
    """The day as it is written, empty for none."""


def linkable(connection: sqlite3.Connection, risk: int) -> tuple[str, tuple[Linkable, ...]]:
    """Return the account of a risk by name, and its open work that does not address the risk yet, first due first.

    What stands below a goal or action that addresses the risk does so too. Both are empty when the risk is gone.
    """
    found = connection.execute(
        "SELECT t.account_id, a.name FROM risk t JOIN account a ON a.id = t.account_id WHERE t.id = ?",
        (risk,),
    ).fetchone()
    if found is None:
        return "", ()
    account, name = found
    rows = connection.execute(_OPEN, {"account": account, "risk": risk})
    return name, tuple(
        Linkable(kind, number, called, below, "" if due == "9999" else due)
        for kind, number, called, below, due in rows
    )

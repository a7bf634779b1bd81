"""What the keys that work on a plan have to know of the records they are about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from kapta_tui.domain.kinds import KINDS

Named = tuple[str, int]
"""Kind and id of a record."""

_GOAL_OF = {"goals": "id", "objectives": "goal_id", "actions": "goal_id"}


def is_shown(connection: sqlite3.Connection, chosen: Sequence[Named]) -> bool:
    """Return whether the first of goals and actions that are still there is in the customer's report."""
    for kind, record in chosen:
        sql = f'SELECT in_customer_report FROM "{KINDS[kind].table}" WHERE id = ?'
        found = connection.execute(sql, (record,)).fetchone()
        if found is not None:
            return bool(found[0])
    return True


def status_of(connection: sqlite3.Connection, kind: str, record: int) -> str | None:
    """Return the code of the status that was reported of an action or a goal, None for one that is gone."""
    sql = f'SELECT status FROM "{KINDS[kind].table}" WHERE id = ?'
    found = connection.execute(sql, (record,)).fetchone()
    return None if found is None else str(found[0])


def goals_of(connection: sqlite3.Connection, chosen: Iterable[Named]) -> tuple[int, ...]:
    """Return the goals that goals, objectives and actions are or stand below, each once, in their order."""
    found: dict[int, None] = {}
    for kind, record in chosen:
        if kind in _GOAL_OF:
            sql = f'SELECT {_GOAL_OF[kind]} FROM "{KINDS[kind].table}" WHERE id = ?'
            found |= {int(goal): None for (goal,) in connection.execute(sql, (record,))}
    return tuple(found)

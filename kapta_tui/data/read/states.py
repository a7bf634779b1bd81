"""Whether a record has come to its end: archived, closed, completed or done."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.kinds import KINDS

ENDINGS = {
    "accounts": "archived",
    "contracts": "is_archived",
    "risks": "closed_at IS NOT NULL",
    "goals": "completed_at IS NOT NULL",
    "objectives": "completed_at IS NOT NULL",
    "actions": "completed_at IS NOT NULL",
    "tasks": "done_at IS NOT NULL",
}
"""Kind name to the condition that a record has ended; other kinds have no end."""


def is_ended(connection: sqlite3.Connection, kind: str, record: int) -> bool:
    """Return whether the record has ended. Raises NotFound."""
    sql = f'SELECT {ENDINGS[kind]} FROM "{KINDS[kind].table}" WHERE id = ?'
    row = connection.execute(sql, (record,)).fetchone()
    if row is None:
        raise NotFound(
            f"There is no {KINDS[kind].spoken} with the id {record}.", "It may have been removed meanwhile."
        )
    return bool(row[0])


_ACTIONS_BELOW = {"actions": "x.id", "objectives": "x.objective_id", "goals": "x.goal_id"}
"""Kind to the column of an action that names the record it is or stands below."""


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """How many tasks are open below work that ends, and whether one of them recurs."""

    count: int
    recurs: bool = False


def open_tasks(
    connection: sqlite3.Connection, kind: str, chosen: Collection[int], but: Collection[int] = ()
) -> int:
    """Return how many tasks `open_below` counts."""
    return open_below(connection, kind, chosen, but).count


def open_below(
    connection: sqlite3.Connection, kind: str, chosen: Collection[int], but: Collection[int] = ()
) -> OpenTasks:
    """Return what is open below the actions `chosen`, or below those of goals or objectives that have not ended.

    `but` are ids of tasks that do not count. Kinds other than these three have none.
    """
    if kind not in _ACTIONS_BELOW:
        return OpenTasks(0)
    ended = "" if kind == "actions" else "AND x.completed_at IS NULL"
    count, recurring = connection.execute(
        "SELECT count(*), count(t.recurrence) FROM task t JOIN action x ON x.id = t.action_id "
        f"WHERE t.done_at IS NULL {ended} "
        f"AND {_ACTIONS_BELOW[kind]} IN ({_numbers(chosen)}) AND t.id NOT IN ({_numbers(but)})"
    ).fetchone()
    return OpenTasks(int(count), bool(recurring))


def _numbers(ids: Collection[int]) -> str:
    return ", ".join(str(int(number)) for number in ids)

"""Whether a record has come to its end: archived, closed, completed or done."""

from __future__ import annotations

import sqlite3

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
            f"There is no {KINDS[kind].noun} with the id {record}.", "It may have been removed meanwhile."
        )
    return bool(row[0])

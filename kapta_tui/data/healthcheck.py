"""Is the health that the store keeps what a computation from scratch gives?"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, Final

from kapta_tui.data.health import BAND, COLUMNS, EARLIER, batches, given_of, rows, rules
from kapta_tui.data.read.health import gather
from kapta_tui.data.read.health.sql import BATCH

_NAMED: Final = "SELECT account_id FROM main.account_health WHERE day = ? AND playbook_id = ?"
_KEPT: Final = f"""
SELECT {", ".join(f"d.{name}" for name in COLUMNS)} FROM main.account_health h
JOIN main.health_day d ON d.account_id = h.account_id AND d.day = h.day
 AND (h.score, h.raw, h.measured, h.deduction) IS (d.score, d.raw, d.measured, d.deduction)
LEFT JOIN main.health_day p ON p.account_id = h.account_id AND p.day = {EARLIER}
WHERE h.day = :day AND h.playbook_id = :playbook
 AND h.delta IS d.score - p.score AND h.since IS p.day AND h.band IS {BAND}
"""


def wrong_rows(connection: sqlite3.Connection) -> list[int]:
    """Return the accounts whose kept health is not what their facts give on the day that it is of.

    Of health by rules that are no longer in force nothing is said: it is computed anew before anybody sees it.
    """
    number, playbook = rules(connection)
    wrong: set[int] = set()
    days = connection.execute("SELECT DISTINCT day FROM main.account_health WHERE playbook_id = ?", (number,))
    for (written,) in days.fetchall():
        day = date.fromisoformat(written)
        given = {**given_of(day, playbook.health.bands), "playbook": number}
        fresh: dict[int, tuple[Any, ...]] = {}
        for _ in batches(connection, "SELECT id FROM main.account"):
            found = gather(connection, day, playbook, BATCH)
            fresh.update((row[0], row) for row in rows(found, day, playbook, number))
        kept: dict[int, tuple[Any, ...]] = {row[0]: row for row in connection.execute(_KEPT, given)}
        named = connection.execute(_NAMED, (written, number))
        wrong.update(account for (account,) in named if kept.get(account) != fresh.get(account))
    return sorted(wrong)

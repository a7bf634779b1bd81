"""Satisfaction of two accounts which become one: one history, the newest entry of which stands (features: row 29)."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kapta_tui.domain.merging import Side


class BothDay(NamedTuple):
    """A day of which both accounts have an entry: that of the kept one stands."""

    day: str
    kept_score: int
    gone_score: int
    gone_words: str
    """What the entry that does not stand says beside its score."""


def both_days(connection: sqlite3.Connection, kept: int, gone: int) -> list[BothDay]:
    """Return the days of which both have an entry, oldest first."""
    found = connection.execute(
        "SELECT g.date, k.score, g.score, coalesce(g.description, '') FROM satisfaction g JOIN satisfaction k "
        "ON k.account_id = :kept AND k.date = g.date WHERE g.account_id = :gone ORDER BY g.date",
        {"kept": kept, "gone": gone},
    )
    return [BothDay(*row) for row in found]


def newer(connection: sqlite3.Connection, kept: int, gone: int) -> Side:
    """Return whose satisfaction is that of the newest day; of one day it is the kept account's."""
    days = dict(
        connection.execute(
            "SELECT id, coalesce(satisfaction_on, '') FROM account WHERE id IN (?, ?)", (kept, gone)
        ).fetchall()
    )
    return Side.GONE if days[gone] > days[kept] else Side.KEPT

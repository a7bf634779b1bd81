"""Stored days on which work began and ended, and codes it keeps, that break the rules (`domain/workspan`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Final

from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.workspan import CODES, WORK_DAYS

_MOST: Final = 5


def broken_work(connection: sqlite3.Connection, today: date) -> Iterator[str]:
    """Yield a sentence for work that began or ended after `today`, ended before it began, or has an unknown code.

    Of each sort the first five. A day that was pretended earlier than that of this machine puts nothing ahead.
    """
    day = max(today, date.today()).isoformat()
    for kind, names in WORK_DAYS.items():
        for name in names:
            for number, value in _rows(connection, kind, name, f"{name} > ?", day):
                words = KINDS[kind].by_name[name].label.lower()
                yield f"{KINDS[kind].label} {number} was {words} on {value}, which is ahead."
    for number, ended in _rows(connection, "actions", "completed_at", "completed_at < started_at"):
        yield f"Action {number} ended on {ended}, before it began."
    for kind, fields in CODES.items():
        for name, codes in fields.items():
            marks = ", ".join("?" * len(codes))
            for number, value in _rows(connection, kind, name, f"{name} NOT IN ({marks})", *codes):
                yield f"{KINDS[kind].label} {number} has '{value}' as its {name}, which is no such code."


def _rows(
    connection: sqlite3.Connection, kind: str, name: str, where: str, *given: str
) -> list[tuple[int, str]]:
    table = KINDS[kind].table
    sql = f'SELECT id, "{name}" FROM "{table}" WHERE {where} ORDER BY id LIMIT {_MOST}'
    return connection.execute(sql, given).fetchall()

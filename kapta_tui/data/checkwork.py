"""On which days work began and ended, and the codes it keeps: which there are, and which stored ones break that."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from kapta_tui.domain.kinds import KINDS

_MOST: Final = 5

WORK_DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "goals": ("completed_at",),
    "objectives": ("completed_at",),
    "actions": ("started_at", "completed_at"),
    "tasks": ("done_at",),
}
"""Kind to the fields that say on which days work began and ended; those are never ahead."""

CODES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "goals": {"source": ("contract", "opportunity", "risk")},
    "tasks": {"until": ("risk_closed",)},
}
"""Kind to the codes that its fields take which no form sets, by field."""


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

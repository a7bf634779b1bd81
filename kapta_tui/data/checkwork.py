"""Stored days on which work began and ended, its status and percent, and codes it keeps, that break the rules
(`domain/workspan`, and `data/write/planwriter` for what a status implies).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Final

from kapta_tui.data.read.labels import labels
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planstate import ENDED
from kapta_tui.domain.workspan import CODES, WORK_DAYS

_MOST: Final = 5

_UNBEGUN: Final = "status = 'not_started' AND "
_STATES: Final = (
    *(
        (kind, *rest)
        for kind in ("goals", "actions")
        for rest in (
            ("completed_at", "completed_at < started_at", "ended on {}, before it began"),
            ("percent", "percent NOT BETWEEN 0 AND 100", "stands at {} %, which is not in 0..100"),
            (
                "started_at",
                f"{_UNBEGUN}started_at IS NOT NULL",
                "began on {}, but its status says it did not",
            ),
            (
                "percent",
                f"{_UNBEGUN}percent > 0",
                "stands at {} %, but its status says that it did not begin",
            ),
        )
    ),
    ("actions", "status", f"status IN {ENDED} AND completed_at IS NULL", "is '{}' but has no day of its end"),
    ("actions", "completed_at", f"status NOT IN {ENDED}", "ended on {}, but its status says that it did not"),
)
"""Kind, column and condition of what contradicts itself, and the words for it."""


def broken_work(connection: sqlite3.Connection, today: date) -> Iterator[str]:
    """Yield a sentence for work that began or ended after `today`, contradicts itself, or has an unknown code.

    Of each sort the first five. A day that was pretended earlier than that of this machine puts nothing ahead.
    """
    day = max(today, date.today()).isoformat()
    for kind, names in WORK_DAYS.items():
        for name in names:
            for number, value in _rows(connection, kind, name, f"{name} > ?", day):
                words = KINDS[kind].by_name[name].label.lower()
                yield f"{KINDS[kind].label} {number} was {words} on {value}, which is ahead."
    for kind, name, where, said in _STATES:
        for number, value in _rows(connection, kind, name, f"{name} IS NOT NULL AND {where}"):
            yield f"{KINDS[kind].label} {number} {said.format(value)}."
    yield from _statuses(connection)
    for kind, fields in CODES.items():
        for name, codes in fields.items():
            marks = ", ".join("?" * len(codes))
            for number, value in _rows(connection, kind, name, f"{name} NOT IN ({marks})", *codes):
                yield f"{KINDS[kind].label} {number} has '{value}' as its {name}, which is no such code."


def _statuses(connection: sqlite3.Connection) -> Iterator[str]:
    """A goal is open or has a day of its completion beside the status that it had before; an action has every one."""
    codes = labels(connection).get("action_status", {})
    for kind, refused in (("goals", ENDED), ("actions", ())):
        known = [code for code in codes if code not in refused]
        marks = ", ".join("?" * len(known))
        for number, value in _rows(connection, kind, "status", f"status NOT IN ({marks})", *known):
            yield f"{KINDS[kind].label} {number} has '{value}' as its status, which is no such code."


def _rows(
    connection: sqlite3.Connection, kind: str, name: str, where: str, *given: str
) -> list[tuple[int, str]]:
    table = KINDS[kind].table
    sql = f'SELECT id, "{name}" FROM "{table}" WHERE {where} ORDER BY id LIMIT {_MOST}'
    return connection.execute(sql, given).fetchall()

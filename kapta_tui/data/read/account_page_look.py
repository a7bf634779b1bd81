"""What the pane beside a plan says of the line under the cursor, beyond what its line shows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.journaled import steps
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.domain.kinds import KINDS


@dataclass(frozen=True, slots=True)
class PlanLook:
    """The texts of a goal, objective, action or task; `noted_on` is the day its status note was last changed."""

    description: str
    note: str = ""
    noted_on: date | None = None
    started_on: date | None = None
    players: tuple[str, ...] = ()
    done_tasks: int = 0
    recurrence: str = ""


_COLUMNS = {
    "goals": "t.status_note, t.started_at, NULL, 0, NULL",
    "objectives": "NULL, NULL, NULL, 0, NULL",
    "actions": (
        "t.status_note, t.started_at, (SELECT group_concat(v, char(31)) FROM (SELECT c.name AS v "
        "FROM action_contact ac JOIN contact c ON c.id = ac.contact_id WHERE ac.action_id = t.id "
        "ORDER BY c.name_folded, c.id)), "
        "(SELECT count(*) FROM task k WHERE k.action_id = t.id AND k.done_at IS NOT NULL), NULL"
    ),
    "tasks": "NULL, NULL, NULL, 0, t.recurrence",
}


def look(connection: sqlite3.Connection, kind: str, number: int) -> PlanLook | None:
    """Return the texts of a record of `kind`, None when it is gone."""
    table = KINDS[kind].table
    row = connection.execute(
        f'SELECT t.description, {_COLUMNS[kind]} FROM "{table}" t WHERE t.id = ?', (number,)
    ).fetchone()
    if row is None:
        return None
    description, note, started, players, done, recurrence = row
    return PlanLook(
        description=description or "",
        note=note or "",
        noted_on=_noted_on(connection, table, number) if note else None,
        started_on=day_of(started),
        players=tuple(players.split(LIST_SEPARATOR)) if players else (),
        done_tasks=done,
        recurrence=recurrence or "",
    )


def _noted_on(connection: sqlite3.Connection, table: str, number: int) -> date | None:
    """Return the day on which the status note was written, None where that was before there was a history."""
    for step in reversed(steps(connection, table, number)):
        before, after = step.before or {}, step.after or {}
        if not step.undone and before.get("status_note") != after.get("status_note"):
            return day_of(step.at)
    return None

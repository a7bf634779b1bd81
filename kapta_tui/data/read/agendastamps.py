"""What a calendar file needs to know of things on the agenda besides what the agenda says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from kapta_tui.data.read.agenda import AgendaItem
from kapta_tui.domain.kinds import KINDS


class Stamp(NamedTuple):
    """When a record was made and changed last (UTC), and the rule by which it recurs, empty where it does not.

    `series` is the id of the task that a series began with and the moment when that was made, of a task that recurs.
    """

    created: datetime
    changed: datetime
    recurrence: str
    series: tuple[int, datetime] | None = None


_OF_TASKS = (
    "SELECT t.id, t.created_at, t.updated_at, coalesce(t.recurrence, ''), coalesce(t.series_id, t.id), "
    "(SELECT min(f.created_at) FROM task f WHERE f.id = coalesce(t.series_id, t.id) OR f.series_id = t.series_id) "
    "FROM task t"
)


def stamps(connection: sqlite3.Connection, items: Sequence[AgendaItem]) -> Mapping[tuple[str, int], Stamp]:
    """Return by kind and id the stamps of the records that `items` are about; those gone meanwhile are left out."""
    found: dict[tuple[str, int], Stamp] = {}
    for kind in dict.fromkeys(item.kind for item in items):
        columns = "t.id, t.created_at, t.updated_at, '', NULL, NULL"
        select = _OF_TASKS if kind == "tasks" else f'SELECT {columns} FROM "{KINDS[kind].table}" t'
        rows = connection.execute(
            f"{select} WHERE t.id IN (SELECT value FROM json_each(?))",
            (json.dumps([item.id for item in items if item.kind == kind]),),
        )
        for number, created, changed, rule, first, begun in rows:
            series = (first, _moment(begun)) if rule else None
            found[kind, number] = Stamp(_moment(created), _moment(changed), rule, series)
    return found


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(microsecond=0)

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
    """When a record was made and changed last (UTC), and the rule by which it recurs, empty where it does not."""

    created: datetime
    changed: datetime
    recurrence: str


def stamps(connection: sqlite3.Connection, items: Sequence[AgendaItem]) -> Mapping[tuple[str, int], Stamp]:
    """Return by kind and id the stamps of the records that `items` are about; those gone meanwhile are left out."""
    found: dict[tuple[str, int], Stamp] = {}
    for kind in dict.fromkeys(item.kind for item in items):
        recurrence = "coalesce(recurrence, '')" if kind == "tasks" else "''"
        rows = connection.execute(
            f'SELECT id, created_at, updated_at, {recurrence} FROM "{KINDS[kind].table}" '
            "WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([item.id for item in items if item.kind == kind]),),
        )
        for number, created, changed, rule in rows:
            found[kind, number] = Stamp(_moment(created), _moment(changed), rule)
    return found


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(microsecond=0)

"""The journal of one row: what it was before and after every change (table `change`)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

Image = Mapping[str, Any]
"""The columns of a row at one moment."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one event did to a row; an image is None where the row was not there."""

    event: int
    at: str
    user: str
    sentence: str
    undone: bool
    before: Image | None
    after: Image | None


def steps(connection: sqlite3.Connection, table: str, row: int) -> list[Step]:
    """Return the changes of a row, oldest first, one per event.

    What a standing change led to is what the next one found, or the row as it stands; an undone one keeps its own.
    """
    found = connection.execute(
        'SELECT e.id, e.at, e."user", e.sentence, e.undone > 0, c.before, c.after FROM change c '
        "JOIN event e ON e.id = c.event_id WHERE c.tbl = ? AND c.row_id = ? ORDER BY c.id DESC",
        (table, row),
    ).fetchall()
    made: list[Step] = []
    following = present(connection, table, row)
    for event, at, user, sentence, undone, before, after in found:
        earlier = _image(before)
        step = Step(event, at, user, sentence, bool(undone), earlier, _image(after) if undone else following)
        if made and made[-1].event == event:
            made[-1] = replace(made[-1], before=earlier)
        else:
            made.append(step)
        if not undone:
            following = earlier
    return made[::-1]


def present(connection: sqlite3.Connection, table: str, row: int) -> Image | None:
    """Return the row as it stands, None when it is gone."""
    found = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row,))
    values = found.fetchone()
    return (
        None
        if values is None
        else dict(zip((column[0] for column in found.description), values, strict=True))
    )


def last_said(connection: sqlite3.Connection, table: str, row: int, column: str = "name") -> str:
    """Return what a row that is gone had in `column`, empty where the journal knows nothing."""
    found = connection.execute(
        f"SELECT coalesce(json_extract(before, '$.{column}'), json_extract(after, '$.{column}')) FROM change "
        "WHERE tbl = ? AND row_id = ? AND coalesce(before, after) IS NOT NULL ORDER BY id DESC LIMIT 1",
        (table, row),
    ).fetchone()
    return str(found[0] or "") if found else ""


def _image(text: str | None) -> Image | None:
    return None if text is None else json.loads(text)

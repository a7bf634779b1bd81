"""The notes that were left on a record (features: rows 40 and 42)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LeftNote:
    """A note on a record; `author` is empty where nobody is known."""

    id: int
    date: date
    author: str
    text: str


def left_notes(connection: sqlite3.Connection, noun: str, number: int, *, limit: int) -> tuple[LeftNote, ...]:
    """Return the newest `limit` notes on a record, -1 for all; `noun` is "risk", "action" or "task"."""
    found = connection.execute(
        "SELECT n.id, n.date, coalesce(u.name, ''), n.text FROM note n LEFT JOIN \"user\" u ON u.id = n.author_id "
        f"WHERE n.{noun}_id = ? ORDER BY n.date DESC, n.id DESC LIMIT ?",
        (number, limit),
    )
    return tuple(LeftNote(note, date.fromisoformat(day), author, text) for note, day, author, text in found)

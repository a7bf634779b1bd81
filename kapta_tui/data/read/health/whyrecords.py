"""The records behind the facts of one account, which gathering for many does not name (domain.md 4.2)."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kapta_tui.data.read.health.sql import COVERS
from kapta_tui.data.read.money import in_force
from kapta_tui.domain.dates import days_before
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.lines import Known
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line

_LEAST: Final = """
SELECT id FROM (
  SELECT id, (coalesce(title, '') = '') + (friendliness IS NULL) + (power IS NULL) AS unknown
  FROM contact WHERE account_id = :account AND NOT has_left
) WHERE unknown ORDER BY unknown DESC, id LIMIT 1
"""
_SWOT: Final = """
SELECT quadrant, id, max(reviewed_on) FROM swot WHERE account_id = :account AND reviewed_on <= :today GROUP BY quadrant
"""
_VOC: Final = """
SELECT question, id, max(date) FROM voc WHERE account_id = :account AND date <= :today GROUP BY question
"""
_CONTRACT: Final = f"""
SELECT id FROM contract WHERE account_id = :account AND {in_force("contract")}
ORDER BY value_minor IS NOT NULL AND "end" IS NOT NULL DESC, "end", id LIMIT 1
"""
_GOALS: Final = f"""
SELECT section, min(id) FROM goal g
WHERE account_id = :account AND {COVERS} GROUP BY section ORDER BY min(id) DESC
"""
_SATISFIED: Final = "SELECT id FROM satisfaction WHERE account_id = :account AND date = :satisfied"
_NEWEST: Final = """
SELECT max(id) FROM note WHERE account_id = :account AND date = :newest AND length(trim(text)) >= :min_length
"""
_NOTES: Final = """
SELECT id, date, substr(text, 1, 200), length(trim(text)) >= :min_length FROM note
WHERE account_id = :account AND date BETWEEN :since AND :today ORDER BY date DESC, id DESC
"""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the window that the factor notes looks at, with its first words.

    `left_out` is empty where it counts, else `short`, or `beyond` those that count on one day.
    """

    id: int
    date: date
    text: str
    left_out: str = ""


def window_notes(
    connection: sqlite3.Connection, facts: HealthFacts, day: date, playbook: Playbook
) -> tuple[Note, ...]:
    """Return the notes of an account within the window that ends with `day`, the newest first."""
    rules = playbook.health.notes(facts.type)
    found = connection.execute(
        _NOTES,
        {
            "account": facts.account,
            "today": day.isoformat(),
            "since": days_before(day, rules.window_days).isoformat(),
            "min_length": rules.min_length,
        },
    )
    long: Counter[str] = Counter()
    notes = []
    for number, on, text, is_long in found:
        long[on] += is_long
        left_out = "short" if not is_long else "beyond" if long[on] > rules.per_day else ""
        notes.append(Note(number, date.fromisoformat(on), one_line(text), left_out))
    return tuple(notes)


def known(
    connection: sqlite3.Connection, facts: HealthFacts, day: date, playbook: Playbook, notes: Sequence[Note]
) -> Known:
    """Return the records behind the facts of an account, by item and part of their lines; `notes` are its window's."""
    records = dict(_records(connection, facts, day, playbook))
    long = [note for note in notes if note.left_out != "short"]
    if counted := next((note for note in notes if not note.left_out), None):
        records["note_count", ""] = "notes", counted.id
    if long:
        records["newest_note", ""] = "notes", long[0].id
    return Known(records, len(long), len(notes) - len(long))


def _records(
    connection: sqlite3.Connection, facts: HealthFacts, day: date, playbook: Playbook
) -> Iterator[tuple[tuple[str, str], tuple[str, int]]]:
    satisfied, newest = facts.satisfied, facts.notes.newest
    given: dict[str, Any] = {
        "account": facts.account,
        "today": day.isoformat(),
        "single": json.dumps([one.code for one in playbook.sections if one.levels == 1]),
        "satisfied": satisfied and satisfied.on.isoformat(),
        "newest": newest and newest.isoformat(),
        "min_length": playbook.health.notes(facts.type).min_length,
    }
    for item, kind, select in _SINGLE:
        for (number,) in connection.execute(select, given):
            if number is not None:
                yield (item, ""), (kind, number)
    for item, kind, select in _BY_PART:
        for part, number, _ in connection.execute(select, given):
            yield (item, part), (kind, number)
    audiences = {section.code: section.audience for section in playbook.sections}
    for section, number in connection.execute(_GOALS, given):
        if section in audiences:
            yield (f"coverage_{audiences[section]}", ""), ("goals", number)


_SINGLE: Final = (
    ("completeness", "contacts", _LEAST),
    ("contract", "contracts", _CONTRACT),
    ("satisfaction", "satisfaction", _SATISFIED),
    ("newest_note", "notes", _NEWEST),
)
_BY_PART: Final = (("swot_quadrant", "swot", _SWOT), ("voc", "voc", _VOC))
"""Item, the kind of its record, and what finds it."""

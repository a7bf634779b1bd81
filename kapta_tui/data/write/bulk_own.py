"""What only an export of this program says of a record: when work began and ended, what a note or a goal is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from kapta_tui.data.tables.base import Record
from kapta_tui.data.write.bulk_known import within
from kapta_tui.data.write.bulk_load import Load, Reject
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold

_DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "goals": ("completed_at",),
    "objectives": ("completed_at",),
    "actions": ("started_at", "completed_at"),
    "tasks": ("done_at",),
}
_SOURCES: Final = {"contract": "contracts", "opportunity": "opportunities", "risk": "risks"}
_ABOUT: Final = {"risk": "risks", "action": "actions", "task": "tasks"}

Link = tuple[str, str, str, str]
"""A field, the column of its id, the kind it refers to, and the text that names the record."""


def bring(tx: Transaction, load: Load, at: int, row: Mapping[str, Any], record: Record) -> bool:
    """Set on `record` what its staged row says beside the fields of forms; return whether that changed anything.

    A link whose text names no record of the account, or several, is left out with a warning.
    """
    if not load.own:
        return False
    changed = _set(record, dict(_days(load, row, record)) | _texts(load, row))
    for name, column, kind, text in _links(load, row):
        if _is_named(tx.raw, kind, getattr(record, column), text):
            continue
        number = _find(tx.raw, kind, text, row["r_account"], record)
        if number is None:
            words = f"there is no {KINDS[kind].noun} '{text}' in this account, or several"
            load.tally.warn(at, Reject(row["line"], load.header(name), text, words))
        else:
            changed |= _set(record, {column: number})
    return changed


def _set(record: Record, values: Mapping[str, Any]) -> bool:
    changed = {name: value for name, value in values.items() if getattr(record, name) != value}
    for name, value in changed.items():
        setattr(record, name, value)
    return bool(changed)


def _days(load: Load, row: Mapping[str, Any], record: Record) -> Iterator[tuple[str, date]]:
    """Yield the days on which work began and ended; an action has those that its status allows."""
    for name in _DAYS.get(load.kind.name, ()):
        cell = row.get(f"f_{name}")
        if cell is not None and (load.kind.name != "actions" or getattr(record, name) is not None):
            yield name, date.fromisoformat(cell)


def _texts(load: Load, row: Mapping[str, Any]) -> dict[str, str]:
    name = {"goals": "source", "tasks": "until"}.get(load.kind.name, "")
    cell = row.get(f"f_{name}")
    return {} if cell is None else {name: str(cell)}


def _links(load: Load, row: Mapping[str, Any]) -> Iterator[Link]:
    if load.kind.name == "goals":
        kind, text = _SOURCES.get(str(row.get("f_source"))), row.get("f_source_name")
        if kind is not None and text is not None:
            yield "source_name", "source_id", kind, str(text)
    elif load.kind.name == "notes":
        for name, kind in _ABOUT.items():
            if (text := row.get(f"f_{name}")) is not None:
                yield name, f"{name}_id", kind, str(text)


def _is_named(raw: sqlite3.Connection, kind: str, number: int | None, text: str) -> bool:
    """Return whether the record that is linked already is called so: of several of a name it stays the one."""
    column = "opened_at" if kind == "risks" else "name"
    found = raw.execute(f'SELECT "{column}" FROM "{KINDS[kind].table}" WHERE id = ?', (number,)).fetchone()
    return found is not None and fold(str(found[0])) == fold(text)


def _find(raw: sqlite3.Connection, kind: str, text: str, account: int, record: Record) -> int | None:
    return _FINDERS.get(kind, within)(raw, kind, text, account) or _of_action(raw, kind, text, record)


def _risk(raw: sqlite3.Connection, _kind: str, text: str, account: int | None) -> int | None:
    """A risk has no name: it is told by the day it was opened."""
    sql = "SELECT id FROM risk WHERE account_id = ? AND opened_at = ? LIMIT 2"
    found = raw.execute(sql, (account, text)).fetchall()
    return int(found[0][0]) if len(found) == 1 else None


def _of_action(raw: sqlite3.Connection, kind: str, text: str, record: Record) -> int | None:
    """Of several tasks of a name in the account, take that of the action which the note is about too."""
    if kind != "tasks":
        return None
    sql = "SELECT id FROM task WHERE action_id = ? AND name_folded = ? LIMIT 2"
    found = raw.execute(sql, (getattr(record, "action_id", None), fold(text))).fetchall()
    return int(found[0][0]) if len(found) == 1 else None


_FINDERS: Final[Mapping[str, Callable[[sqlite3.Connection, str, str, int | None], int | None]]] = {
    "risks": _risk
}

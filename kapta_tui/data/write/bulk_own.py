"""What only an export of this program says of a record: when work began and ended, what a note or a goal is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from kapta_tui.data import tables
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write.bulk_known import within
from kapta_tui.data.write.bulk_load import Load, Reject
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold
from kapta_tui.domain.workspan import CODES, WORK_DAYS, days_of, refuse_days

_SOURCES: Final = {"contract": "contracts", "opportunity": "opportunities", "risk": "risks"}
_ABOUT: Final = {"risk": "risks", "action": "actions", "task": "tasks"}

Link = tuple[str, str, str, str]
"""A field, the column of its id, the kind it refers to, and the text that names the record."""


def bring(tx: Transaction, load: Load, at: int, row: Mapping[str, Any], record: Record) -> bool:
    """Set on `record` what its staged row says beside the fields of forms; return whether that changed anything.

    A link whose text names no record of the account, or several, is left out with a warning.

    Raises:
        RuleError: a code is none, or work began or ended on a day that is ahead, or ended before it began.
    """
    if not load.own:
        return False
    changed = _set(record, _days(load, row, record))
    if changed:
        stand = {name: getattr(record, name) for name in WORK_DAYS[load.kind.name]}
        refuse_days(load.kind.name, stand, tx.today)
    changed |= _set(record, _codes(load, row))
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


def _days(load: Load, row: Mapping[str, Any], record: Record) -> dict[str, date]:
    """Return the days on which work began and ended, by field; an action has those that its status allows."""
    names: Iterable[str] = WORK_DAYS.get(load.kind.name, ())
    if isinstance(record, tables.Action):
        names = days_of(record.status)
    cells = {name: row.get(f"f_{name}") for name in names}
    return {name: date.fromisoformat(cell) for name, cell in cells.items() if cell is not None}


def _codes(load: Load, row: Mapping[str, Any]) -> dict[str, str]:
    """Return by field the codes that the row gives: what a goal comes from, how long a task goes on."""
    known = CODES.get(load.kind.name, {})
    found = {name: str(cell) for name in known if (cell := row.get(f"f_{name}")) is not None}
    for name, code in found.items():
        if code not in known[name]:
            raise RuleError(f"'{code}' is none of {', '.join(known[name])}", "", name)
    return found


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
    if kind == "risks":
        return _risk(raw, text, account)
    number = within(raw, kind, text, account)
    return _of_action(raw, text, record) if number is None and kind == "tasks" else number


def _risk(raw: sqlite3.Connection, text: str, account: int) -> int | None:
    """Return the id of the one risk of `account` that was opened on the day `text`, for risks have no name.

    None where there is none or several.
    """
    sql = "SELECT id FROM risk WHERE account_id = ? AND opened_at = ? LIMIT 2"
    found = raw.execute(sql, (account, text)).fetchall()
    return int(found[0][0]) if len(found) == 1 else None


def _of_action(raw: sqlite3.Connection, text: str, record: Record) -> int | None:
    """Return the id of the one task named `text` of the action that the note `record` is about too, else None.

    It tells several tasks of a name in the account apart.
    """
    sql = "SELECT id FROM task WHERE action_id = ? AND name_folded = ? LIMIT 2"
    found = raw.execute(sql, (getattr(record, "action_id", None), fold(text))).fetchall()
    return int(found[0][0]) if len(found) == 1 else None

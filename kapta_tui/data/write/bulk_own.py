"""What only an export of this program says of a record: when work began and ended, what a note or a goal is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from kapta_tui.data import tables
from kapta_tui.data.read.sources.base import LIST_SEPARATOR, SOURCE_NAMES
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import bulk_goals, records, riskstages
from kapta_tui.data.write.bulk_known import within
from kapta_tui.data.write.bulk_load import Late, Load, Reject
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.kinds import KINDS, NOUNS
from kapta_tui.domain.riskstages import Step
from kapta_tui.domain.text import fold
from kapta_tui.domain.workspan import CODES, WORK_DAYS, days_of, refuse_days

_ABOUT: Final = {"notes": ("risk", "action", "task")} | dict.fromkeys(
    ("goals", "actions", "tasks"), ("risk",)
)
"""Kind to the nouns of the records that its own may be about."""

_LAST: Final = "note"
"""Noun of the source whose records come after what was made from them, because they are about such."""

_UNNAMED: Final = frozenset({"risks", "notes", "satisfaction", "swot", "voc"})
"""Kinds whose records have no name."""

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
    given = _days(load, row, record)
    if isinstance(record, tables.Goal):
        given = bulk_goals.days(tx, load, row, record, given)
    changed = _set(record, given)
    if changed:
        stand = {name: getattr(record, name) for name in WORK_DAYS[load.kind.name]}
        refuse_days(load.kind.name, stand, tx.today)
    changed |= _set(record, _codes(load, row))
    if isinstance(record, tables.Risk) and (cell := row.get("f_stages")) is not None:
        changed |= riskstages.follow(tx, record, _steps(tx, str(cell)))
    for name, column, kind, text in _links(load, row):
        if _is_named(tx.raw, kind, getattr(record, column), text):
            continue
        number = _find(tx.raw, kind, text, row["r_account"], record)
        if number is not None:
            changed |= _set(record, {column: number})
        elif name == "source_name" and row["f_source"] == _LAST and record.id is not None:
            load.late[at] = Late(row["line"], record.id, text)
        else:
            _warn(load, at, row["line"], name, text, kind)
    return changed


def bring_late(tx: Transaction, loads: Sequence[Load]) -> None:
    """Link work to the notes that it was made from, once these are there.

    A text that begins no note of the account, or several, is left out with a warning.
    """
    for load in loads:
        for at, (line, number, text) in load.late.items():
            record: Any = records.load(tx, load.kind.name, number)
            note = _find(tx.raw, "notes", text, record.account_id, record)
            if note is None:
                _warn(load, at, line, "source_name", text, "notes")
            else:
                record.source_id = note


def _warn(load: Load, at: int, line: int, name: str, text: str, kind: str) -> None:
    words = f"there is no {KINDS[kind].noun} '{text}' in this account, or several"
    load.tally.warn(at, Reject(line, load.header(name), text, words))


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


def _steps(tx: Transaction, cell: str) -> list[Step]:
    """Return the statuses that a risk had, each with the day since which it had it: "open 2026-01-31"."""
    found: list[Step] = []
    for text in cell.split(LIST_SEPARATOR):
        status, _, day = text.rpartition(" ")
        try:
            tx.playbook.choice("risk_status", status, retired=True)
            found.append(Step(status, date.fromisoformat(day)))
        except (UsageError, ValueError):
            raise RuleError(
                f"'{text}' is no status with a day, such as 'open 2026-01-31'", "", "stages"
            ) from None
        if len(found) > 1 and found[-1].since < found[-2].since:
            raise RuleError(f"'{text}' lies before the status that it follows", "", "stages")
    return found


def _links(load: Load, row: Mapping[str, Any]) -> Iterator[Link]:
    source, text = row.get("f_source"), row.get("f_source_name")
    if source is not None and text is not None:
        yield "source_name", "source_id", NOUNS[str(source)].name, str(text)
    for name in _ABOUT.get(load.kind.name, ()):
        if (text := row.get(f"f_{name}")) is not None:
            yield name, f"{name}_id", NOUNS[name].name, str(text)


def _is_named(raw: sqlite3.Connection, kind: str, number: int | None, text: str) -> bool:
    """Return whether the record that is linked already is called so: of several of a name it stays the one."""
    table = KINDS[kind].table
    name = SOURCE_NAMES.get(table, "{0}.name").format("t")
    found = raw.execute(f'SELECT {name} FROM "{table}" t WHERE id = ?', (number,)).fetchone()
    return found is not None and fold(str(found[0])) == fold(text)


def _find(raw: sqlite3.Connection, kind: str, text: str, account: int, record: Record) -> int | None:
    if kind in _UNNAMED:
        return _unnamed(raw, KINDS[kind].table, text, account)
    number = within(raw, kind, text, account)
    return _of_action(raw, text, record) if number is None and kind == "tasks" else number


def _unnamed(raw: sqlite3.Connection, table: str, text: str, account: int) -> int | None:
    """Return the id of the one row of `account` that `SOURCE_NAMES` calls `text`, for it has no name of its own.

    None where there is none or several.
    """
    name = SOURCE_NAMES[table].format("t")
    sql = f"SELECT id FROM {table} t WHERE account_id = ? AND {name} = ? LIMIT 2"
    found = raw.execute(sql, (account, text)).fetchall()
    return int(found[0][0]) if len(found) == 1 else None


def _of_action(raw: sqlite3.Connection, text: str, record: Record) -> int | None:
    """Return the id of the one task named `text` of the action that the note `record` is about too, else None.

    It tells several tasks of a name in the account apart.
    """
    sql = "SELECT id FROM task WHERE action_id = ? AND name_folded = ? LIMIT 2"
    found = raw.execute(sql, (getattr(record, "action_id", None), fold(text))).fetchall()
    return int(found[0][0]) if len(found) == 1 else None

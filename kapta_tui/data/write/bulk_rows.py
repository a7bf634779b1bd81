"""Kinds that are imported row by row, through the same writers as forms: notes, risks and plans."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.write import bulk_own, bulk_triggers, records, writers
from kapta_tui.data.write.bulk_known import COMPLETE, known, within
from kapta_tui.data.write.bulk_load import GIVE_ONE, Load, Reject, Tally
from kapta_tui.data.write.bulk_refs import SCOPED
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import KaptaError, NameTaken, RuleError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.measures import number_of

_CHUNK = 500


@dataclass(slots=True)
class _Described:
    """What rows say of a record: the first one's load, number and line, the values of all, and those of single days."""

    number: int
    at: int
    line: int
    place: str
    values: dict[str, Value]
    days: dict[Value, Value] = field(default_factory=dict)


@dataclass(slots=True)
class Seen:
    """The records that rows of this round have described so far, by id, and which of all the import made.

    `waiting` are the rows, by load, whose name another record bears, which may yet leave it to them. `have_met`
    says that rows completed or refused each other.
    """

    made: set[int]
    records: dict[int, _Described] = field(default_factory=dict)
    waiting: dict[int, list[int]] = field(default_factory=dict)
    have_met: bool = False


def write(tx: Transaction, load: Load, seen: Seen) -> None:
    """Insert or update the records of the staged rows one by one and count what happened.

    A row that a rule refuses is rejected with the rule's words. A row that repeats an earlier one counts
    as merged; with other values it is rejected. `seen` tells of the loads of the kind before and is told of
    this one: what another file leaves empty a row may add. The stage is told which record a row is (`known`),
    and whether it made it (`revived`) or `changed` it. To be ended by `finish`.
    """
    for at, line, row in _rows(tx, load):
        _take_in(tx, load, seen, at, line, row)


def finish(tx: Transaction, loads: Sequence[Load], seen: Seen) -> None:
    """Ask rows once more whose name was taken when they were written, as long as that lets any in, and end the counts.

    A record that is renamed leaves its name to another row; the same file again must not be the one to find that.
    """
    by_number = {load.number: load for load in loads}
    is_moving = bool(seen.waiting)
    while is_moving:
        waiting, seen.waiting = seen.waiting, {}
        for number, rows in waiting.items():
            load = by_number[number]
            for at in rows:
                del load.tally.rejects[at]
                ((_, line, row),) = _rows(tx, load, at)
                _take_in(tx, load, seen, at, line, row)
        is_moving = any(len(rows) > len(seen.waiting.get(number, ())) for number, rows in waiting.items())
    for load in loads:
        tx.raw.execute(f"DELETE FROM temp.{load.stage} WHERE known IS NULL")
        load.tally.merged = len(load.tally.joined)
        load.tally.unchanged += load.tally.merged
        bulk_triggers.gather(tx.raw, load.tally.created)


def are_others(tx: Transaction, load: Load, seen: Seen) -> bool:
    """Return whether a row would now be taken for another record than the one it was written to, or for none."""
    quiet = replace(load, tally=Tally())
    for at, _, row in _rows(tx, load):
        try:
            number = known(tx.raw, load, _values(tx.raw, quiet, row, at), row, seen.made)
        except RuleError:
            return True
        if number != row["known"]:
            return True
    return False


def _take_in(tx: Transaction, load: Load, seen: Seen, at: int, line: int, row: dict[str, Any]) -> None:
    try:
        values = _values(tx.raw, load, row, at)
        _refuse_incomplete(load, values)
    except KaptaError as error:
        _refuse(load, at, line, row, error)
        return
    try:
        with tx.session.begin_nested():
            _write_row(tx, load, values, seen, row)
    except KaptaError as error:
        _refuse(load, at, line, row, error)
        seen.have_met = True
        if isinstance(error, NameTaken):
            seen.waiting.setdefault(load.number, []).append(at)


def _refuse(load: Load, at: int, line: int, row: dict[str, Any], error: KaptaError) -> None:
    name = error.field if isinstance(error, RuleError) and error.field else ""
    value = row.get(f"f_{name}")
    reason = error.cause.rstrip(".")
    if name == "account" and value is None:
        reason += f"; {GIVE_ONE}"
    load.tally.reject(at, Reject(line, load.header(name), "" if value is None else str(value), reason))


def _write_row(
    tx: Transaction, load: Load, values: dict[str, Value], seen: Seen, row: dict[str, Any]
) -> None:
    at, line = row["at"], row["line"]
    number = known(tx.raw, load, values, row, seen.made)
    if number is not None and load.files:
        values = _without_same_file(tx.raw, number, values)
    before = None if number is None else seen.records.get(number)
    lasting, day = _parted(tx, load, values)
    if before is not None:
        _refuse_contradiction(load, lasting, before)
        _refuse_other_value(load, day, before)
        if before.number == load.number and day.items() <= before.days.items():
            load.tally.joined[at] = (line, before.at, before.line)
            return
        seen.have_met |= not lasting.items() <= before.values.items()
    if number is None:
        record = writers.insert(tx, load.kind.name, values)
        bulk_own.bring(tx, load, at, row, record)
        changed = False
        load.tally.created += 1
    else:
        record, fields = writers.update(tx, load.kind.name, number, values)
        changed = bool(fields)
        if bulk_own.bring(tx, load, at, row, record) and not changed:
            records.touch(tx, record)
            changed = True
        load.tally.updated += changed
        load.tally.unchanged += not changed
    tx.session.flush()
    assert record.id is not None
    tx.raw.execute(
        f"UPDATE temp.{load.stage} SET known = ?, revived = ?, changed = ? WHERE at = ?",
        (record.id, number is None, changed, at),
    )
    if before is not None:
        before.values |= lasting
        before.days |= day
    else:
        place = load.tally.place(at, line)
        seen.records[record.id] = _Described(load.number, at, line, place, lasting, day)
    if number is None:
        seen.made.add(record.id)
    tx.session.expunge(record)


def _refuse_incomplete(load: Load, values: dict[str, Value]) -> None:
    if load.kind.name not in COMPLETE or load.own:
        return
    for item in load.fields:
        if item.required and item.name != "account" and values.get(item.name) is None:
            raise RuleError(f"{item.label} is required", "", item.name)


def _without_same_file(raw: sqlite3.Connection, document: int, values: dict[str, Value]) -> dict[str, Value]:
    """Leave the checksum of a document alone whose path the row only repeats: it is not added once more."""
    kept = raw.execute("SELECT path FROM document WHERE id = ? AND size IS NOT NULL", (document,)).fetchone()
    path = values.get("path")
    return {**values, "path": str(path)} if kept is not None and kept[0] == path else values


def can_create(load: Load) -> bool:
    """Return whether rows of a load can be new records: it has a column for whatever those must have."""
    return all(load.has(item.name) for item in load.kind.fields if item.required and item.default is None)


def _parted(
    tx: Transaction, load: Load, values: dict[str, Value]
) -> tuple[dict[str, Value], dict[Value, Value]]:
    """Return what holds for a record as such, and what was measured on a day: a record has many of those."""
    if load.kind.name != "metrics" or values.get("value") is None:
        return values, {}
    lasting = {name: value for name, value in values.items() if not load.kind.by_name[name].apart}
    return lasting, {values.get("date") or tx.today: values["value"]}


def _refuse_other_value(load: Load, day: dict[Value, Value], before: _Described) -> None:
    for when, value in day.items():
        if before.days.get(when, value) != value:
            words = f"another value for {when} than {before.place} or a row after it"
            raise KaptaError(words, "")


def _refuse_contradiction(load: Load, values: dict[str, Value], before: _Described) -> None:
    """Rows of one file are the same or are not; files, and rows of measurements, need only agree where both speak."""
    if before.number == load.number and not before.days:
        agrees, where = values == before.values, ""
    else:
        agrees = all(before.values.get(name, value) == value for name, value in values.items())
        where = " of another file of this import" * (before.number != load.number)
    if not agrees:
        raise KaptaError(f"the same {load.kind.spoken} as {before.place}{where}, with other values", "")


def _rows(tx: Transaction, load: Load, only: int | None = None) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield number, line and columns of the staged rows in their order, or of the one row `only`."""
    last = 0 if only is None else only - 1
    end = "" if only is None else f"AND at <= {only}"
    while True:
        cursor = tx.raw.execute(
            f"SELECT * FROM temp.{load.stage} WHERE at > ? {end} ORDER BY at LIMIT {_CHUNK}", (last,)
        )
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        if not rows:
            return
        # The session finds them in its memory as long as somebody holds them, instead of asking for each row.
        held = _accounts(tx, {row.get("r_account") for row in rows})
        for row in rows:
            last = row["at"]
            yield last, row["line"], row
        del held


def _accounts(tx: Transaction, ids: set[int | None]) -> Sequence[tables.Account]:
    numbers = [number for number in ids if number is not None]
    return tx.session.exec(select(tables.Account).where(col(tables.Account.id).in_(numbers))).all()


def _values(raw: sqlite3.Connection, load: Load, row: dict[str, Any], at: int) -> dict[str, Value]:
    """Return the filled, writable cells of a staged row as values, references as ids.

    Of several records a cell names, those that are not there are left out with a warning.
    """
    account = row.get("r_account")
    values: dict[str, Value] = {}
    for item in load.fields:
        cell = row[f"f_{item.name}"]
        if not item.writable or (cell is None and not (item.name == "account" and account)):
            continue
        if item.type is FieldType.REFERENCE:
            values[item.name] = row[f"r_{item.name}"]
            if item.target in SCOPED:
                values[item.name] = _scoped(raw, item, str(cell), account)
        elif item.type is FieldType.REFERENCES and item.target in SCOPED:
            if numbers := _scoped_all(raw, load, item, row, at):
                # As ids, not texts: a text of digits could be another record's external id.
                values[item.name] = cast("Value", numbers)
        else:
            values[item.name] = _READ.get(item.type, _as_is)(cell)
    if load.files and isinstance(path := values.get("path"), str):
        values["path"] = load.files.get(path, path)
    return values


def _scoped_all(
    raw: sqlite3.Connection, load: Load, item: Field, row: dict[str, Any], at: int
) -> tuple[int, ...]:
    found: list[int] = []
    for text in str(row[f"f_{item.name}"]).split(LIST_SEPARATOR):
        try:
            found.append(_scoped(raw, item, text, row.get("r_account")))
        except RuleError as error:
            load.tally.warn(at, Reject(row["line"], load.header(item.name), text, error.cause))
    return tuple(found)


def _scoped(raw: sqlite3.Connection, item: Field, text: str, account: int | None) -> int:
    number = within(raw, item.target, text, account)
    if number is None:
        noun = item.target.removesuffix("s")
        raise RuleError(f"there is no {noun} '{text}' in this account", "", item.name)
    return number


def _as_is(cell: Value) -> Value:
    return cell


def _list(cell: Any) -> Value:
    return tuple(str(cell).split(LIST_SEPARATOR))


_READ: dict[FieldType, Callable[[Any], Value]] = {
    FieldType.DATE: date.fromisoformat,
    FieldType.MONEY: Decimal,
    # A colour is staged as its word, so that it is not taken for a number of another unit.
    FieldType.NUMBER: number_of,
    FieldType.FLAG: bool,
    FieldType.LABELS: _list,
    FieldType.REFERENCES: _list,
}

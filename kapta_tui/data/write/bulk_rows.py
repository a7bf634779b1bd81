"""Kinds that are imported row by row, through the same writers as forms: notes, risks and plans."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import bulk_goals, bulk_own, bulk_triggers, records, writers
from kapta_tui.data.write.bulk_again import Found, are_others
from kapta_tui.data.write.bulk_cells import staged_rows, values_of
from kapta_tui.data.write.bulk_known import COMPLETE, known
from kapta_tui.data.write.bulk_load import GIVE_ONE, Load, Reject
from kapta_tui.data.write.bulk_ownrows import OwnRows
from kapta_tui.data.write.kindrules import BROUGHT
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import KaptaError, NameTaken, RuleError
from kapta_tui.domain.fields import Value


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

    `own` tells by load what the ids of this program's own files say. `waiting` are the rows, by load, whose name
    another record bears, which may yet leave it to them, `refused` by load those that contradict others or fit no one
    record, and what they were taken for. `have_met` says that rows completed each other or a rule refused one.
    """

    made: set[int]
    records: dict[int, _Described] = field(default_factory=dict)
    own: dict[int, OwnRows] = field(default_factory=dict)
    waiting: dict[int, list[int]] = field(default_factory=dict)
    refused: dict[int, dict[int, Found]] = field(default_factory=dict)
    have_met: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    """What a row says of the record `number` (None: a new one), which `before` has described already.

    `lasting` are its values as such, `day` what was measured on one day; `is_repeated` where it says nothing new.
    """

    values: dict[str, Value]
    number: int | None
    before: _Described | None
    lasting: dict[str, Value]
    day: dict[Value, Value]
    is_repeated: bool


class _Refused(Exception):
    """A row that contradicts others or fits no one record: `found` is what it was taken for."""

    def __init__(self, error: KaptaError, found: Found) -> None:
        super().__init__(str(error))
        self.error, self.found = error, found


def write(tx: Transaction, load: Load, seen: Seen) -> None:
    """Insert or update the records of the staged rows one by one and count what happened.

    A row that a rule refuses is rejected with the rule's words. A row that repeats an earlier one counts
    as merged; with other values it is rejected. `seen` tells of the loads of the kind before and is told of
    this one: what another file leaves empty a row may add. The stage is told which record a row is (`known`),
    and whether it made it (`revived`) or `changed` it. To be ended by `finish`.
    """
    load.late.clear()
    load.endings.clear()
    seen.own[load.number] = OwnRows(tx.raw, load, seen.made)
    tx.session.info[BROUGHT] = True
    for at, line, row in staged_rows(tx, load):
        _take_in(tx, load, seen, at, line, row)


def finish(tx: Transaction, loads: Sequence[Load], seen: Seen) -> bool:
    """Ask rows once more whose name was taken when they were written, as long as that lets any in, and end the counts.

    A record that is renamed leaves its name to another row; the same file again must not be the one to find that.
    Returns whether rows had to do with each other, so that all are to be judged again.
    """
    by_number = {load.number: load for load in loads}
    is_moving = bool(seen.waiting)
    while is_moving:
        waiting, seen.waiting = seen.waiting, {}
        for number, rows in waiting.items():
            load = by_number[number]
            for at in rows:
                del load.tally.rejects[at]
                ((_, line, row),) = staged_rows(tx, load, at)
                _take_in(tx, load, seen, at, line, row)
        is_moving = any(len(rows) > len(seen.waiting.get(number, ())) for number, rows in waiting.items())
    first = loads[0]
    have_met = len(loads) > 1 or seen.have_met
    have_met = have_met or are_others(tx, first, seen.made, seen.refused.get(first.number, {}))
    for load in loads:
        tx.raw.execute(f"DELETE FROM temp.{load.stage} WHERE known IS NULL")
        load.tally.merged = len(load.tally.joined)
        load.tally.unchanged += load.tally.merged
        bulk_triggers.gather(tx.raw, load.tally.created)
    return have_met


def _take_in(tx: Transaction, load: Load, seen: Seen, at: int, line: int, row: dict[str, Any]) -> None:
    try:
        values = values_of(tx.raw, load, row, at)
        _refuse_incomplete(load, values)
    except KaptaError as error:
        _refuse(load, at, line, row, error)
        return
    try:
        judged = _judge(tx, load, values, seen, row)
    except _Refused as refused:
        _refuse(load, at, line, row, refused.error)
        seen.refused.setdefault(load.number, {})[at] = refused.found
        return
    if judged.is_repeated and judged.before is not None:
        load.tally.joined[at] = (line, judged.before.at, judged.before.line)
        return
    said = len(tx.asides)
    try:
        with tx.session.begin_nested():
            record, is_changed = _write_row(tx, load, judged, row)
    except KaptaError as error:
        del tx.asides[said:]
        load.endings.pop(at, None)
        _refuse(load, at, line, row, error)
        seen.have_met = True
        if isinstance(error, NameTaken):
            seen.waiting.setdefault(load.number, []).append(at)
        return
    _remember(tx, load, judged, seen, row, record, is_changed)


def _refuse(load: Load, at: int, line: int, row: dict[str, Any], error: KaptaError) -> None:
    name = error.field if isinstance(error, RuleError) and error.field else ""
    value = row.get(f"f_{name}")
    reason = error.cause.rstrip(".")
    if name == "account" and value is None:
        reason += f"; {GIVE_ONE}"
    load.tally.reject(at, Reject(line, load.header(name), "" if value is None else str(value), reason))


def _judge(tx: Transaction, load: Load, values: dict[str, Value], seen: Seen, row: dict[str, Any]) -> _Judged:
    """Recognise the record of a row. Raises _Refused where several fit, or where rows before say something else."""
    number: int | None = None
    own = seen.own[load.number]
    try:
        number = known(tx.raw, load, values, row, own, tx.today, seen.made)
    except RuleError as error:
        raise _Refused(error, error.cause) from error
    if number is not None and load.files:
        values = _without_same_file(tx.raw, number, values)
    lasting, day = _parted(tx, load, values)
    before = None if number is None else seen.records.get(number)
    if number is None or before is None:
        return _Judged(values, number, None, lasting, day, is_repeated=False)
    try:
        _refuse_contradiction(load, lasting, before)
        _refuse_other_value(load, day, before)
    except KaptaError as error:
        raise _Refused(error, number) from error
    own.take(number, row)
    is_repeated = before.number == load.number and day.items() <= before.days.items()
    return _Judged(values, number, before, lasting, day, is_repeated)


def _write_row(tx: Transaction, load: Load, judged: _Judged, row: dict[str, Any]) -> tuple[Record, bool]:
    """Insert or update the record of a row; return it and whether one that was there has changed."""
    if judged.number is None:
        record, is_changed = writers.insert(tx, load.kind.name, judged.values), False
        bulk_own.bring(tx, load, row["at"], row, record)
    else:
        values, is_reopened = judged.values, False
        if load.kind.name == "goals":
            is_reopened = bulk_goals.reopens(tx, load, judged.number, values)
            values = bulk_goals.own_values(tx, load, row, judged.number, values)
        record, fields = writers.update(tx, load.kind.name, judged.number, values)
        is_changed = is_reopened or bool(fields)
        if bulk_own.bring(tx, load, row["at"], row, record) and not is_changed:
            records.touch(tx, record)
            is_changed = True
    tx.session.flush()
    return record, is_changed


def _remember(
    tx: Transaction,
    load: Load,
    judged: _Judged,
    seen: Seen,
    row: dict[str, Any],
    record: Record,
    is_changed: bool,
) -> None:
    """Count a row that was written, and tell the stage and `seen` which record it is."""
    number, before, at, line = record.id, judged.before, row["at"], row["line"]
    assert number is not None
    is_new = judged.number is None
    load.tally.created += is_new
    load.tally.updated += is_changed
    load.tally.unchanged += not (is_new or is_changed)
    tx.raw.execute(
        f"UPDATE temp.{load.stage} SET known = ?, revived = ?, changed = ? WHERE at = ?",
        (number, is_new, is_changed, at),
    )
    seen.own[load.number].take(number, row)
    if is_new:
        seen.made.add(number)
    if before is None:
        place = load.tally.place(at, line)
        seen.records[number] = _Described(load.number, at, line, place, judged.lasting, judged.day)
    else:
        seen.have_met |= not judged.lasting.items() <= before.values.items()
        before.values |= judged.lasting
        before.days |= judged.day
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

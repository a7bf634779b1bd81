"""Writing metrics: what is measured, and one value a day of each (features: row 11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.write import columns, positions, records
from kapta_tui.data.write.records import Updated
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain import measures
from kapta_tui.domain.errors import Conflict, NotFound, RuleError
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.happened import refuse_ahead
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.measures import Rank

KIND = KINDS["metrics"]
_LEVELS = ("start", "target")


def insert(tx: Transaction, values: Values) -> tables.Metric:
    """Write a new metric, last of its account, and return its row; a value is its first measurement.

    A value that is written as a colour makes colour the unit, where none is given.

    Raises: as `records.insert`.
    """
    columns.checked_fields(KIND, values, tx)
    account = records.account_of(tx, KIND, values)
    given = (values.get(name) for name in ("value", *_LEVELS))
    if not values.get("unit") and any(isinstance(value, Rank) for value in given):
        values = {**values, "unit": measures.COLOUR}
    last = positions.after_last(tx, "metric", "account_id = ?", account)
    row = records.insert(tx, "metrics", values, position=last)
    assert isinstance(row, tables.Metric)
    _check_levels(row.unit, values)
    _measure(tx, row, row.unit, values)
    return row


def update(tx: Transaction, metric: int, values: Values, version: int | None = None) -> Updated:
    """Change a metric; a value is one more measurement, or the better one of a day that has one.

    Raises: as `records.update`; RuleError too when a new unit does not fit the values there are.
    """
    fields = columns.checked_fields(KIND, values, tx)
    if "unit" in values and not values["unit"]:
        values = {**values, "unit": fields["unit"].default}
    row = _load(tx, metric)
    named = values.get("unit")
    unit = columns.code(tx, fields["unit"], named) if named else row.unit
    measures.refuse_unit(row.name, row.unit, unit, _held(tx, row, values))
    _check_levels(unit, values)
    moved = _measure(tx, row, unit, values)
    return records.update(tx, "metrics", metric, values, version, moved=moved)


@verb
def record_metric(
    tx: Transaction,
    metric: int,
    value: Decimal,
    day: date | None = None,
    instead: date | None = None,
    seen: Decimal | None = None,
) -> int:
    """Record what a metric measured on `day`, today by default, and return its id.

    A day has one value, the last one recorded. `instead` is the day of a value that was wrong and goes, `seen`
    what it was when somebody set out to put it right.

    Raises:
        RuleError: the value is none of the metric's unit, or the day is ahead.
        Conflict: the wrong value is another one than `seen` by now.
        NotFound: the metric, or the value that was wrong, is gone.
    """
    row = _load(tx, metric)
    day = day or tx.today
    checked = measures.checked(row.unit, value)
    if instead is not None and seen is not None:
        _refuse_changed(tx, row, Decimal(_value_of(tx, row, instead).value), seen, checked)
    moved = _write(tx, row, checked, day)
    if instead is not None and instead != day:
        tx.session.delete(_value_of(tx, row, instead))
        moved["date"] = (instead.isoformat(), day.isoformat())
    records.update(tx, "metrics", metric, {}, moved=moved)
    tx.say(f"Recorded {_words(tx, row, value)} for {records.title(tx, row)} on {day}", row.account_id)
    return metric


@verb
def remove_metric_value(tx: Transaction, metric: int, day: date) -> int:
    """Take the value that a metric measured on `day` out of its history and return its id. Raises NotFound."""
    row = _load(tx, metric)
    found = _value_of(tx, row, day)
    tx.session.delete(found)
    records.touch(tx, row)
    words = _words(tx, row, Decimal(found.value))
    tx.say(f"Removed the value {words} of {records.title(tx, row)} on {day}", row.account_id)
    return metric


def _refuse_changed(tx: Transaction, row: tables.Metric, now: Decimal, seen: Decimal, yours: Decimal) -> None:
    if now != seen:
        raise Conflict(
            f"This value was changed meanwhile (now '{_words(tx, row, now)}', yours '{_words(tx, row, yours)}').",
            "Look at the history, then enter what should stand.",
        )


def _load(tx: Transaction, metric: int) -> tables.Metric:
    row = records.load(tx, "metrics", metric)
    assert isinstance(row, tables.Metric)
    return row


def _words(tx: Transaction, row: tables.Metric, value: Decimal) -> str:
    return measures.value_words(value, row.unit, row.currency, unit_label(tx, row.unit))


def unit_label(tx: Transaction, unit: str) -> str:
    """Return what stands behind numbers in a unit of the playbook's own, empty for plain numbers."""
    return "" if unit == "number" else tx.playbook.label("metric_unit", unit)


def _held(tx: Transaction, row: tables.Metric, values: Values) -> Iterator[Decimal]:
    """Yield the numbers of a metric that a new unit has to fit, besides those that `values` replace."""
    day = values.get("date") or tx.today
    replaced = day if values.get("value") not in (None, "") else None
    yield from (Decimal(found.value) for found in _values(tx, row) if found.date != replaced)
    for name in _LEVELS:
        level = getattr(row, name)
        if name not in values and level is not None:
            yield Decimal(level)


def _check_levels(unit: str, values: Values) -> None:
    for name in _LEVELS:
        level = values.get(name)
        if level is not None and level != "":
            measures.checked(unit, level, name)


def _measure(tx: Transaction, row: tables.Metric, unit: str, values: Values) -> dict[str, tuple[str, str]]:
    """Write the measurement that `values` hold and return what it changed, as `records.update` takes it."""
    value = values.get("value")
    if value is None or value == "":
        if values.get("date"):
            raise RuleError("A measurement needs a value.", "Give the value measured on that day.", "value")
        return {}
    day: Value = values.get("date") or tx.today
    if not isinstance(day, date):
        raise RuleError(f"'{day}' is no date.", "Write it as 2026-12-31.", "date")
    return _write(tx, row, measures.checked(unit, value), day)


def _write(tx: Transaction, row: tables.Metric, value: Decimal, day: date) -> dict[str, tuple[str, str]]:
    assert row.id is not None
    wanted = format(value, "f")
    found = next((held for held in _values(tx, row) if held.date == day), None)
    if found is None:
        refuse_ahead(KIND.name, {"date": day}, tx.today)
        account = row.account_id
        tx.session.add(tables.MetricValue(account_id=account, metric_id=row.id, date=day, value=wanted))
        before = ""
    elif Decimal(found.value) == value:
        # 93.50 and 93.5 are one measurement, however a spreadsheet writes it.
        return {}
    else:
        before, found.value = found.value, wanted
    tx.session.flush()
    return {} if before == wanted else {"value": (before, wanted)}


def _value_of(tx: Transaction, row: tables.Metric, day: date) -> tables.MetricValue:
    found = next((held for held in _values(tx, row) if held.date == day), None)
    if found is None:
        raise NotFound(f"'{row.name}' has no value of {day}.", "It may have been removed meanwhile.")
    return found


def _values(tx: Transaction, row: tables.Metric) -> list[tables.MetricValue]:
    table = tables.MetricValue
    return list(tx.session.exec(select(table).where(col(table.metric_id) == row.id)).all())

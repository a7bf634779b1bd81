"""Writing metrics: what is measured, and one value a day of each (features: row 11)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlmodel import col, func, select

from kapta_tui.data import tables
from kapta_tui.data.write import columns, records
from kapta_tui.data.write.records import Updated
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["metrics"]


def insert(tx: Transaction, values: Values) -> tables.Metric:
    """Write a new metric, last of its account, and return its row; a value is its first measurement.

    Raises: as `records.insert`.
    """
    columns.checked_fields(KIND, values, tx)
    account = records.account_of(tx, KIND, values)
    last = tx.session.exec(
        select(func.max(tables.Metric.position)).where(col(tables.Metric.account_id) == account)
    ).first()
    row = records.insert(tx, "metrics", values, position=0 if last is None else last + 1)
    assert isinstance(row, tables.Metric)
    _measure(tx, row, values)
    return row


def update(tx: Transaction, metric: int, values: Values, version: int | None = None) -> Updated:
    """Change a metric; a value is one more measurement, or the better one of a day that has one.

    Raises: as `records.update`.
    """
    columns.checked_fields(KIND, values, tx)
    row = records.load(tx, "metrics", metric)
    assert isinstance(row, tables.Metric)
    moved = _measure(tx, row, values)
    return records.update(tx, "metrics", metric, values, version, moved=moved)


def _measure(tx: Transaction, row: tables.Metric, values: Values) -> dict[str, tuple[str, str]]:
    """Write the measurement that `values` hold and return what it changed, as `records.update` takes it."""
    value = values.get("value")
    if value is None or value == "":
        if values.get("date"):
            raise RuleError("A measurement needs a value.", "Give the value measured on that day.", "value")
        return {}
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise RuleError(f"'{value}' is no number.", "Write it as 1200.50.", "value")
    if row.unit == "colour" and value not in (1, 2, 3):
        raise RuleError(f"'{value}' is no colour.", "Give 1 for red, 2 for amber or 3 for green.", "value")
    day = values.get("date") or tx.today
    if not isinstance(day, date):
        raise RuleError(f"'{day}' is no date.", "Write it as 2026-12-31.", "date")
    assert row.id is not None
    table = tables.MetricValue
    wanted = format(Decimal(value), "f")
    found = tx.session.exec(
        select(table).where(col(table.metric_id) == row.id, col(table.date) == day)
    ).first()
    if found is None:
        tx.session.add(table(account_id=row.account_id, metric_id=row.id, date=day, value=wanted))
        before = ""
    else:
        before, found.value = found.value, wanted
    tx.session.flush()
    return {} if before == wanted else {"value": (before, wanted)}

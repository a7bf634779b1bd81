"""The metrics of an account, or of several, with their history (features: row 11)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kapta_tui.data.read.among import Several, each, listed
from kapta_tui.data.read.families import Named
from kapta_tui.domain import metrics as rules
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.metrics import Change

Values = tuple[tuple[date, Decimal], ...]
"""Days and what was measured on them, oldest first."""


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric as of one day. `values` is its history up to then, `value` and `measured_on` its newest entry.

    `later` counts values of days to come. `change` is gain or loss over the period asked for, `is_better`
    whether that leads towards the target.
    """

    id: int
    account: Named
    name: str
    unit: str
    currency: str
    start: Decimal | None
    target: Decimal | None
    values: Values
    later: int
    change: Change | None

    @property
    def value(self) -> Decimal | None:
        """The newest value."""
        return self.values[-1][1] if self.values else None

    @property
    def measured_on(self) -> date | None:
        """The day of the newest value."""
        return self.values[-1][0] if self.values else None

    @property
    def colour(self) -> str | None:
        """Red, amber or green; None while it cannot be told."""
        return rules.colour(self.unit, self.start, self.target, self.value)

    def is_better(self, delta: Decimal) -> bool | None:
        """Say whether a change by `delta` leads towards the target, None where there is no telling."""
        return rules.is_better(self.unit, self.start, self.target, delta)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One value of a metric's history; `gain` is the change from the value before it, None of the first."""

    day: date
    value: Decimal
    gain: Decimal | None


def metrics(connection: sqlite3.Connection, account: Several, today: date, days: int) -> list[MetricRow]:
    """Return the metrics of an account in their order, with gain or loss over the last `days` (1 or more).

    Those of several stand one account after the other.
    """
    found = _rows(
        connection, "t.account_id IN (SELECT value FROM json_each(:key))", listed(account), today, days
    )
    place = {number: at for at, number in enumerate(each(account))}
    return sorted(found.values(), key=lambda row: place[row.account.id])


def metric(connection: sqlite3.Connection, number: int, today: date, days: int) -> MetricRow:
    """Return one metric. Raises NotFound."""
    found = _rows(connection, "t.id = :key", number, today, days)
    if number not in found:
        raise NotFound(f"There is no metric with the id {number}.", "It may have been removed meanwhile.")
    return found[number]


def history(connection: sqlite3.Connection, number: int) -> list[Measurement]:
    """Return every value of a metric, days to come included, newest first."""
    values = _values(connection, [number]).get(number, ())
    before: list[Decimal | None] = [None, *(value for _, value in values)]
    return [
        Measurement(day, value, None if earlier is None else value - earlier)
        for (day, value), earlier in zip(values, before, strict=False)
    ][::-1]


def _rows(
    connection: sqlite3.Connection, where: str, key: int | str, today: date, days: int
) -> dict[int, MetricRow]:
    raw = connection.execute(
        "SELECT t.id, t.account_id, a.name, t.name, t.unit, t.currency, t.start, t.target "
        "FROM metric t JOIN account a ON a.id = t.account_id "
        f"WHERE {where} ORDER BY t.position, t.name_folded, t.id",
        {"key": key},
    ).fetchall()
    values = _values(connection, [row[0] for row in raw])
    return {row[0]: _row(row, values.get(row[0], ()), today, days) for row in raw}


def _row(
    raw: tuple[int, int, str, str, str, str, str | None, str | None], values: Values, today: date, days: int
) -> MetricRow:
    number, account, account_name, name, unit, currency, start, target = raw
    past = tuple(entry for entry in values if entry[0] <= today)
    return MetricRow(
        number,
        Named(account, account_name),
        name,
        unit,
        currency,
        None if start is None else Decimal(start),
        None if target is None else Decimal(target),
        past,
        len(values) - len(past),
        rules.change(past, today, days),
    )


def _values(connection: sqlite3.Connection, wanted: Sequence[int]) -> Mapping[int, Values]:
    found: dict[int, list[tuple[date, Decimal]]] = {}
    rows = connection.execute(
        "SELECT metric_id, date, value FROM metric_value "
        "WHERE metric_id IN (SELECT value FROM json_each(?)) ORDER BY metric_id, date",
        (listed(wanted),),
    )
    for number, day, value in rows:
        found.setdefault(number, []).append((date.fromisoformat(day), Decimal(value)))
    return {number: tuple(values) for number, values in found.items()}

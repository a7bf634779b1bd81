"""Metrics of the sample portfolio and their monthly values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from kapta_tui.data import tables
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.texts import content
from kapta_tui.data.demo.world import Customer, World

_NEWEST = 9
_MONTH = 30
"""Days since the newest value, and between two."""

_UNREST = 0.14
"""How far a value strays from the straight way, as a share of that way."""


def add_figures(world: World) -> None:
    """Enter the metrics of every account, and all values of one day as one change."""
    for key, metrics in content("figures").items():
        customer = world.customers[key]
        by_day: dict[date, list[Row]] = {}
        rows = []
        for place, (name, unit, start, target, now, count, about) in enumerate(metrics):
            row = world.ledger.row(
                tables.Metric,
                account_id=customer.row.id,
                name=name,
                unit=unit,
                currency=customer.spec["currency"],
                start=start or None,
                target=target or None,
                description=about or None,
                position=place,
            )
            rows.append(row)
            values = now.split() if unit == "colour" else list(_way(f"{key}/{name}", unit, start, now, count))
            for day, value in zip(_days(world, customer, count), values, strict=True):
                measured = world.ledger.row(
                    tables.MetricValue, account_id=customer.row.id, metric_id=row.id, date=day, value=value
                )
                by_day.setdefault(day, []).append(measured)
        _enter(world, customer, rows, by_day)


def _enter(world: World, customer: Customer, rows: list[Row], by_day: dict[date, list[Row]]) -> None:
    who, first = customer.owner["name"], min(by_day)
    count = f"{len(rows)} metrics" if len(rows) > 1 else f"metric {rows[0]['name']}"
    world.ledger.add(first, who, "add_metric", f"Added {count} of {customer.name}", *rows, *by_day.pop(first))
    for day in sorted(by_day):
        count = f"{len(by_day[day])} metrics" if len(by_day[day]) > 1 else "a metric"
        world.ledger.add(day, who, "edit_metric", f"Measured {count} of {customer.name}", *by_day[day])


def _days(world: World, customer: Customer, count: int) -> list[date]:
    """Return the days of `count` values, oldest first; nothing was measured before the account was entered."""
    step = min(_MONTH, (customer.spec["since"] - _NEWEST) // count)
    newest = world.day(-_NEWEST)
    return [newest - timedelta(step * back) for back in reversed(range(count))]


def _way(key: str, unit: str, start: str, now: str, count: int) -> Iterator[str]:
    """Yield `count` values from `start` to `now`, not quite straight, with the decimals that are written."""
    random = Random(f"figures/{key}")
    first, last = Decimal(start), Decimal(now)
    step = Decimal(1).scaleb(min(_exponent(first), _exponent(last)))
    for number in range(count):
        share = Decimal(number) / (count - 1)
        stray = Decimal(str(random.uniform(-_UNREST, _UNREST))) if 0 < number < count - 1 else Decimal(0)
        value = max(Decimal(0), first + (last - first) * (share + stray))
        value = min(Decimal(100), value) if unit == "percent" else value
        yield format(value.quantize(step), "f")


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent

"""All values of all metrics, for exports: a metric is one record and has many days."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from kapta_tui.domain.fields import Value

MEASURED: Final = ("account", "name", "date", "value")
"""The columns of a table of measurements, called like the fields of a metric."""


def measurements(connection: sqlite3.Connection) -> Iterator[tuple[Value, ...]]:
    """Yield account, metric, day and value of every measurement, those of a metric by their days."""
    found = connection.execute(
        "SELECT a.name, m.name, v.date, v.value FROM metric_value v JOIN metric m ON m.id = v.metric_id "
        "JOIN account a ON a.id = m.account_id ORDER BY m.id, v.date"
    )
    for account, name, day, value in found:
        yield account, name, date.fromisoformat(day), Decimal(value)

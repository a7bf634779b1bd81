"""Writes of the metrics; each function returned runs in a thread with the open store."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kapta_tui.screens.editing_jobs import Job

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


def record(
    metric: int, value: Decimal, day: date, instead: date | None = None, seen: Decimal | None = None
) -> Job:
    """Record what a metric measured on a day; the value `seen` of the day `instead` was wrong and goes."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.metrics import record_metric

        return store.do(record_metric, metric, value, day, instead, seen)

    return run


def remove_value(metric: int, day: date) -> Job:
    """Take the value of a day out of a metric's history."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.metrics import remove_metric_value

        return store.do(remove_metric_value, metric, day)

    return run


def move(metric: int, step: int) -> Job:
    """Put a metric `step` places further among those of its account."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.plans import move_by

        return store.do(move_by, "metrics", metric, step)

    return run

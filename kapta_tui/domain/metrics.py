"""The colour of a metric, and what it gained or lost over a period (domain.md 1.1).

Start and target give the colour; a three-colour rank is entered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

RED, AMBER, GREEN = "red", "amber", "green"
RANKS = {1: RED, 2: AMBER, 3: GREEN}
"""Value of a metric whose unit is `colour` to the colour it stands for."""

_HALF = Decimal("0.5")


class Change(NamedTuple):
    """From what to what a metric moved. `since` is the day of the value `before`.

    `is_whole` is false where nothing was measured before the period began: `since` then lies within it.
    """

    before: Decimal
    value: Decimal
    since: date
    is_whole: bool

    @property
    def delta(self) -> Decimal:
        """Gain, or loss below 0, in the metric's unit."""
        return self.value - self.before

    @property
    def percent(self) -> Decimal | None:
        """The delta in percent of the value before, None where that was 0."""
        return self.delta * 100 / abs(self.before) if self.before else None


def progress(start: Decimal, target: Decimal, value: Decimal) -> Decimal:
    """Return how much of the way from `start` to `target` is done: 0 at the start, 1 at the target.

    A target below the start means that less is better. Where both are the same, the way is done once the value
    is there or above.
    """
    if start == target:
        return Decimal(int(value >= target))
    return (value - start) / (target - start)


def colour(unit: str, start: Decimal | None, target: Decimal | None, value: Decimal | None) -> str | None:
    """Return green once the target is reached, amber from half of the way on, else red.

    None while it cannot be told: no value, no start, no target, or a rank that is none of 1, 2, 3.
    """
    if value is None:
        return None
    if unit == "colour":
        return RANKS.get(int(value)) if value == int(value) else None
    if start is None or target is None:
        return None
    done = progress(start, target, value)
    return GREEN if done >= 1 else AMBER if done >= _HALF else RED


def change(values: Iterable[tuple[date, Decimal]], today: date, days: int) -> Change | None:
    """Return gain or loss over the last `days`: the newest value against the newest on or before `today - days`.

    Without such a value the oldest one stands for it (domain.md 4.3, period delta). `values` are days and
    values in any order, one a day at most; later days than `today` do not count. None without a value.
    """
    known = sorted((day, value) for day, value in values if day <= today)
    if not known:
        return None
    begin = today - timedelta(days)
    held = [(day, value) for day, value in known if day <= begin]
    since, before = held[-1] if held else known[0]
    return Change(before, known[-1][1], since, bool(held))


def is_better(unit: str, start: Decimal | None, target: Decimal | None, delta: Decimal) -> bool | None:
    """Say whether a change leads towards the target; None for no change or no direction.

    Ranks of colours are better the higher they are; a target below the start means that less is better.
    """
    if not delta:
        return None
    if unit == "colour":
        return delta > 0
    if start is None or target is None:
        return None
    return (delta > 0) == (target >= start)

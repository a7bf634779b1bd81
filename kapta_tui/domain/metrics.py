"""The colour of a metric (domain.md 1.1: start and target give the colour; three-colour ranks are entered)."""

from __future__ import annotations

from decimal import Decimal

RED, AMBER, GREEN = "red", "amber", "green"
RANKS = {1: RED, 2: AMBER, 3: GREEN}
"""Value of a metric whose unit is `colour` to the colour it stands for."""

_HALF = Decimal("0.5")


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

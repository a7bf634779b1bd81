"""The change of a score, split over the lines that show it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from kapta_tui.domain.health.causes import Cause
from kapta_tui.domain.health.points import apportion

PLACES: Final = 2
"""Decimals of a change in points, wherever the change of a score is split."""


def split(causes: Sequence[Cause]) -> tuple[Decimal, ...]:
    """Return the points of each cause, rounded to hundredths so that they add up to the rounded change of all."""
    return apportion([cause.change for cause in causes], PLACES)


def changes_of(causes: Sequence[Cause]) -> Mapping[str, Decimal]:
    """Return the points by factor, or by kind for what is of no factor; they add up as `split` does."""
    found: dict[str, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for cause, points in zip(causes, split(causes), strict=True):
        found[cause.factor or cause.kind] += points
    return dict(found)

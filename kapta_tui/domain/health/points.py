"""Why the score is what it is: whole points by factor that add up to the score shown (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import NamedTuple

from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.score import Factor, Scores


class Points(NamedTuple):
    """What a factor earned: `exact` of `possible` points of the whole score's 100, and the whole points `shown`.

    `possible` is its share of the weights that count.
    """

    factor: Factor
    exact: Fraction
    possible: Fraction
    shown: int


class Breakdown(NamedTuple):
    """A score taken apart: the points shown, less `deduction`, and `clamp` given back, are the score.

    `rows` holds the factors that count, in their order. `clamp` is what the deduction would have taken below 0.
    """

    rows: tuple[Points, ...]
    deduction: int
    clamp: int
    score: int


def apportion(parts: Sequence[Fraction], places: int, total: Fraction | None = None) -> tuple[Decimal, ...]:
    """Return `parts` with so many decimals that they add up to `total`, itself rounded half up to as many.

    By the largest remainder, ties by order; parts may be negative. Without `total` it is what the parts add up to:
    then no part is further than one unit of the last place from its exact value, and a part of 0 stays 0.
    """
    if not parts:
        return ()
    unit = 10**places
    floors = [floor(part * unit) for part in parts]
    missing = rounded(sum(parts, Fraction(0)) if total is None else total, places) - sum(floors)
    each, more = divmod(missing, len(parts))
    by_remainder = sorted(range(len(parts)), key=lambda at: floors[at] - parts[at] * unit)
    raised = frozenset(by_remainder[:more])
    return tuple(Decimal(whole + each + (at in raised)).scaleb(-places) for at, whole in enumerate(floors))


def breakdown(scores: Scores) -> Breakdown | None:
    """Return how the score came about, None where nothing is scored.

    Every line is rounded half up, also that of the deduction, which is negative: -6.5 is shown as -6. So whole points
    stay what they are, and no factor is shown a whole point off.
    """
    score, base = scores.score, scores.base
    if score is None or base is None:
        return None
    deducted = Fraction(scores.deduction, 100)
    shown_deduction = -rounded(-deducted)
    target = score + shown_deduction if base >= deducted else rounded(base)
    factors = [factor for factor in scores.factors if factor.counts]
    possible = [Fraction(100 * factor.weight, scores.share_of) for factor in factors]
    exact = [most * (factor.score or 0) / 10_000 for factor, most in zip(factors, possible, strict=True)]
    shown = apportion(exact, 0, Fraction(target))
    rows = map(Points, factors, exact, possible, map(int, shown))
    return Breakdown(tuple(rows), shown_deduction, score + shown_deduction - target, score)

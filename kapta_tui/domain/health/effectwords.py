"""What a risk does to the score, in words: what it costs while it is active, what its end gives back (row 53)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from kapta_tui.domain.health.deduction import cost_words, return_words
from kapta_tui.domain.health.effect import RiskEffect
from kapta_tui.domain.health.rounding import rounded

_ONE: Final = Decimal(1)


def effect_words(effect: RiskEffect, alone: Decimal) -> str:
    """Return what an active risk costs: "costs 12 points of health: 67 → 55".

    `alone` are the points that it would take off a high score, which are said where nothing is scored yet.
    """
    if effect.score_before is None:
        return f"{cost_words(alone)} once there is a score" if alone else cost_words(alone)
    points = _points(effect.cost_exact)
    if points:
        return f"costs {points} of health: {effect.score_before} → {effect.score_after}"
    return f"costs no health: it is {effect.score_before} already" if alone else "costs no health"


def gain_words(effect: RiskEffect, alone: Decimal) -> str:
    """Return what the end of an active risk gives back: "gives back 6 points: 62 → 68"; nothing for nothing.

    `alone` is meant as in `effect_words`.
    """
    if effect.score_before is None:
        return f"{return_words(alone)} once there is a score" if alone else ""
    points = _points(effect.cost_exact)
    return f"gives back {points}: {effect.score_after} → {effect.score_before}" if points else ""


def _points(exact: Fraction) -> str:
    """Return "12 points", "0.4 points", "1 point"; less than half a tenth is nothing."""
    tenths = Decimal(rounded(exact, 1)).scaleb(-1)
    return f"{tenths.normalize():f} point{'' if tenths == _ONE else 's'}" if tenths else ""

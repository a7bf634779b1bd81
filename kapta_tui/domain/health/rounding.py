"""Rounding half up, exactly: scores are whole hundredths, so that stored rows reproduce the total (domain.md 4.1)."""

from __future__ import annotations

from fractions import Fraction
from math import floor

_DIGITS = 9
"""Digits of a hundredth at which a float that stands for a half is taken for one."""


def half_up(numerator: int, denominator: int) -> int:
    """Return the nearest whole number to a fraction of positive denominator, halves upwards."""
    return (2 * numerator + denominator) // (2 * denominator)


def rounded(value: Fraction, places: int = 0) -> int:
    """Return `value` in units of 10^-places, half up."""
    return half_up(value.numerator * 10**places, value.denominator)


def hundredths(value: float) -> int:
    """Return a float of 0..100 in hundredths, half up; what floats lose of a half is made good."""
    return floor(round(value * 100, _DIGITS) + 0.5)

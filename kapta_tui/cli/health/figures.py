"""Figures of health as decimals: what rows keep in ten-thousandths and hundredths."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kapta_tui.domain.health.rounding import rounded


def exact(value: Fraction | None) -> Decimal | None:
    """Return points (0..100) with four decimals."""
    return None if value is None else Decimal(rounded(value, 4)).scaleb(-4)


def kept(value: int | None) -> Decimal | None:
    """Return points that are kept in ten-thousandths."""
    return None if value is None else Decimal(value).scaleb(-4)


def hundredths(value: int | None) -> Decimal | None:
    """Return points that are kept in hundredths."""
    return None if value is None else Decimal(value).scaleb(-2)


def percent(share: int) -> Decimal:
    """Return a share in ten-thousandths as percent with one decimal, as lists of accounts have it."""
    return Decimal(rounded(Fraction(share, 100), 1)).scaleb(-1)

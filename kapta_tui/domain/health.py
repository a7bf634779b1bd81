"""What an active risk takes off the health of its account (domain.md 4.1), and how that is said."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kapta_tui.domain.playbook import Playbook

_HUNDREDTH: Final = Decimal("0.01")
_NOTHING: Final = Decimal(0)


def risk_cost(playbook: Playbook, severity: str | None, likelihood: str | None) -> Decimal:
    """Return the points (0..100) that an active risk takes off the health score, to two decimals, half up.

    `severity` and `likelihood` are codes: a severity that is not set counts as the one the playbook names for
    that, a likelihood that is not set as certain. Where the playbook has no risks they cost nothing.
    """
    if not playbook.enabled("risks"):
        return _NOTHING
    return playbook.health.deduction(severity, likelihood).quantize(_HUNDREDTH, ROUND_HALF_UP)


def cost_words(points: Decimal) -> str:
    """Return what a risk costs as long as it is active: "costs 16 points of health"."""
    return f"costs {_points(points)} of health" if points else "costs no health"


def return_words(points: Decimal) -> str:
    """Return what closing risks gives back: "gives back 16 points of health"; nothing where they cost nothing."""
    return f"gives back {_points(points)} of health" if points else ""


def _points(points: Decimal) -> str:
    return f"{points.normalize():f} point{'' if points == 1 else 's'}"

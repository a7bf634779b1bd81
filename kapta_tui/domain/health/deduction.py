"""What active risks take off the health of their account (domain.md 4.1), and how that is said."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kapta_tui.domain.health.facts import ActiveRisk
    from kapta_tui.domain.playbook import Playbook

_HUNDREDTH: Final = Decimal("0.01")
_NOTHING: Final = Decimal(0)
_OTHERS: Final = Decimal("0.25")
_MOST: Final = Decimal(40)


def risk_cost(playbook: Playbook, severity: str | None, likelihood: str | None) -> Decimal:
    """Return the points (0..100) that an active risk takes off the health score, to two decimals, half up.

    `severity` and `likelihood` are codes: a severity that is not set counts as the one the playbook names for
    that, a likelihood that is not set as certain. Where the playbook has no risks they cost nothing.
    """
    if not playbook.enabled("risks"):
        return _NOTHING
    return playbook.health.deduction(severity, likelihood).quantize(_HUNDREDTH, ROUND_HALF_UP)


def deduction(risks: Iterable[ActiveRisk], playbook: Playbook) -> int:
    """Return what all active risks take off, in hundredths of a point, 0..10000.

    Of several the largest counts whole and each other one a quarter, together at most 40.
    """
    costs = sorted((risk_cost(playbook, risk.severity, risk.likelihood) for risk in risks), reverse=True)
    if len(costs) > 1:
        costs = [min(max(_MOST, costs[0]), costs[0] + _OTHERS * sum(costs[1:]))]
    return int((costs[0] * 100).to_integral_value(ROUND_HALF_UP)) if costs else 0


def cost_words(points: Decimal) -> str:
    """Return what a risk costs as long as it is active: "costs 16 points of health"."""
    return f"costs {_points(points)} of health" if points else "costs no health"


def return_words(points: Decimal) -> str:
    """Return what closing risks gives back: "gives back 16 points of health"; nothing where they cost nothing."""
    return f"gives back {_points(points)} of health" if points else ""


def _points(points: Decimal) -> str:
    return f"{points.normalize():f} point{'' if points == 1 else 's'}"

"""What each active risk takes off (domain.md 4.1; features: row 66)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kapta_tui.domain.health.deduction import risk_cost
from kapta_tui.domain.health.lines.line import NONE, RISK, Line
from kapta_tui.domain.health.score import Health
from kapta_tui.domain.playbook import Playbook


def risk_lines(health: Health, playbook: Playbook) -> Iterator[Line]:
    """Yield a line for each active risk, the largest first; together they earned the deduction, below 0.

    The largest counts whole, of the others each a quarter (part `quarter`), or less where all would take more than
    they may.
    """
    if not playbook.enabled("risks") or health.facts.created > health.day:
        return
    costs = [(Fraction(risk_cost(playbook, one.severity, one.likelihood)), one) for one in health.facts.risks]
    costs.sort(key=lambda cost: -cost[0])
    others = sum((cost for cost, _ in costs[1:]), NONE)
    rest = Fraction(health.scores.deduction, 100) - (costs[0][0] if costs else NONE)
    for place, (cost, risk) in enumerate(costs):
        taken = cost if not place else rest * cost / others if others else NONE
        yield Line(
            RISK,
            "risk",
            "quarter" if place else "",
            "risks",
            risk.id,
            -taken,
            values={
                "severity": risk.severity or "",
                "likelihood": risk.likelihood or "",
                "hundredths": int(100 * cost),
            },
        )

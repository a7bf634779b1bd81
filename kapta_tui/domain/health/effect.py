"""What an active risk does to the score of its account, said before it is saved (features: row 53)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kapta_tui.domain.health.facts import ActiveRisk, HealthFacts
from kapta_tui.domain.health.score import Scores, health
from kapta_tui.domain.playbook import Playbook


class RiskEffect(NamedTuple):
    """Points of raw that go, exact and 0 or more, and the score shown without and with the risk.

    The scores are None where nothing is scored; then it costs nothing.
    """

    cost_exact: Fraction
    score_before: int | None
    score_after: int | None


def risk_effect(
    facts: HealthFacts,
    day: date,
    playbook: Playbook,
    severity: str | None,
    likelihood: str | None,
    risk: int | None = None,
) -> RiskEffect:
    """Return what an active risk with these codes does on `day` to an account of which `facts` are known.

    `risk` is the id of the one that is edited: what is stored of it does not count. Codes may be missing, as in
    `risk_cost`. Where other risks are active or the score reaches 0, it costs less than alone (domain.md 4.1).
    """
    others = tuple(one for one in facts.risks if one.id != risk)
    before = _scores(facts, others, day, playbook)
    after = _scores(facts, (*others, ActiveRisk(risk or 0, severity, likelihood)), day, playbook)
    cost = (before.raw or Fraction(0)) - (after.raw or Fraction(0))
    return RiskEffect(cost, before.score, after.score)


def _scores(facts: HealthFacts, risks: tuple[ActiveRisk, ...], day: date, playbook: Playbook) -> Scores:
    return health(replace(facts, risks=risks), day, playbook).scores

"""What severity and likelihood lead to, said while they are chosen: the proposed priority and the cost in health."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kapta_tui.domain import risk as rules
from kapta_tui.domain.health import cost_words, return_words, risk_cost
from kapta_tui.domain.health.effect import RiskEffect, risk_effect
from kapta_tui.domain.health.effectwords import effect_words, gain_words
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.playbook import Playbook

Rating = tuple[str | None, str | None]
"""Codes of severity and likelihood, None where they are not set."""


class Weighed(NamedTuple):
    """What is known of the risk's account on a day, so that its score follows without the store.

    `risk` is the id of the risk that is edited, None for a new one.
    """

    facts: HealthFacts
    day: date
    risk: int | None = None

    def effect(self, playbook: Playbook, rating: Rating) -> RiskEffect:
        """Return what the risk does to the score while it is active."""
        return risk_effect(self.facts, self.day, playbook, *rating, self.risk)

    @property
    def is_second(self) -> bool:
        """Whether another risk of the account is active."""
        return any(risk.id != self.risk for risk in self.facts.risks)


def health_words(
    playbook: Playbook,
    status: str | None,
    severity: str | None,
    likelihood: str | None,
    before: Rating | None,
    weighed: Weighed | None = None,
) -> str:
    """Return what the risk costs while it is active, or gives back when it ends; empty where risks cost nothing.

    `before` is the stored risk where it is active, None for one that is new or closed. Without `weighed`, as long as
    the account is not known, the points are said alone.
    """
    if not playbook.enabled("risks"):
        return ""
    is_active = status is None or not rules.is_closed(status)
    rating = (severity, likelihood) if is_active else before
    if rating is None:
        return ""
    alone = risk_cost(playbook, *rating)
    if weighed is None:
        return cost_words(alone) if is_active else return_words(alone)
    effect = weighed.effect(playbook, rating)
    if not is_active:
        return gain_words(effect, alone)
    # One risk of an account is active at a time, and it takes the reasons of the second one.
    return "no more than the active risk" if weighed.is_second else effect_words(effect, alone)


def by_hand_words(playbook: Playbook, chosen: str | None, proposed: str | None) -> str:
    """Return that the priority `chosen` is an override, and the way back; empty where it is none."""
    if chosen is None or chosen == proposed:
        return ""
    if proposed is None:
        return "set by hand; none is proposed yet"
    return f"set by hand; delete goes back to {playbook.label('priority', proposed)}"

"""What a risk does to the score is foretold as it will be, whatever the account (features: row 53)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.health.effect import RiskEffect, risk_effect
from kapta_tui.domain.health.effectwords import effect_words, gain_words
from kapta_tui.domain.health.facts import ActiveRisk, HealthFacts
from kapta_tui.domain.health.score import health
from kapta_tui.screens.risks.weighing import Rating, Weighed, health_words
from tests.unit.healthcases import BOOK, DAY, EXAMPLE_A, accounts, ago

RATED = st.tuples(
    st.sampled_from((None, "low", "medium", "high", "critical")),
    st.sampled_from((None, "unlikely", "possible", "likely", "almost_certain")),
)
POINTS = Decimal(16)


@given(accounts(), RATED)
def test_the_scores_foretold_are_those_with_the_risk_and_without(facts: HealthFacts, rating: Rating) -> None:
    others = tuple(risk._replace(id=number) for number, risk in enumerate(facts.risks, 10))
    stored = replace(facts, risks=(*others, ActiveRisk(7, "low", "unlikely")))
    effect = risk_effect(stored, DAY, BOOK, *rating, risk=7)
    without = health(replace(facts, risks=others), DAY, BOOK).scores
    with_it = health(replace(facts, risks=(*others, ActiveRisk(7, *rating))), DAY, BOOK).scores
    assert (effect.score_before, effect.score_after) == (without.score, with_it.score)
    assert effect.cost_exact == (without.raw or 0) - (with_it.raw or 0) >= 0


@pytest.mark.parametrize(
    ("effect", "costs", "gives"),
    [
        (
            RiskEffect(Fraction(12), 67, 55),
            "costs 12 points of health: 67 → 55",
            "gives back 12 points: 55 → 67",
        ),
        (RiskEffect(Fraction(1), 67, 66), "costs 1 point of health: 67 → 66", "gives back 1 point: 66 → 67"),
        (
            RiskEffect(Fraction(25, 3), 8, 0),
            "costs 8.3 points of health: 8 → 0",
            "gives back 8.3 points: 0 → 8",
        ),
        (RiskEffect(Fraction(0), 0, 0), "costs no health: it is 0 already", ""),
        (
            RiskEffect(Fraction(0), None, None),
            "costs 16 points of health once there is a score",
            "gives back 16 points of health once there is a score",
        ),
    ],
)
def test_what_is_lost_is_said_with_the_score_before_and_after(
    effect: RiskEffect, costs: str, gives: str
) -> None:
    assert effect_words(effect, POINTS) == costs
    assert gain_words(effect, POINTS) == gives


def test_a_risk_that_costs_nothing_by_the_rules_says_so() -> None:
    nothing = RiskEffect(Fraction(0), 62, 62)
    assert effect_words(nothing, Decimal(0)) == "costs no health"
    assert gain_words(RiskEffect(Fraction(0), None, None), Decimal(0)) == ""


def test_the_form_says_the_scores_of_the_account_and_nothing_of_a_risk_that_cannot_be() -> None:
    known = Weighed(EXAMPLE_A, DAY, 1)
    assert (
        health_words(BOOK, "open", "medium", "possible", None, known) == "costs 6 points of health: 68 → 62"
    )
    ended = health_words(BOOK, "closed_lost", "high", "likely", ("medium", "possible"), known)
    assert ended == "gives back 6 points: 62 → 68"
    second = known._replace(risk=None)
    assert health_words(BOOK, "open", "high", None, None, second) == "no more than the active risk"
    unborn = Weighed(replace(EXAMPLE_A, created=ago(-1)), DAY, 1)
    assert health_words(BOOK, "open", "high", None, None, unborn).endswith("once there is a score")

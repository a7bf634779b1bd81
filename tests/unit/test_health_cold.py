"""Who goes cold next, and what an active risk does to the score (features: rows 65 and 53)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.contacts import KeyPlayer, coverage_gaps
from kapta_tui.domain.health.cold import cold_on, going_cold
from kapta_tui.domain.health.effect import RiskEffect, risk_effect
from kapta_tui.domain.health.facts import ActiveRisk, HealthFacts, Player
from kapta_tui.domain.health.score import health
from tests.unit.healthcases import BOOK, DAY, EXAMPLE_A, RISKS, accounts, ago, weighed


def test_who_goes_cold_next_comes_first_and_the_cold_ones_follow() -> None:
    found = going_cold(EXAMPLE_A, DAY, BOOK)
    assert [(one.player, one.cold_on, one.weight) for one in found] == [
        (2, date(2026, 7, 17), 3),
        (3, date(2026, 8, 10), 1),
        (1, date(2026, 5, 18), 3),
        (4, None, 1),
    ]
    assert [one.is_cold(DAY) for one in found] == [False, False, True, True]


def test_silence_costs_the_share_that_the_player_has_in_freshness() -> None:
    costs = {one.player: one.costs for one in going_cold(EXAMPLE_A, DAY, BOOK)}
    # Never spoken with: 1 of 8 of the key players' 60 %, of 15 points.
    assert costs[4] == Fraction(1, 8) * Fraction(60, 100) * 15
    # The sponsor keeps 12.5 of 100 today: 3 of 8 of 87.5, rounded in hundredths of the factor.
    assert abs(costs[1] - Fraction("87.5") * 3 / 8 * Fraction(6, 10) * Fraction(15, 100)) < Fraction(1, 500)


@given(accounts())
def test_costs_are_the_difference_that_one_word_makes_on_that_day(facts: HealthFacts) -> None:
    for one in going_cold(facts, DAY, BOOK):
        on = max(DAY, one.cold_on or DAY)
        players = tuple(
            player._replace(newest=on) if player.id == one.player else player for player in facts.players
        )
        quiet = health(facts, on, BOOK).scores.raw or 0
        assert one.costs == (health(replace(facts, players=players), on, BOOK).scores.raw or 0) - quiet
        assert one.costs >= 0


@given(st.integers(0, 200))
def test_a_strong_key_player_is_cold_on_the_day_on_which_the_coverage_says_so(days: int) -> None:
    newest = ago(days)
    player = KeyPlayer(1, "Ana", power="final_say", last_contact=newest)
    is_gap = any(gap.rule == "power_silent" for gap in coverage_gaps([player], BOOK, DAY))
    assert is_gap == (cold_on(newest, BOOK) <= DAY)


def test_the_calendar_ends_before_the_last_ones_go_cold() -> None:
    assert cold_on(date.max, BOOK) == date.max
    facts = replace(EXAMPLE_A, players=(Player(1, None, date.max - timedelta(1)),))
    assert going_cold(facts, date.max, BOOK)[0].cold_on == date.max


@pytest.mark.parametrize(
    ("severity", "likelihood", "cost", "after"),
    [
        ("high", "possible", 12, 56),
        ("medium", "possible", 6, 62),
        (None, None, 10, 58),
        ("low", "unlikely", 2, 66),
    ],
)
def test_a_risk_says_before_it_is_saved_what_it_costs(
    severity: str | None, likelihood: str | None, cost: int, after: int
) -> None:
    calm = replace(EXAMPLE_A, risks=())
    effect = risk_effect(calm, DAY, BOOK, severity, likelihood)
    assert effect == (Fraction(cost), 68, after)
    # What is stored of a risk that is edited does not count.
    assert risk_effect(EXAMPLE_A, DAY, BOOK, severity, likelihood, risk=1) == effect


def test_a_risk_costs_nothing_where_nothing_is_scored() -> None:
    assert risk_effect(EXAMPLE_A, DAY, weighed(), "critical", None) == RiskEffect(Fraction(0), None, None)


@given(accounts(), RISKS)
def test_a_risk_never_raises_a_score_nor_takes_more_than_there_is(
    facts: HealthFacts, risk: ActiveRisk
) -> None:
    effect = risk_effect(facts, DAY, BOOK, risk.severity, risk.likelihood)
    raw = health(facts, DAY, BOOK).scores.raw or 0
    assert 0 <= effect.cost_exact <= raw

"""The score: which factors count, what risks take off, and what is rounded (domain.md 4.1 and 4.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.domain.health.deduction import deduction
from kapta_tui.domain.health.facts import ActiveRisk, HealthFacts, NoteFacts, Review, Satisfied
from kapta_tui.domain.health.score import Factor, Scores, health, scores_of
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import FACTORS
from tests.unit.healthcases import BOOK, DAY, EXAMPLE_A, EXAMPLE_B, SEEDS, accounts, ago, fact, many, weighed

MEDIUM = ActiveRisk(1, "medium", "possible")
HIGH = ActiveRisk(2, "high", "almost_certain")


def of(facts: HealthFacts, factor: str, book: Playbook = BOOK, day: date = DAY) -> Factor:
    return next(found for found in health(facts, day, book).scores.factors if found.name == factor)


@pytest.mark.parametrize("factor", ["plan", "notes", "freshness"])
def test_what_is_empty_counts_0_from_the_thirtieth_day_of_an_account_on(factor: str) -> None:
    assert of(fact(created=ago(29)), factor).state == "missing"
    assert of(fact(created=ago(30)), factor).score == 0


@pytest.mark.parametrize("factor", ["plan", "notes", "freshness"])
def test_what_is_empty_is_left_out_where_the_playbook_says_skip(factor: str) -> None:
    rules = BOOK.health._replace(empty={**BOOK.health.empty, factor: "skip"})
    assert of(fact(), factor, BOOK._replace(health=rules)).state == "missing"
    assert of(fact(), "profile", BOOK._replace(health=rules)).score == 0


def test_notes_older_than_their_window_leave_freshness_but_no_notes() -> None:
    old = fact(notes=NoteFacts(0, 0, ago(104)))
    assert of(old, "notes").score == 0
    assert of(old, "freshness").score == 500


@pytest.mark.parametrize(
    ("days", "score", "stale"), [(0, 5000, False), (120, 5000, False), (121, 5000, True), (365, 5000, True)]
)
def test_a_review_is_stale_after_120_days_and_counts_for_365(days: int, score: int, stale: bool) -> None:
    found = of(fact(review=Review(1, ago(days), 3)), "qbr")
    assert (found.score, found.stale) == (score, stale)


@pytest.mark.parametrize(
    ("days", "score", "stale"), [(0, 7000, False), (90, 7000, False), (91, 7000, True), (180, 7000, True)]
)
def test_satisfaction_is_stale_after_90_days_and_counts_for_180(days: int, score: int, stale: bool) -> None:
    found = of(fact(satisfied=Satisfied(7, ago(days))), "satisfaction")
    assert (found.score, found.stale) == (score, stale)


def test_a_value_that_has_expired_is_missing_and_no_longer_stale() -> None:
    old = fact(review=Review(1, ago(366), 5), satisfied=Satisfied(10, ago(181)))
    for factor in ("qbr", "satisfaction"):
        assert (of(old, factor).state, of(old, factor).stale) == ("missing", False)


@pytest.mark.parametrize(("rating", "score"), [(1, 0), (2, 2500), (3, 5000), (4, 7500), (5, 10_000)])
def test_a_rating_counts_25_points_a_step(rating: int, score: int) -> None:
    assert of(fact(review=Review(1, DAY, rating)), "qbr").score == score


def test_with_all_weights_0_nothing_is_scored() -> None:
    found = health(EXAMPLE_A, DAY, weighed()).scores
    assert (found.score, found.base, found.raw, found.raw_kept) == (None, None, None, None)
    assert found.band(BOOK.health.bands) is None
    assert found.measured == 0


def test_one_factor_alone_is_the_base() -> None:
    found = health(EXAMPLE_A, DAY, weighed(freshness=7)).scores
    assert (found.base, found.raw) == (Fraction("55.41"), Fraction("49.41"))
    assert found.measured == 1


def test_nothing_is_scored_before_the_account_was_known() -> None:
    found = health(EXAMPLE_A, EXAMPLE_A.created - timedelta(1), BOOK).scores
    assert (found.score, found.deduction) == (None, 0)
    assert found.measured == 0
    assert health(EXAMPLE_A, EXAMPLE_A.created, BOOK).scores.score is not None


def test_a_year_with_a_leap_day_has_366_days() -> None:
    rated = fact(created=date(2026, 1, 1), review=Review(1, date(2027, 3, 1), 5))
    assert of(rated, "qbr", day=date(2028, 2, 29)).score == 10_000
    assert of(rated, "qbr", day=date(2028, 3, 1)).score is None


def test_an_archived_account_is_scored_all_the_same() -> None:
    assert health(replace(EXAMPLE_A, archived=True), DAY, BOOK).scores.score == 62


@pytest.mark.parametrize("feature", ["plans", "qbrs", "satisfaction"])
def test_a_factor_whose_feature_is_off_is_disabled(feature: str) -> None:
    off = BOOK._replace(features={**BOOK.features, feature: False})
    found = health(EXAMPLE_A, DAY, off).scores
    assert {factor.name for factor in found.factors if not factor.weight} == {
        feature.removesuffix("s"),
        "delivery",
    }
    assert found.measured == 1


def test_factors_without_a_value_leave_the_rest_renormalised() -> None:
    found = health(EXAMPLE_B, DAY, BOOK).scores
    assert [factor.name for factor in found.factors if factor.counts] == ["profile", "notes", "freshness"]
    assert found.share_of == 45
    assert found.measured == Fraction(45, 100)


@pytest.mark.parametrize("severity", [None, "gone"])
def test_a_risk_of_unknown_severity_counts_as_medium(severity: str | None) -> None:
    assert deduction([MEDIUM._replace(severity=severity)], BOOK) == 600


def test_of_several_risks_the_others_count_a_quarter_each() -> None:
    assert deduction([MEDIUM, HIGH, MEDIUM], BOOK) == 2000 + 150 + 150


def test_several_risks_take_off_at_most_40() -> None:
    critical = ActiveRisk(3, "critical", None)
    assert deduction([critical, critical], BOOK) == 3750
    assert deduction([critical] * 3, BOOK) == 4000


def test_risks_take_nothing_off_where_they_are_switched_off() -> None:
    off = BOOK._replace(features={**BOOK.features, "risks": False})
    assert health(EXAMPLE_A, DAY, off).scores.raw == Fraction("67.9695")


@pytest.mark.parametrize(("hundredths", "shown"), [(7450, 75), (7449, 74), (50, 1), (49, 0), (10_000, 100)])
def test_the_score_shown_is_rounded_half_up(hundredths: int, shown: int) -> None:
    found = Scores((Factor("plan", hundredths, 1),))
    assert found.score == shown
    assert found.band(BOOK.health.bands) == ("healthy" if shown >= 75 else "watch" if shown >= 50 else "poor")


def test_the_score_is_never_below_0() -> None:
    found = Scores((Factor("plan", 1000, 1),), 2000)
    assert (found.base, found.raw, found.score) == (Fraction(10), Fraction(0), 0)


@given(SEEDS)
@settings(max_examples=30)
def test_a_kept_row_gives_the_score_again(seed: int) -> None:
    for found in many(seed):
        values = [factor.score for factor in found.factors]
        again = scores_of(values, [factor.weight for factor in found.factors], found.deduction)
        assert [factor.name for factor in again.factors] == list(FACTORS)
        assert (again, again.score, again.raw) == (found, found.score, found.raw)


@given(SEEDS)
@settings(max_examples=30)
def test_the_score_is_the_weighted_mean_less_the_deduction(seed: int) -> None:
    for found in many(seed):
        counted = [
            (f.weight, Fraction(f.score, 100)) for f in found.factors if f.weight and f.score is not None
        ]
        if not counted:
            assert found.raw is None
            continue
        weights = sum(weight for weight, _ in counted)
        mean = sum((weight * score for weight, score in counted), Fraction(0)) / weights
        assert found.base == mean
        assert found.raw == max(Fraction(0), mean - Fraction(found.deduction, 100))
        assert found.score is not None
        assert found.score - Fraction(1, 2) <= found.raw < found.score + Fraction(1, 2)


@given(accounts(), st.sampled_from(["normal", "strategic"]))
@settings(max_examples=200)
def test_any_account_is_scored_within_0_and_100(facts: HealthFacts, code: str) -> None:
    found = health(replace(facts, type=code), DAY, BOOK).scores
    assert found.score is not None
    assert 0 <= found.score <= 100
    assert 0 < found.measured <= 1
    assert all(0 <= factor.score <= 10_000 for factor in found.factors if factor.score is not None)
    assert not any(factor.stale and factor.score is None for factor in found.factors)


@given(accounts(), st.data())
@settings(max_examples=200)
def test_closing_a_risk_never_lowers_the_score(facts: HealthFacts, data: st.DataObject) -> None:
    with_risk = replace(facts, risks=(*facts.risks, data.draw(st.sampled_from([MEDIUM, HIGH]))))
    closed = data.draw(st.integers(0, len(with_risk.risks) - 1))
    fewer = with_risk.risks[:closed] + with_risk.risks[closed + 1 :]
    before, after = (
        health(known, DAY, BOOK).scores.raw for known in (with_risk, replace(facts, risks=fewer))
    )
    assert before is not None
    assert after is not None
    assert after >= before


@given(accounts(), st.integers(0, 3))
@settings(max_examples=200)
def test_a_better_satisfaction_never_lowers_the_score(facts: HealthFacts, score: int) -> None:
    raws = [
        health(replace(facts, satisfied=Satisfied(value, DAY)), DAY, BOOK).scores.raw or 0
        for value in (score, score + 7)
    ]
    assert raws == sorted(raws)

"""Whole points that add up to the score shown, and parts that add up to their total (domain.md 4.3, "Why n?")."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.domain.health.points import apportion, breakdown
from kapta_tui.domain.health.score import Factor, Scores, scores_of
from tests.unit.healthcases import SEEDS, many

THIRDS = st.integers(-300_000, 300_000).map(lambda thirds: Fraction(thirds, 3000))
PARTS = st.lists(THIRDS, min_size=1, max_size=9)


def of(*values: int, deduction: int = 0, weights: tuple[int, ...] = ()) -> Scores:
    """Return factors with these scores in hundredths, all of the same weight if nothing else is said."""
    known = weights or (1,) * len(values)
    names = "abcdefg"
    return Scores(tuple(map(Factor, names, values, known)), deduction)


@given(SEEDS)
@settings(max_examples=50)
def test_points_less_the_deduction_add_up_to_the_score(seed: int) -> None:
    for scores in many(seed):
        found = breakdown(scores)
        if found is None:
            assert scores.score is None
            continue
        assert (
            sum(row.shown for row in found.rows) - found.deduction + found.clamp
            == scores.score
            == found.score
        )
        assert [row.factor for row in found.rows] == [factor for factor in scores.factors if factor.counts]
        assert sum(row.possible for row in found.rows) == 100
        assert sum(row.exact for row in found.rows) == scores.base
        assert all(row.shown - floor(row.exact) in (0, 1) for row in found.rows)
        assert all(row.shown == row.exact for row in found.rows if row.exact.denominator == 1)
        assert found.clamp >= 0


def test_without_a_score_there_are_no_points() -> None:
    assert breakdown(scores_of([None] * 7, [1] * 7, 0)) is None


def test_ties_go_to_the_first_factor() -> None:
    found = breakdown(of(10_000, 10_000, 10_000))
    assert found is not None
    assert [row.shown for row in found.rows] == [34, 33, 33]


@pytest.mark.parametrize(
    ("deduction", "line", "score"), [(600, 6, 94), (650, 6, 94), (651, 7, 93), (649, 6, 94), (0, 0, 100)]
)
def test_the_line_of_the_deduction_is_rounded_half_up_as_the_negative_it_is(
    deduction: int, line: int, score: int
) -> None:
    found = breakdown(of(10_000, deduction=deduction))
    assert found is not None
    assert ([row.shown for row in found.rows], found.deduction, found.score) == ([100], line, score)


@pytest.mark.parametrize(
    ("base", "deduction", "shown", "clamp"),
    [
        (2500, 3000, 25, 5),
        (2950, 2951, 30, 0),
        (2950, 2950, 29, 0),
        (3000, 3000, 30, 0),
        (0, 1000, 0, 10),
        (2540, 3000, 25, 5),
    ],
)
def test_what_is_taken_below_0_is_given_back(base: int, deduction: int, shown: int, clamp: int) -> None:
    found = breakdown(of(base, deduction=deduction))
    assert found is not None
    assert (found.rows[0].shown, found.clamp, found.score) == (shown, clamp, 0)


@given(PARTS, st.integers(0, 4))
@settings(max_examples=300)
def test_parts_add_up_to_the_total_rounded_half_up(parts: list[Fraction], places: int) -> None:
    found = apportion(parts, places)
    unit = Fraction(1, 10**places)
    total, rounded = sum(parts, Fraction(0)), Fraction(sum(found))
    assert (rounded / unit).denominator == 1
    assert rounded - unit / 2 <= total < rounded + unit / 2
    for exact, part in zip(parts, found, strict=True):
        assert abs(exact - Fraction(part)) < unit
        assert bool(exact) or not part


@given(PARTS, st.integers(-500, 500))
@settings(max_examples=300)
def test_parts_add_up_to_any_total_they_are_given(parts: list[Fraction], total: int) -> None:
    assert sum(apportion(parts, 2, Fraction(total))) == total


def test_parts_have_as_many_decimals_as_asked_for_and_may_be_negative() -> None:
    found = apportion([Fraction(1, 3), Fraction(-2, 3), Fraction(1, 3)], 2)
    assert found == (Decimal("0.34"), Decimal("-0.67"), Decimal("0.33"))
    assert [str(part) for part in apportion([Fraction(2), Fraction(-1)], 4)] == ["2.0000", "-1.0000"]
    assert apportion([], 2) == ()

"""The worked examples of the health score, to the last digit (domain.md 4.4 to 4.6)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from kapta_tui.domain.health.causes import causes, rules_changed, you_changed
from kapta_tui.domain.health.facts import ActiveRisk, NoteFacts, Player, Review
from kapta_tui.domain.health.family import Member, combined
from kapta_tui.domain.health.points import apportion, breakdown
from kapta_tui.domain.health.score import health
from kapta_tui.domain.health.words import change_words, measured_words, score_words
from tests.unit.healthcases import BEFORE_A, BOOK, DAY, EXAMPLE_A, EXAMPLE_B, NO_QBRS, fact, weighed

A = health(EXAMPLE_A, DAY, BOOK).scores
B = health(EXAMPLE_B, DAY, NO_QBRS).scores


def as_a(**other: object) -> Fraction:
    """Return the raw score of example A with other facts."""
    known = {name: getattr(EXAMPLE_A, name) for name in EXAMPLE_A.__dataclass_fields__}
    raw = health(fact(**known | other), DAY, BOOK).scores.raw
    assert raw is not None
    return raw


def test_example_a_is_62() -> None:
    found = {factor.name: factor.score for factor in A.factors}
    assert found == {
        "profile": 7490,
        "plan": 6938,
        "notes": 7833,
        "qbr": 5000,
        "freshness": 5541,
        "satisfaction": 8000,
        "delivery": None,
    }
    assert (A.base, A.raw) == (Fraction("67.9695"), Fraction("61.9695"))
    assert (A.score, A.raw_kept, A.deduction, A.measured_kept) == (62, 619_695, 600, 10_000)
    assert score_words(A.score, A.band(BOOK.health.bands)) == "62 ◐ watch"


def test_example_a_is_62_of_whole_points() -> None:
    found = breakdown(A)
    assert found is not None
    assert [(row.factor.name, row.exact, row.shown, row.possible) for row in found.rows] == [
        ("profile", Fraction("14.98"), 15, Fraction(20)),
        ("plan", Fraction("17.345"), 17, Fraction(25)),
        ("notes", Fraction("7.833"), 8, Fraction(10)),
        ("qbr", Fraction("7.5"), 8, Fraction(15)),
        ("freshness", Fraction("8.3115"), 8, Fraction(15)),
        ("satisfaction", Fraction(12), 12, Fraction(15)),
    ]
    assert (found.deduction, found.clamp, found.score) == (6, 0, 62)


def test_what_would_raise_example_a() -> None:
    talked = tuple(
        Player(player.id, player.role, DAY if player.id == 1 else player.newest)
        for player in EXAMPLE_A.players
    )
    assert as_a(players=talked, notes=NoteFacts(6, 3, DAY)) == Fraction("67.867")
    assert as_a(risks=()) == Fraction("67.9695")
    assert as_a(review=Review(1, DAY, 4)) - Fraction("61.9695") == Fraction("3.75")
    covered = EXAMPLE_A.plan._replace(covered=frozenset({"customer", "internal"}))
    # Both scores of the plan, 79.375 and 69.375, are rounded up.
    assert as_a(plan=covered) - Fraction("61.9695") == Fraction("2.5")


def test_example_b_is_22_and_poor() -> None:
    found = {factor.name: (factor.score, factor.state) for factor in B.factors}
    assert found == {
        "profile": (2622, "scored"),
        "plan": (None, "missing"),
        "notes": (3333, "scored"),
        "qbr": (None, "disabled"),
        "freshness": (10_000, "scored"),
        "satisfaction": (None, "missing"),
        "delivery": (None, "disabled"),
    }
    assert (B.base, B.raw) == (Fraction("2357.7") / 45, Fraction("2357.7") / 45 - 30)
    assert (B.score, B.raw_kept, B.measured) == (22, 223_933, Fraction(45, 85))
    assert score_words(B.score, B.band(BOOK.health.bands)) == "22 ○ poor"
    assert measured_words(B.measured) == "52.9 % measured"


def test_example_b_with_reviews_that_were_never_held_is_the_same_but_measures_less() -> None:
    held = health(EXAMPLE_B, DAY, BOOK).scores
    assert (held.raw, held.measured) == (B.raw, Fraction(45, 100))
    assert measured_words(held.measured) == "45 % measured"


def test_example_c_splits_the_change_of_30_days_into_its_causes() -> None:
    assert (BEFORE_A.base, BEFORE_A.score) == (Fraction(6075, 85), 71)
    assert A.score is not None
    assert A.score - 71 == -9
    found = causes(BEFORE_A, A)
    shown = apportion([cause.change for cause in found], 4)
    assert [(cause.kind, cause.factor, part) for cause, part in zip(found, shown, strict=True)] == [
        ("entered", "satisfaction", Decimal("1.2794")),
        ("factor", "profile", Decimal("1.9800")),
        ("factor", "plan", Decimal("-2.6550")),
        ("factor", "notes", Decimal("-1.1670")),
        ("factor", "freshness", Decimal("-2.9385")),
        ("risk", "", Decimal("-6.0000")),
    ]
    assert sum(shown) == Decimal("-9.5011")
    assert found[0].change == Fraction("0.15") * (80 - Fraction(6075, 85))
    assert you_changed(found) == Fraction("61.9695") - Fraction(6075, 85)
    assert float(you_changed(found)) == pytest.approx(-9.50108823, abs=1e-8)
    assert rules_changed(found) == 0
    assert change_words(found) == "mostly a new or larger risk (-6.0); then freshness (-2.9) and plan (-2.7)"


def test_the_example_of_a_parent_is_49() -> None:
    worst = Member(2, Fraction("22.3933"), 50_000_00, "EUR")
    members = [Member(1, Fraction("61.9695"), 100_000_00, "EUR"), worst, Member(3, None, 70_000_00, "EUR")]
    found = combined(members)
    assert found.raw == Fraction("7316.615") / 150
    assert (found.score, found.worst, found.scored, found.members) == (49, worst, 2, 3)
    assert found.by_value


def test_if_base_were_25_a_critical_risk_would_leave_0_and_give_5_back() -> None:
    certain = (ActiveRisk(1, "critical", "almost_certain"),)
    rated = health(fact(review=Review(1, DAY, 2), risks=certain), DAY, weighed(qbr=1)).scores
    found = breakdown(rated)
    assert found is not None
    assert rated.base == 25
    assert ([row.shown for row in found.rows], found.deduction, found.clamp, found.score) == ([25], 30, 5, 0)

"""The change of a score split into its causes, exactly (domain.md 4.3)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings

from kapta_tui.domain.health.causes import Cause, causes, rules_changed, you_changed
from kapta_tui.domain.health.score import Factor, Scores
from tests.unit.healthcases import SEEDS, many


def of(deduction: int = 0, **factors: tuple[int | None, int]) -> Scores:
    """Return factors by name, each with score 0..100 and weight."""
    made = [
        Factor(name, None if score is None else 100 * score, weight)
        for name, (score, weight) in factors.items()
    ]
    return Scores(tuple(made), deduction)


def whole(kind: str, factor: str, change: Fraction | int, *, by_rules: bool = False) -> tuple[object, ...]:
    return kind, factor, Fraction(change), by_rules


@given(SEEDS)
@settings(max_examples=30)
def test_causes_add_up_exactly_to_the_raw_change(seed: int) -> None:
    scores = list(many(seed))
    for old, new, by_old in zip(scores, scores[1:], scores[2:], strict=False):
        if old.raw is None or new.raw is None:
            assert causes(old, new) == ()
            continue
        for known in (None, new, by_old):
            found = causes(old, new, known)
            assert sum(cause.change for cause in found) == new.raw - old.raw
            assert you_changed(found) + rules_changed(found) == new.raw - old.raw
            assert all(cause.change for cause in found)


@given(SEEDS)
@settings(max_examples=10)
def test_where_the_rules_are_the_same_facts_changed_everything(seed: int) -> None:
    scores = list(many(seed))
    for old, new in pairwise(scores):
        assert rules_changed(causes(old, new, new)) == 0


@given(SEEDS)
@settings(max_examples=10)
def test_where_nothing_changed_there_is_no_cause(seed: int) -> None:
    for scores in many(seed):
        assert causes(scores, scores) == ()


def test_factors_that_leave_or_enter_share_their_step() -> None:
    old = of(profile=(50, 10), plan=(80, 10), notes=(20, 20), qbr=(None, 10), freshness=(None, 20))
    new = of(profile=(50, 10), plan=(None, 10), notes=(None, 20), qbr=(90, 10), freshness=(65, 20))
    assert causes(old, new) == (
        whole("left", "plan", Fraction(10 * (50 - 80), 40)),
        whole("left", "notes", Fraction(20 * (50 - 20), 40)),
        whole("entered", "qbr", Fraction(10 * (90 - 50), 40)),
        whole("entered", "freshness", Fraction(20 * (65 - 50), 40)),
    )


def test_with_no_factor_in_common_the_new_ones_enter_before_the_old_ones_leave() -> None:
    found = causes(of(plan=(40, 1), notes=(None, 1)), of(plan=(None, 1), notes=(80, 1)))
    assert found == (whole("entered", "notes", 20), whole("left", "plan", 20))


def test_the_order_is_left_entered_weights_factors_risk_clamp() -> None:
    old = of(profile=(70, 20), plan=(40, 20), notes=(30, 10), qbr=(None, 15))
    new = of(8000, profile=(50, 40), plan=(None, 20), notes=(40, 10), qbr=(90, 10))
    found = [cause.kind for cause in causes(old, new)]
    assert found == ["left", "entered", "weights", "factor", "factor", "risk", "clamp"]


def test_weights_are_changed_by_rules_while_the_scores_stand_still() -> None:
    found = causes(of(profile=(80, 1), plan=(40, 1)), of(profile=(80, 3), plan=(40, 1)))
    assert found == (whole("weights", "", 10, by_rules=True),)
    assert causes(of(profile=(80, 1), plan=(40, 1)), of(profile=(80, 5), plan=(40, 5))) == ()


def test_weights_of_another_type_of_account_follow_facts() -> None:
    old, new = of(profile=(80, 1), plan=(40, 1)), of(profile=(80, 3), plan=(40, 1))
    assert causes(old, new, new) == (whole("weights", "", 10),)
    middle = of(profile=(80, 1), plan=(40, 3))
    assert causes(old, new, middle) == (
        whole("weights", "", -10),
        whole("weights", "", 20, by_rules=True),
    )


def test_a_factor_that_is_switched_off_or_on_is_changed_by_rules() -> None:
    both, one = of(profile=(80, 1), plan=(40, 1)), of(profile=(80, 1), plan=(40, 0))
    assert causes(both, one) == (whole("left", "plan", 20, by_rules=True),)
    assert causes(one, both) == (whole("entered", "plan", -20, by_rules=True),)


def test_a_factor_enters_or_leaves_by_rules_where_the_old_rules_would_have_kept_it_as_it_was() -> None:
    known, gone = of(profile=(80, 1), qbr=(40, 1)), of(profile=(80, 1), qbr=(None, 1))
    assert causes(known, gone, known) == (whole("left", "qbr", 20, by_rules=True),)
    assert causes(known, gone, gone) == (whole("left", "qbr", 20),)
    assert causes(gone, known, gone) == (whole("entered", "qbr", -20, by_rules=True),)
    assert causes(gone, known, known) == (whole("entered", "qbr", -20),)


def test_a_factor_counts_with_its_new_share() -> None:
    found = causes(of(profile=(80, 1), plan=(80, 1)), of(profile=(80, 1), plan=(40, 3)))
    assert found == (whole("factor", "plan", -30),)


def test_what_rules_did_to_a_factor_is_told_from_what_facts_did() -> None:
    old, new = of(plan=(40, 1)), of(plan=(70, 1))
    assert causes(old, new, of(plan=(50, 1))) == (
        whole("factor", "plan", 10),
        whole("factor", "plan", 20, by_rules=True),
    )


def test_a_factor_that_the_old_rules_would_not_score_any_more_was_changed_by_facts() -> None:
    old, new = of(plan=(80, 1), qbr=(40, 1)), of(plan=(80, 1), qbr=(70, 1))
    assert causes(old, new, of(plan=(80, 1), qbr=(None, 1))) == (whole("factor", "qbr", 15),)


def test_the_deduction_is_split_into_facts_and_rules() -> None:
    found = causes(of(600, plan=(90, 1)), of(2000, plan=(90, 1)), of(1000, plan=(90, 1)))
    assert found == (whole("risk", "", -4), whole("risk", "", -10, by_rules=True))
    assert (you_changed(found), rules_changed(found)) == (Fraction(-4), Fraction(-10))


def test_what_is_cut_off_at_0_is_a_cause() -> None:
    found = causes(of(plan=(20, 1)), of(3000, plan=(20, 1)))
    assert found == (Cause("risk", "", Fraction(-30), False), Cause("clamp", "", Fraction(10), False))


def test_without_a_score_before_or_after_there_are_no_causes() -> None:
    nothing, something = of(plan=(None, 1)), of(plan=(50, 1))
    assert causes(nothing, something) == ()
    assert causes(something, nothing) == ()
    assert you_changed(()) == rules_changed(()) == 0

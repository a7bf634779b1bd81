"""The worked examples of the health score down to single facts (domain.md 4.4 and 4.5)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kapta_tui.domain.health.facts import ActiveRisk, HealthFacts, Review, Satisfied
from kapta_tui.domain.health.lines import RISK, Known, Line, lines
from kapta_tui.domain.health.score import health
from kapta_tui.domain.playbook import Playbook
from tests.unit.healthcases import BOOK, DAY, EXAMPLE_A, EXAMPLE_B, NO_QBRS, QUESTIONS, ago, fact


def told(facts: HealthFacts, factor: str, book: Playbook = BOOK, known: Known | None = None) -> list[Line]:
    """Return the lines of one factor."""
    found = lines(health(facts, DAY, book), book, known or Known())
    return [line for line in found if line.factor == factor]


def these(*values: object) -> tuple[object, ...]:
    """Return values to be compared with others, fractions with whole numbers among them."""
    return values


def points(
    facts: HealthFacts, factor: str, share: Fraction, book: Playbook = BOOK
) -> list[tuple[object, ...]]:
    """Return item, part and points of the factor's own 100, of what it has to give in that unit."""
    return [
        (line.item, line.part, line.earned / share, line.possible / share)
        for line in told(facts, factor, book)
    ]


def test_the_profile_of_example_a_is_a_checklist_of_74_9_points() -> None:
    half = Fraction(1, 2)
    answers = [1] * 5 + [half] * 2 + [0] * 3
    assert points(EXAMPLE_A, "profile", Fraction(20, 100)) == [
        ("website", "", 5, 5),
        ("description", "", 5, 5),
        *[("custom_fields", name, 10 * Fraction(1, 4), Fraction(5, 2)) for name in "abcd"],
        ("executive_sponsor", "", 7, 7),
        ("decision_maker", "", 7, 7),
        ("champion", "", 0, 7),
        ("completeness", "", 7, 8),
        ("breadth", "", Fraction("2.4"), 6),
        ("swot_quadrant", "strengths", 5, 5),
        ("swot_quadrant", "weaknesses", 5, 5),
        ("swot_quadrant", "opportunities", Fraction("2.5"), 5),
        ("swot_quadrant", "threats", 0, 5),
        *[
            ("voc", code, Fraction("1.5") * answer, Fraction("1.5"))
            for code, answer in zip(QUESTIONS, answers, strict=True)
        ],
        ("contract", "", 10, 10),
    ]


def test_what_is_met_half_met_and_missing_of_example_a() -> None:
    state = {(line.item, line.part): line.state for line in told(EXAMPLE_A, "profile")}
    assert state["website", ""] == state["voc", QUESTIONS[0]] == state["contract", ""] == "met"
    assert state["swot_quadrant", "opportunities"] == state["completeness", ""] == "partly"
    assert state["champion", ""] == state["swot_quadrant", "threats"] == "missing"


def test_the_plan_of_example_a_gives_the_rest_of_rounding_to_what_is_partly_met() -> None:
    found = points(EXAMPLE_A, "plan", Fraction(25, 100))
    pace, updated, task = Fraction(35, 4), Fraction(5), Fraction(2)
    # 69.375 is rounded to 69.38; all that is partly met misses 1/2 and 6/10 of an action and half of two tasks.
    missed = pace / 2 + pace * Fraction(6, 10) + 2
    more = Fraction("0.005") / missed
    assert found == [
        ("coverage_customer", "", 15, 15),
        ("coverage_internal", "", 0, 10),
        ("pace", "open", pace, pace),
        ("pace", "open", pace / 2 * (1 + more), pace),
        ("pace", "overdue", pace * (Fraction(4, 10) + Fraction(6, 10) * more), pace),
        ("pace", "open", pace, pace),
        *[("updated", "", updated, updated)] * 3,
        ("updated", "", 0, updated),
        ("tasks", "on_time", 12, 12),
        *[("tasks", "late", 1 + more, task)] * 2,
        *[("tasks", "open", 0, task)] * 2,
    ]
    assert sum(line.earned for line in told(EXAMPLE_A, "plan")) == Fraction("17.345")


def test_every_action_and_task_of_example_a_is_named_with_its_day() -> None:
    plan = told(EXAMPLE_A, "plan")
    paces = [line for line in plan if line.item == "pace"]
    assert [line.record for line in paces] == [("actions", number) for number in (1, 2, 3, 4)]
    assert [(line.number("percent"), line.number("expected")) for line in paces] == [
        (60, 50),
        (25, 50),
        (80, 100),
        (0, 0),
    ]
    assert (paces[2].on, paces[2].days, paces[2].number("late_days")) == (date(2026, 6, 20), 10, 10)
    tasks = [line for line in plan if line.item == "tasks"]
    assert [(line.record, line.part) for line in tasks] == [
        (None, "on_time"),
        (("tasks", 6), "late"),
        (("tasks", 7), "late"),
        (("tasks", 8), "open"),
        (("tasks", 9), "open"),
    ]
    assert [line.number("late_days") for line in tasks[1:]] == [5, 5, 10, 10]


def test_notes_and_freshness_of_example_a() -> None:
    counted, contacts = told(EXAMPLE_A, "notes")
    assert these(counted.number("count"), counted.number("target"), counted.possible) == (5, 6, 7)
    assert these(contacts.number("count"), contacts.number("target"), contacts.possible) == (2, 3, 3)
    assert counted.earned + contacts.earned == Fraction("7.833")
    newest, *players = told(EXAMPLE_A, "freshness")
    assert these(newest.days, newest.possible) == (20, 6)
    assert float(newest.earned) == pytest.approx(0.15 * 0.4 * 87.055, abs=1e-3)
    assert [(line.id, line.days, line.number("weight"), line.possible) for line in players] == [
        (1, 104, 3, Fraction(27, 8)),
        (2, 44, 3, Fraction(27, 8)),
        (3, 20, 1, Fraction(9, 8)),
        (4, None, 1, Fraction(9, 8)),
    ]
    assert [float(line.earned) for line in players] == pytest.approx(
        [0.09 / 8 * part for part in (37.5, 150, 87.055, 0)], abs=1e-3
    )


def test_rating_satisfaction_and_risk_of_example_a() -> None:
    (rating,), (satisfied,) = told(EXAMPLE_A, "qbr"), told(EXAMPLE_A, "satisfaction")
    assert these(rating.record, rating.days, rating.earned, rating.possible) == (
        ("qbrs", 1),
        70,
        Fraction("7.5"),
        15,
    )
    assert these(satisfied.days, satisfied.earned, satisfied.possible) == (5, 12, 15)
    (risk,) = told(EXAMPLE_A, RISK)
    assert these(risk.record, risk.earned, risk.possible, risk.state) == (("risks", 1), -6, 0, "")


def test_the_profile_of_example_b_has_no_line_for_what_does_not_apply() -> None:
    found = points(EXAMPLE_B, "profile", Fraction(20, 45) / 90 * 100, NO_QBRS)
    items = {item: (earned, possible) for item, _, earned, possible in found}
    assert "custom_fields" not in items
    assert sum(possible for _, _, _, possible in found if isinstance(possible, Fraction)) == 90
    assert (items["website"], items["decision_maker"]) == ((5, 5), (7, 7))
    # 23.6 of 90 is 26.222, rounded to 26.22; what that takes is shared by what is partly met: 6, 0.6 and 5.
    less = 1 - (Fraction("23.6") - Fraction("26.22") * 90 / 100) / Fraction("11.6")
    assert items["completeness"] == (6 * less, 8)
    assert items["breadth"] == (Fraction("0.6") * less, 6)
    assert items["contract"] == (5 * less, 10)


def test_what_does_not_count_in_example_b_says_why() -> None:
    reasons = {
        factor: [
            these(line.item, line.part, line.earned, line.possible)
            for line in told(EXAMPLE_B, factor, NO_QBRS)
        ]
        for factor in ("plan", "qbr", "satisfaction", "delivery")
    }
    assert reasons == {
        "plan": [("missing", "young", 0, 0)],
        "qbr": [("disabled", "feature", 0, 0)],
        "satisfaction": [("missing", "never", 0, 0)],
        "delivery": [("disabled", "weight", 0, 0)],
    }
    (risk,) = told(EXAMPLE_B, RISK, NO_QBRS)
    assert risk.earned == -30


def test_what_expired_still_names_its_record_and_its_day() -> None:
    facts = fact(review=Review(7, ago(366), 4), satisfied=Satisfied(9, ago(181)))
    known = Known({("satisfaction", ""): ("satisfaction", 3)})
    (rating,), (satisfied,) = told(facts, "qbr", known=known), told(facts, "satisfaction", known=known)
    assert (rating.item, rating.part, rating.record, rating.days) == ("missing", "expired", ("qbrs", 7), 366)
    assert (satisfied.part, satisfied.record, satisfied.days) == ("expired", ("satisfaction", 3), 181)
    stale = fact(review=Review(7, ago(121), 4), satisfied=Satisfied(9, ago(91)))
    assert [line.part for factor in ("qbr", "satisfaction") for line in told(stale, factor)] == ["stale"] * 2


def test_an_empty_account_has_a_line_for_what_it_lacks() -> None:
    (goal,) = told(fact(), "plan")
    assert these(goal.item, goal.earned, goal.state) == ("goal", 0, "missing")
    assert [line.item for line in told(fact(), "notes")] == ["note_count", "note_contacts"]
    newest, players = told(fact(), "freshness")
    assert (newest.on, players.item, players.part) == (None, "key_player", "none")
    assert players.possible == Fraction(6, 10) * (newest.possible + players.possible)


def test_before_an_account_was_known_nothing_counts_and_no_risk_costs() -> None:
    found = lines(health(fact(created=ago(-1), risks=EXAMPLE_A.risks), DAY, BOOK), BOOK)
    assert {line.part for line in found if line.item == "missing"} == {"unknown"}
    assert not [line for line in found if line.factor == RISK]


def test_of_several_risks_the_largest_counts_whole_and_a_cap_is_shared_by_the_others() -> None:
    risks = (
        ActiveRisk(1, "low", "unlikely"),
        ActiveRisk(2, "critical", "almost_certain"),
        ActiveRisk(3, "high", "likely"),
    )
    found = told(fact(risks=risks), RISK)
    assert [these(line.id, line.earned, line.part) for line in found] == [
        (2, -30, ""),
        (3, -4, "quarter"),
        (1, Fraction("-0.5"), "quarter"),
    ]
    many = tuple(ActiveRisk(number, "critical", None) for number in range(4))
    capped = told(fact(risks=many), RISK)
    assert [line.earned for line in capped] == [-30, *[Fraction(-10, 3)] * 3]


def test_a_talk_that_earns_nothing_any_more_is_missing_and_not_partly_met() -> None:
    faded, fading = (fact(notes=EXAMPLE_A.notes._replace(newest=ago(days))) for days in (1000, 200))
    assert [line.state for line in told(faded, "freshness") if line.item == "newest_note"] == ["missing"]
    (line,) = [line for line in told(fading, "freshness") if line.item == "newest_note"]
    assert (line.state, line.earned > 0) == ("partly", True)

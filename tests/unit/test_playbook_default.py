"""The shipped playbook holds the catalogues of domain.md 3 and the health rules of 4."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kapta_tui.domain import custom
from kapta_tui.domain.kinds import KINDS, NOUNS
from kapta_tui.domain.playbook import default, default_text, parse
from kapta_tui.domain.playbook.health import FACTORS
from kapta_tui.domain.playbook.parse_fields import CUSTOM_NOUNS


def test_twelve_reasons_each_with_three_to_five_resolutions() -> None:
    reasons = default().reasons
    assert [reason.code for reason in reasons] == (
        [
            "SPONSOR",
            "QUIET",
            "SERVICE",
            "DELIVERY",
            "PRODUCT",
            "USAGE",
            "VALUE",
            "PRICE",
            "RIVAL",
            "REORG",
            "TERMS",
            "BILLING",
        ]
    )
    assert all(3 <= len(reason.resolutions) <= 5 for reason in reasons)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("severity", {"low": 1, "medium": 2, "high": 3, "critical": 4}),
        ("likelihood", {"unlikely": 1, "possible": 2, "likely": 3, "almost_certain": 4}),
        ("friendliness", {"advocate": 2, "supporter": 1, "neutral": 0, "sceptic": -1, "hostile": -2}),
        ("decision_power", {"final_say": 4, "strong": 3, "some": 2, "little": 1}),
        ("relationship_strength", {"none": 0, "met": 1, "working": 2, "trusted": 3}),
        ("qbr_rating", {"poor": 1, "weak": 2, "adequate": 3, "good": 4, "excellent": 5}),
    ],
)
def test_scales_have_the_ranks_of_the_domain(name: str, values: dict[str, int]) -> None:
    assert {choice.code: choice.value for choice in default().choices(name)} == values


def test_likelihoods_have_percentages() -> None:
    assert [choice.percent for choice in default().choices("likelihood")] == [10, 30, 60, 90]


def test_stages_have_probabilities_and_on_hold_has_none() -> None:
    stages = {choice.code: choice.value for choice in default().choices("opportunity_stage")}
    assert stages == {
        "discovery": 10,
        "qualification": 25,
        "proposal": 50,
        "negotiation": 75,
        "won": 100,
        "lost": 0,
        "on_hold": None,
    }


def test_four_contact_roles_are_shipped_out_of_use() -> None:
    assert len(default().choices("contact_role")) == 10
    assert len(default().offered("contact_role")) == 6


def test_every_choice_field_of_every_kind_has_its_catalogue() -> None:
    for kind in KINDS.values():
        for field in kind.fields:
            if field.choices:
                codes = {choice.code for choice in default().choices(field.choices)}
                assert codes
                assert field.default is None or field.default in codes


def test_every_jeopardy_code_has_specific_resolutions_or_demands_a_description() -> None:
    book = default()
    counts = {o.code: len(book.codes_for(o.code)) for o in book.choices("jeopardy_origination")}
    assert counts == {"customer": 7, "internal": 7, "provider": 7, "reseller": 7}
    for code in book.jeopardy_codes:
        assert code.describe is not bool(code.resolutions)
        offered = [choice.code for choice in book.jeopardy_resolutions_for(code.code)]
        assert offered == [*code.resolutions, "REDATED", "LINE_CXL", "RAISED_ERR"]


def test_every_jeopardy_resolution_belongs_to_a_code() -> None:
    book = default()
    used = {item for code in book.jeopardy_codes for item in code.resolutions}
    used |= set(book.universal_jeopardy_resolutions)
    assert {choice.code for choice in book.choices("jeopardy_resolution")} == used


def test_a_template_launched_on_a_day_is_due_at_start_plus_offset_plus_duration() -> None:
    template = default().template("onboarding")
    base = template.base(date(2026, 3, 2))
    dates = {action.name: action.dates(base) for goal in template.goals for action in goal.all_actions}
    assert dates["Kick-off"] == (date(2026, 3, 2), date(2026, 3, 9))
    assert dates["First QBR"] == (date(2026, 5, 26), date(2026, 6, 5))


def test_a_renewal_is_counted_back_from_the_end_of_the_contract() -> None:
    template = default().template("renewal")
    assert (template.anchor, template.link) == ("contract_end", "contract")
    base = template.base(date(2026, 12, 31))
    assert base == date(2026, 7, 4)
    last = template.goals[0].all_actions[-1]
    assert last.dates(base)[1] == date(2026, 12, 31)


def test_the_five_templates_hold_what_the_domain_lists() -> None:
    counts = {t.code: (len(t.goals[0].objectives), len(t.goals[0].all_actions)) for t in default().templates}
    assert counts == {
        "onboarding": (3, 7),
        "handoff": (3, 5),
        "renewal": (3, 8),
        "rescue": (3, 7),
        "growth": (3, 6),
    }


def test_the_weekly_check_recurs_until_the_risk_is_closed() -> None:
    tasks = [task for action in default().template("rescue").goals[0].all_actions for task in action.tasks]
    assert [(task.recurrence, task.until) for task in tasks] == [("FREQ=DAILY;INTERVAL=7", "risk_closed")]


def test_default_health_weights_and_bands() -> None:
    health = default().health
    assert [health.weights("normal")[factor] for factor in FACTORS] == [20, 25, 10, 15, 15, 15, 0]
    assert (health.freshness("normal").grace_days, health.freshness("strategic").half_life_days) == (14, 21)
    assert (health.notes("normal").target, health.notes("strategic").target) == (6, 12)
    assert [health.bands.of(score) for score in (100, 75, 74, 50, 49, 0)] == [
        "healthy",
        "healthy",
        "watch",
        "watch",
        "poor",
        "poor",
    ]


@pytest.mark.parametrize(
    ("severity", "likelihood", "points"),
    [
        ("medium", "possible", "6.0"),
        ("critical", "almost_certain", "30.0"),
        (None, None, "10"),
        ("low", None, "5"),
        ("apocalyptic", "possible", "6.0"),
        ("high", "whenever", "20"),
    ],
)
def test_a_risk_takes_points_by_severity_times_likelihood(
    severity: str | None, likelihood: str | None, points: str
) -> None:
    assert default().health.deduction(severity, likelihood) == Decimal(points)


def test_profile_items_add_up_to_one_hundred_with_four_quadrants() -> None:
    points = default().health.profile.points
    assert sum(points.values()) + 3 * points["swot_quadrant"] == 100


def test_the_shipped_text_is_what_the_default_is_parsed_from() -> None:
    assert parse(default_text()) is parse(default_text())
    assert default() == parse(default_text())


def test_an_empty_text_keeps_all_that_is_shipped() -> None:
    assert parse("") == default()


def test_custom_fields_are_allowed_for_just_those_kinds_that_can_hold_them() -> None:
    assert {NOUNS[noun].name for noun in CUSTOM_NOUNS} == custom.CUSTOM_KINDS

"""Rules of account risks (mission S0; domain.md 3.1 and 3.2)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.playbook import Playbook, default, default_text, parse
from kapta_tui.domain.risk import (
    PRIORITY_FROM,
    Labelled,
    RiskFacts,
    check_change,
    check_close,
    check_start,
    closing_statuses,
    days_open,
    expected_loss,
    is_closed,
    priority,
    priority_rule,
    proposed_priority,
    read_reasons,
    read_resolutions,
    settle_priority,
)

BOOK = default()
DAY = date(2026, 6, 30)
QUIET = Labelled("QUIET", "Customer gone quiet")
OWN = Labelled(None, "They moved to the moon")
RESTORED = Labelled("MEETING_RESTORED", "regular meeting restored")
OPEN = RiskFacts("open", (QUIET,), DAY)
CLOSED = OPEN._replace(status="closed_resolved", closed_at=DAY, resolutions=(RESTORED,))


def refused(field: str, playbook: Playbook = BOOK, **changes: Any) -> RuleError:
    """Return the error that starting OPEN with `changes` is refused with."""
    with pytest.raises(RuleError) as caught:
        check_start(playbook, OPEN._replace(**changes), "normal", another_active=False)
    assert caught.value.field == field
    assert caught.value.remedy
    return caught.value


PRIORITIES = ("p4 p4 p4 p3", "p4 p3 p3 p2", "p4 p3 p2 p1", "p3 p2 p1 p1")
MATRIX = [
    (severity, likelihood, expected)
    for severity, row in enumerate(PRIORITIES, 1)
    for likelihood, expected in enumerate(row.split(), 1)
]


@pytest.mark.parametrize(("severity", "likelihood", "expected"), MATRIX)
def test_priority_is_proposed_from_severity_times_likelihood(
    severity: int, likelihood: int, expected: str
) -> None:
    assert priority(severity, likelihood) == expected


@given(*[st.integers(1, 4)] * 4)
def test_a_worse_risk_never_has_a_lower_priority(s: int, n: int, more_s: int, more_n: int) -> None:
    assert priority(max(s, more_s), max(n, more_n)) <= priority(s, n)


def test_the_words_of_the_rule_follow_its_numbers_and_the_labels_of_the_playbook() -> None:
    assert priority_rule(BOOK) == "12 or more is P1, 8 or more P2, 4 or more P3, less P4"
    renamed = parse(default_text().replace('"P1"', '"Now [/x]"'))
    assert priority_rule(renamed).startswith("12 or more is Now [/x], 8")
    assert [(least, priority(least, 1)) for least, _ in PRIORITY_FROM] == list(PRIORITY_FROM)


def test_no_priority_is_proposed_before_both_are_known() -> None:
    assert proposed_priority(BOOK, "high", None) is None
    assert proposed_priority(BOOK, None, "likely") is None
    assert proposed_priority(BOOK, "high", "likely") == "p2"


def test_a_priority_set_by_hand_is_marked() -> None:
    assert settle_priority(BOOK, "high", "likely", None) == ("p2", False)
    assert settle_priority(BOOK, "high", "likely", "p2") == ("p2", False)
    assert settle_priority(BOOK, "high", "likely", "p1") == ("p1", True)
    assert settle_priority(BOOK, None, None, "p1") == ("p1", True)
    assert settle_priority(BOOK, None, None, None) == (None, False)


@given(st.integers(0, 10**15), st.integers(0, 100))
def test_expected_loss_is_value_times_likelihood_half_up(value: int, percent: int) -> None:
    exact = (Decimal(value) * percent / 100).to_integral_value(ROUND_HALF_UP)
    assert expected_loss(value, percent) == exact


def test_expected_loss_is_unknown_without_likelihood() -> None:
    assert expected_loss(10_000, None) is None
    assert expected_loss(5, 30) == 2
    assert expected_loss(5, 10) == 1


def test_statuses_that_begin_with_closed_close() -> None:
    closed = [choice.code for choice in BOOK.choices("risk_status") if is_closed(choice.code)]
    assert closed == ["closed_resolved", "closed_accepted", "closed_reduced", "closed_lost", "closed_invalid"]
    assert [choice.code for choice in closing_statuses(BOOK)] == closed


@given(st.dates(), st.integers(0, 400))
def test_days_open_run_to_the_closing_or_to_today(opened: date, days: int) -> None:
    try:
        later = opened + timedelta(days=days)
    except OverflowError:
        later, days = opened, 0
    assert days_open(opened, None, later) == days
    assert days_open(opened, later, date.max) == days
    assert days_open(later, None, opened) == 0


def test_a_sound_risk_may_start() -> None:
    check_start(BOOK, OPEN, "normal", another_active=False)
    check_start(BOOK, OPEN._replace(reasons=(OWN, QUIET)), "normal", another_active=False)


def test_one_active_risk_per_account() -> None:
    with pytest.raises(RuleError, match="active risk already") as caught:
        check_start(BOOK, OPEN, "normal", another_active=True)
    assert caught.value.field == "status"
    check_start(BOOK, CLOSED, "normal", another_active=True)


def test_a_risk_needs_a_reason() -> None:
    assert "at least one reason" in refused("reasons", reasons=()).cause


def test_a_reason_is_named_once() -> None:
    assert "named twice" in refused("reasons", reasons=(QUIET, OWN, QUIET)).cause
    assert "named twice" in refused("reasons", reasons=(OWN, Labelled(None, OWN.label.upper()))).cause


def test_an_empty_reason_is_refused() -> None:
    assert "empty" in refused("reasons", reasons=(Labelled(None, "  "),)).cause


def test_a_code_that_is_no_reason_is_refused_with_the_reasons() -> None:
    assert "SPONSOR, QUIET" in refused("reasons", reasons=(Labelled("LOUD", "Loud"),)).remedy


def test_custom_reasons_only_where_the_playbook_allows_them() -> None:
    strict = parse(default_text().replace("custom_reasons = true", "custom_reasons = false"))
    refused("reasons", strict, reasons=(OWN,))
    check_start(strict, OPEN, "normal", another_active=False)


def test_an_unknown_status_is_refused_with_the_statuses() -> None:
    assert "open, in_process" in refused("status", status="maybe").remedy


def test_an_active_risk_has_no_closing_date() -> None:
    refused("closed_at", closed_at=DAY)


def test_required_fields_come_from_the_playbook() -> None:
    strict = parse('[required.risk]\nall = ["severity"]\nstrategic = ["assignee"]')
    assert "severity" in refused("severity", strict).cause
    severe = OPEN._replace(severity="high")
    check_start(strict, severe, "normal", another_active=False)
    with pytest.raises(RuleError) as caught:
        check_start(strict, severe, "strategic", another_active=False)
    assert caught.value.field == "assignee"
    check_start(strict, severe._replace(values={"assignee": "omar"}), "strategic", another_active=False)


def test_required_resolutions_wait_for_the_end() -> None:
    strict = parse('[required.risk]\nall = ["resolutions"]')
    check_start(strict, OPEN, "normal", another_active=False)
    with pytest.raises(RuleError):
        check_close(strict, OPEN, CLOSED._replace(status="closed_invalid", resolutions=()), "normal")


def test_closing_needs_a_resolution() -> None:
    with pytest.raises(RuleError, match="at least one resolution") as caught:
        check_close(BOOK, OPEN, CLOSED._replace(resolutions=()), "normal")
    assert caught.value.field == "resolutions"


def test_what_was_no_risk_closes_without_a_resolution() -> None:
    check_close(BOOK, OPEN, CLOSED._replace(status="closed_invalid", resolutions=()), "normal")


@pytest.mark.parametrize(
    "resolution",
    [RESTORED, Labelled("NO_LONGER_APPLIES", "no longer applies"), Labelled(None, "they came back")],
)
def test_a_resolution_belongs_to_the_reason_or_is_universal_or_custom(resolution: Labelled) -> None:
    check_close(BOOK, OPEN, CLOSED._replace(resolutions=(resolution,)), "normal")


def test_a_resolution_of_another_reason_is_refused() -> None:
    with pytest.raises(RuleError) as caught:
        check_close(BOOK, OPEN, CLOSED._replace(resolutions=(Labelled("PAID", "paid in full"),)), "normal")
    assert caught.value.field == "resolutions"
    assert "MEETING_RESTORED" in caught.value.remedy


def test_custom_resolutions_only_where_the_playbook_allows_them() -> None:
    strict = parse(default_text().replace("custom_resolutions = true", "custom_resolutions = false"))
    with pytest.raises(RuleError):
        check_close(strict, OPEN, CLOSED._replace(resolutions=(Labelled(None, "own"),)), "normal")


def test_a_risk_is_not_closed_before_it_was_opened() -> None:
    with pytest.raises(RuleError, match="before it was opened") as caught:
        check_close(BOOK, OPEN, CLOSED._replace(closed_at=DAY - timedelta(days=1)), "normal")
    assert caught.value.field == "closed_at"


def test_a_closed_risk_has_a_closing_date() -> None:
    with pytest.raises(RuleError) as caught:
        check_close(BOOK, OPEN, CLOSED._replace(closed_at=None), "normal")
    assert caught.value.field == "closed_at"


def test_closing_takes_a_closed_status_and_an_active_risk() -> None:
    with pytest.raises(RuleError, match="does not close"):
        check_close(BOOK, OPEN, OPEN._replace(status="in_process"), "normal")
    with pytest.raises(RuleError, match="closed already"):
        check_close(BOOK, CLOSED, CLOSED, "normal")


def test_reopening_is_refused_while_another_is_active() -> None:
    with pytest.raises(RuleError, match="cannot be reopened"):
        check_change(BOOK, CLOSED, OPEN, "normal", another_active=True)
    check_change(BOOK, CLOSED, OPEN, "normal", another_active=False)


def test_a_closed_risk_can_be_edited_beside_an_active_one() -> None:
    other = CLOSED._replace(resolutions=(RESTORED, Labelled(None, "and more")))
    check_change(BOOK, CLOSED, other, "normal", another_active=True)


def test_what_a_risk_already_holds_may_be_retired_meanwhile() -> None:
    text = default_text().replace(
        'QUIET = "Customer gone quiet"', 'QUIET = { label = "Quiet", retired = true }'
    )
    later = parse(text.replace('MEETING_RESTORED = "regular meeting restored"\n', ""))
    renamed = (Labelled("QUIET", "Quiet"),)
    check_change(later, OPEN, OPEN._replace(severity="high", reasons=renamed), "normal", another_active=False)
    check_change(later, CLOSED, CLOSED._replace(severity="high"), "normal", another_active=False)
    with pytest.raises(RuleError):
        check_start(later, OPEN, "normal", another_active=False)


def test_reasons_are_read_from_codes_labels_and_own_words_in_order() -> None:
    found = read_reasons(BOOK, ["quiet", " They moved to the moon ", "PRICE OR BUDGET PRESSURE", "QUIET", ""])
    assert found == (QUIET, OWN, Labelled("PRICE", "Price or budget pressure"))


def test_resolutions_are_read_from_codes_labels_and_own_words() -> None:
    found = read_resolutions(BOOK, (QUIET,), ["Regular meeting restored", "no_longer_applies", "lunch"])
    assert [item.code for item in found] == ["MEETING_RESTORED", "NO_LONGER_APPLIES", None]


def test_closing_without_a_resolution_names_the_way_out_by_its_label() -> None:
    with pytest.raises(RuleError, match="Closed: was not a risk"):
        check_close(BOOK, OPEN, CLOSED._replace(resolutions=()), "normal")

"""What an active risk costs (domain.md 4.1)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.health import cost_words, return_words, risk_cost
from kapta_tui.domain.playbook import default, default_text, parse

BOOK = default()
SEVERITIES = [choice.code for choice in BOOK.choices("severity")]
LIKELIHOODS = [choice.code for choice in BOOK.choices("likelihood")]
POINTS = {"low": 5, "medium": 10, "high": 20, "critical": 30}
TENTHS = {"unlikely": 4, "possible": 6, "likely": 8, "almost_certain": 10}


@pytest.mark.parametrize(
    ("severity", "likelihood", "points"),
    [
        ("high", "likely", 16),
        ("critical", "almost_certain", 30),
        ("low", "unlikely", 2),
        ("medium", "possible", 6),
        ("critical", "likely", 24),
    ],
)
def test_severity_times_the_factor_of_the_likelihood(severity: str, likelihood: str, points: int) -> None:
    assert risk_cost(BOOK, severity, likelihood) == points


@given(st.sampled_from(SEVERITIES), st.sampled_from(LIKELIHOODS))
def test_the_default_costs_are_those_of_the_rule(severity: str, likelihood: str) -> None:
    assert risk_cost(BOOK, severity, likelihood) * 10 == POINTS[severity] * TENTHS[likelihood]


@given(st.sampled_from(SEVERITIES))
def test_a_risk_without_likelihood_costs_all_its_points(severity: str) -> None:
    assert risk_cost(BOOK, severity, None) == POINTS[severity]


@given(st.sampled_from([*LIKELIHOODS, None]))
def test_a_risk_without_severity_counts_as_medium(likelihood: str | None) -> None:
    assert risk_cost(BOOK, None, likelihood) == risk_cost(BOOK, "medium", likelihood)


@given(st.sampled_from([*SEVERITIES, None, "gone"]), st.sampled_from([*LIKELIHOODS, None, "gone"]))
def test_nothing_costs_more_than_the_worst_and_nothing_where_risks_are_off(
    severity: str | None, likelihood: str | None
) -> None:
    assert 0 <= risk_cost(BOOK, severity, likelihood) <= risk_cost(BOOK, "critical", "almost_certain")
    off = BOOK._replace(features={**BOOK.features, "risks": False})
    assert risk_cost(off, severity, likelihood) == 0


@given(st.integers(0, 10_000), st.integers(0, 1000))
def test_points_and_factors_are_the_administrators(hundredths: int, thousandths: int) -> None:
    points, factor = Decimal(hundredths) / 100, Decimal(thousandths) / 1000
    text = default_text().replace("value = 3, points = 20", f"value = 3, points = {points:f}")
    text = text.replace("percent = 60, factor = 0.8", f"percent = 60, factor = {factor:f}")
    found = risk_cost(parse(text), "high", "likely")
    assert abs(found - points * factor) <= Decimal("0.005")
    assert found == round(found, 2)


def test_the_points_are_said_without_needless_figures() -> None:
    assert cost_words(Decimal("16.00")) == "costs 16 points of health"
    assert cost_words(Decimal("30")) == "costs 30 points of health"
    assert cost_words(Decimal("1.00")) == "costs 1 point of health"
    assert cost_words(Decimal("6.50")) == "costs 6.5 points of health"
    assert cost_words(Decimal("0.00")) == "costs no health"
    assert return_words(Decimal("100.00")) == "gives back 100 points of health"
    assert return_words(Decimal(0)) == ""

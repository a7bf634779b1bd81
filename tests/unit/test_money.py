"""Money in minor units (architecture.md 3)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.money import digits, format_money, from_minor, to_minor


@pytest.mark.parametrize(("currency", "places"), [("USD", 2), ("JPY", 0), ("BHD", 3), ("eur", 2), ("XYZ", 2)])
def test_decimals_of_a_currency(currency: str, places: int) -> None:
    assert digits(currency) == places


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("1200.5", "EUR", 120050),
        ("1200.5", "JPY", 1201),
        ("-0.005", "USD", -1),
        (Decimal("1.2345"), "KWD", 1235),
    ],
)
def test_halves_are_rounded_away_from_zero(amount: Decimal | str, currency: str, minor: int) -> None:
    assert to_minor(amount, currency) == minor


@pytest.mark.parametrize("amount", ["", "abc", "NaN", "Infinity", "1e30"])
def test_what_cannot_be_stored_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        to_minor(amount, "USD")


@given(st.integers(-(2**63) + 1, 2**63 - 1), st.sampled_from(["USD", "JPY", "BHD", ""]))
def test_minor_units_survive_the_way_out_and_back(minor: int, currency: str) -> None:
    assert to_minor(from_minor(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("minor", "currency", "short", "full"),
    [
        (120000000, "USD", "$1.20M", "$1,200,000.00"),
        (64000000, "EUR", "€640k", "€640,000.00"),
        (1840000000, "USD", "$18.4M", "$18,400,000.00"),
        (150000, "EUR", "€1.5k", "€1,500.00"),
        (99999900, "USD", "$1.00M", "$999,999.00"),
        (-64000000, "CHF", "-CHF 640k", "-CHF 640,000.00"),
        (-4, "USD", "$0", "-$0.04"),
        (1234567, "JPY", "¥1.23M", "¥1,234,567"),
        (950, "", "10", "9.50"),
        (None, "USD", "—", "—"),
    ],
)
def test_short_and_full_form(minor: int | None, currency: str, short: str, full: str) -> None:
    assert (format_money(minor, currency), format_money(minor, currency, full=True)) == (short, full)


@given(st.integers(-(2**63) + 1, 2**63 - 1))
def test_the_short_form_fits_a_column(minor: int) -> None:
    assert len(format_money(minor, "USD")) <= len("-$1,234,567B") + 6

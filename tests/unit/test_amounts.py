"""The sign beside an amount says its currency."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kapta_tui.domain.amounts import _SHARED, Amount, amount_mark, may_mean
from kapta_tui.domain.currencies import CURRENCIES
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.values import Context, converter


@pytest.mark.parametrize(
    ("text", "mark"),
    [("$5", "$"), ("100 USD", "USD"), ("US$ 1.5k", "US$"), ("100", ""), ("2 MIO", ""), ("(€1,200.50)", "€")],
)
def test_the_mark_is_what_stands_beside_the_number(text: str, mark: str) -> None:
    assert amount_mark(text) == mark


@pytest.mark.parametrize(
    ("mark", "currency", "fits"),
    [
        ("$", "CAD", True),
        ("$", "EUR", False),
        ("¥", "CNY", True),
        ("US$", "CAD", False),
        ("CHF", "CHF", True),
    ],
)
def test_a_sign_shared_by_several_currencies_fits_each(mark: str, currency: str, fits: bool) -> None:
    assert may_mean(mark, currency) is fits


def test_the_currencies_that_share_a_sign_are_some() -> None:
    assert frozenset().union(*_SHARED.values()) <= CURRENCIES


def test_an_amount_typed_with_a_sign_keeps_it() -> None:
    read = converter(Field("value", FieldType.MONEY, "Value"), Context())
    value = read("$1.5k")
    assert isinstance(value, Amount)
    assert (value, value.mark) == (Decimal(1500), "$")
    assert not isinstance(read("1500"), Amount)

"""Only codes of ISO 4217 are currencies."""

from __future__ import annotations

import pytest

from kapta_tui.domain.currencies import CURRENCIES, is_currency
from kapta_tui.domain.money import _SYMBOLS, CURRENCY_DIGITS
from kapta_tui.domain.rules import RULES


@pytest.mark.parametrize("code", ["EUR", "USD", "JPY", "DEM", "XCG", "XDR"])
def test_a_code_in_use_or_of_former_contracts_is_one(code: str) -> None:
    assert is_currency(code)


@pytest.mark.parametrize("code", ["XXQ", "XXX", "XTS", "eur", "EURO", "EU", "", "BTC"])
def test_what_no_money_is_in_is_none(code: str) -> None:
    assert not is_currency(code)


def test_whatever_is_known_of_a_currency_is_known_of_a_real_one() -> None:
    assert CURRENCY_DIGITS.keys() | _SYMBOLS.keys() <= CURRENCIES
    assert {len(code) for code in CURRENCIES} == {3}


@pytest.mark.parametrize("kind", ["accounts", "contracts", "opportunities", "products"])
def test_every_kind_with_a_currency_refuses_an_unknown_one(kind: str) -> None:
    (rule,) = [rule for rule in RULES[kind] if rule.fields == ("currency",)]
    error = rule.check({"currency": "XXQ"})
    assert error is not None
    assert (error.cause, error.field) == ("'XXQ' is no currency code.", "currency")
    assert "ISO 4217" in error.remedy
    assert rule.check({"currency": "CHF"}) is None
    assert rule.check({}) is None

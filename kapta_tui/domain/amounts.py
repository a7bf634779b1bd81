"""Currencies as people and files write them: codes, signs and words, beside amounts or by themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Self

from kapta_tui.domain.text import fold

_WORDS = {
    "$": "USD",
    "us$": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "us dollar": "USD",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "£": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "pound sterling": "GBP",
    "¥": "JPY",
    "yen": "JPY",
    "₹": "INR",
    "rupee": "INR",
    "rupees": "INR",
    "swiss franc": "CHF",
    "sfr": "CHF",
    "fr.": "CHF",
    "zł": "PLN",
    "zl": "PLN",
    "a$": "AUD",
    "c$": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
    "r$": "BRL",
    "₩": "KRW",
    "₺": "TRY",
}
_DOLLARS = """
USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP CVE DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD SVC TTD TWD UYU
XCD ZWG
"""
_POUNDS = "GBP EGP FKP GIP LBP SDG SHP SSP SYP"
_SHARED = {
    "$": frozenset(_DOLLARS.split()),
    "£": frozenset(_POUNDS.split()),
    "¥": frozenset({"JPY", "CNY"}),
}
"""Signs that several currencies write, to all that do."""
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})
_SCALES = frozenset({"MIO", "MRD", "TSD"})
_MARK = re.compile(
    r"[-+(]?\s*(?P<before>[A-Z]{0,3}[$€£¥₹₩₺]|[A-Z]{3})?\s*[-\d.,' ]+\s*\w{0,3}?\s*(?P<after>[€£¥₹₩₺$]|[A-Z]{3})?\s*\)?"
)


class Amount(Decimal):
    """A number with the currency sign or code that stood beside it."""

    mark: str

    def __new__(cls, number: Decimal | str, mark: str = "") -> Self:
        """Take a number and its mark, such as "$" or "CHF"."""
        made = super().__new__(cls, number)
        made.mark = mark
        return made


def may_mean(mark: str, currency: str) -> bool:
    """Return whether an amount with the sign or code `mark` can be one in `currency`: so $ in CAD, not in EUR."""
    return currency in _SHARED.get(mark, ()) or currency_code(mark) == currency


def currency_code(text: str) -> str:
    """Return the ISO code that a sign, word or code means; an unknown text comes back in capitals."""
    word = fold(text)
    return _WORDS.get(word) or _WORDS.get(text.strip().casefold()) or text.strip().upper()


def amount_mark(text: str) -> str:
    """Return the currency sign or code that stands beside the number of an amount, or nothing."""
    match = _MARK.fullmatch(text.translate(_SPACES).strip())
    mark = (match["before"] or match["after"] or "") if match else ""
    return "" if mark in _SCALES else mark


def amount_currency(text: str) -> str | None:
    """Return the currency that an amount carries beside its number, or None."""
    mark = amount_mark(text)
    return currency_code(mark) if mark else None


def column_currencies(texts: Iterable[str]) -> list[str]:
    """Return the currencies that the amounts of a column carry, the most frequent first."""
    found = Counter(code for text in texts if (code := amount_currency(text)) is not None)
    return [code for code, _ in found.most_common()]

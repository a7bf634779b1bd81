"""Currencies as files write them: codes, signs and words, beside amounts or in a column of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

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
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-"})
_SCALES = frozenset({"MIO", "MRD", "TSD"})
_MARK = re.compile(
    r"[-+(]?\s*(?P<before>[A-Z]{0,3}[$€£¥₹₩₺]|[A-Z]{3})?\s*[-\d.,' ]+\s*\w{0,3}?\s*(?P<after>[€£¥₹₩₺$]|[A-Z]{3})?\s*\)?"
)


def currency_code(text: str) -> str:
    """Return the ISO code that a sign, word or code means; an unknown text comes back in capitals."""
    word = fold(text)
    return _WORDS.get(word) or _WORDS.get(text.strip().casefold()) or text.strip().upper()


def amount_currency(text: str) -> str | None:
    """Return the currency that an amount carries beside its number, or None."""
    match = _MARK.fullmatch(text.translate(_SPACES).strip())
    mark = (match["before"] or match["after"]) if match else None
    return None if mark is None or mark in _SCALES else currency_code(mark)


def column_currencies(texts: Iterable[str]) -> list[str]:
    """Return the currencies that the amounts of a column carry, the most frequent first."""
    found = Counter(code for text in texts if (code := amount_currency(text)) is not None)
    return [code for code, _ in found.most_common()]

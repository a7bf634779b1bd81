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
_MARK = re.compile(
    r"[-+(]?\s*(?P<before>[A-Z]{0,3}[$€£¥₹₩₺]|[A-Z]{3})?\s*[-\d.,' ]+\s*\w{0,3}?\s*(?P<after>[€£¥₹₩₺$]|[A-Z]{3})?\s*\)?"
)


def currency_code(text: str) -> str:
    """Return the ISO code that a sign, word or code means; an unknown text comes back in capitals."""
    word = fold(text)
    return _WORDS.get(word) or _WORDS.get(text.strip().casefold()) or text.strip().upper()


def column_currency(texts: Iterable[str]) -> str | None:
    """Return the one currency that the amounts of a column carry, or None where they carry none or several."""
    found: Counter[str] = Counter()
    for text in texts:
        match = _MARK.fullmatch(text.strip())
        if match and (mark := match["before"] or match["after"]):
            found[currency_code(mark)] += 1
    return next(iter(found)) if len(found) == 1 else None

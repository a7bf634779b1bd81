"""Numbers as people and spreadsheets write them."""

from __future__ import annotations

import re
from decimal import Decimal

_PLAIN = re.compile(r"-?[0-9]+(?:\.(?:[0-9]{1,2}|[0-9]{4,}))?", re.ASCII)
_THOUSAND, _MILLION, _BILLION = 10**3, 10**6, 10**9
_SCALES = (
    {"": 1}
    | dict.fromkeys(("k", "thousand"), _THOUSAND)
    | dict.fromkeys(("m", "mm", "mn", "mio", "million"), _MILLION)
    | dict.fromkeys(("b", "bn", "billion"), _BILLION)
)
_SIGNS = "$€£¥₹₩₪₦₱₺₴₫"
_WRITTEN = re.compile(
    rf"""
    (?P<open>\()? \s* (?P<sign>[+-])? \s*
    (?: [A-Z.]{{0,3}}[{_SIGNS}] | [A-Z]{{3}} | kr\.? | Rs\.? )? \s* (?P<late>-)?
    (?P<figures> [0-9](?:[0-9.,'\ ]*[0-9])? | \.[0-9]+ ) \s*
    (?P<scale>(?i:thousand|million|billion|mio|mn|mm|bn|[kmb]))? \s*
    (?: [{_SIGNS}%] | [A-Z]{{3}} | kr\.? | zł )? \s* (?P<trail>-)? (?P<close>\))?
    """,
    re.ASCII | re.VERBOSE,
)
_SPACES = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2212": "-", "\t": " "}
)
_LONGEST = 60


def parse_number(text: str, decimal_comma: bool = False) -> Decimal:
    """Return the number `text` writes: 1200.5, 1,200.50, 1.200,50, 1 200, 1'200, $500M, 45 %, (120), 12-.

    A currency sign or code and a percent sign are read over. A single comma or point before three digits
    (1,200 and 1.200) could be either: with `decimal_comma` the comma begins the decimals, else the
    point does. Everything else is told by its shape.

    Raises:
        ValueError: `text` is no number; the message shows how to write one.
    """
    if _PLAIN.fullmatch(text) and len(text) < _LONGEST:
        return Decimal(text)
    found = _WRITTEN.fullmatch(text.translate(_SPACES).strip()) if len(text) < _LONGEST else None
    figures = _figures(found["figures"], decimal_comma) if found else None
    if not found or figures is None or bool(found["open"]) != bool(found["close"]):
        raise _no_number(text)
    minus = [found["sign"] == "-", bool(found["late"]), bool(found["trail"]), bool(found["open"])]
    if sum(minus) > 1:
        raise _no_number(text)
    number = Decimal(figures) * _SCALES[(found["scale"] or "").lower()]
    return -number if any(minus) else number


def _no_number(text: str) -> ValueError:
    brief = text if len(text) <= 40 else f"{text[:39]}…"
    return ValueError(f"'{brief}' is no number; write 1200.50")


def _figures(text: str, decimal_comma: bool) -> str | None:
    """Return `text` with a point for decimals and nothing between thousands, None where it is misgrouped."""
    point = _decimal_sign(text, decimal_comma)
    whole, _, decimals = text.rpartition(point) if point else (text, "", "")
    if not decimals.isdigit() and decimals:
        return None
    signs = {char for char in whole if not char.isdigit()}
    if len(signs) > 1:
        return None
    if signs:
        pieces = whole.split(signs.pop())
        inner_ok = all(len(piece) in (2, 3) for piece in pieces[1:])
        if not 1 <= len(pieces[0]) <= 3 or len(pieces[-1]) != 3 or not inner_ok:
            return None
        whole = "".join(pieces)
    return f"{whole or 0}.{decimals}" if decimals else whole


def _decimal_sign(text: str, decimal_comma: bool) -> str:
    """Return the comma or point that begins the decimals, or nothing where there are none."""
    commas, points = text.count(","), text.count(".")
    if commas and points:
        last = "," if text.rfind(",") > text.rfind(".") else "."
        return last if text.count(last) == 1 else ""
    if commas + points != 1:
        return ""
    sign = "," if commas else "."
    whole, _, after = text.partition(sign)
    thousands = len(after) == 3 and 1 <= len(whole) <= 3 and whole != "0" and whole.isdigit()
    return "" if thousands and (sign == ".") is decimal_comma else sign

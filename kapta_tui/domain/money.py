"""Money is a whole number of minor units (cents) and an ISO 4217 currency; a Decimal only at the edges."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
CURRENCY_DIGITS = dict.fromkeys(_NO_DECIMALS.split(), 0) | dict.fromkeys(_THREE_DECIMALS.split(), 3)

_SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "ILS": "₪",
    "NGN": "₦",
    "PHP": "₱",
    "TRY": "₺",
    "UAH": "₴",
    "VND": "₫",
}
"""Symbols that mean one currency wherever they are read; all others show their code."""

_STEPS = ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(1000), "k"))
_LARGEST = 2**63 - 1


def digits(currency: str) -> int:
    """Return how many decimals ISO 4217 gives `currency`: 0 for JPY, 3 for BHD, else 2."""
    return CURRENCY_DIGITS.get(currency.upper(), 2)


def to_minor(amount: Decimal | str | int, currency: str) -> int:
    """Return `amount` in minor units of `currency`, halves rounded away from zero.

    Raises:
        ValueError: `amount` is no finite number, or is too large to be stored in 64 bits.
    """
    try:
        minor = (Decimal(amount).scaleb(digits(currency))).to_integral_value(ROUND_HALF_UP)
    except InvalidOperation:
        raise ValueError(f"'{amount}' is no amount; write 1200.50") from None
    if not minor.is_finite():
        raise ValueError(f"'{amount}' is no amount; write 1200.50")
    if abs(minor) > _LARGEST:
        raise ValueError(f"'{amount}' is too large an amount")
    return int(minor)


def from_minor(minor: int, currency: str) -> Decimal:
    """Return the amount in the currency's unit, exact, with as many decimals as the currency has."""
    places = digits(currency)
    sign, text = ("-", str(-minor)) if minor < 0 else ("", str(minor))
    if not places:
        return Decimal(minor)
    text = text.rjust(places + 1, "0")
    return Decimal(f"{sign}{text[:-places]}.{text[-places:]}")


def format_money(minor: int | None, currency: str, *, full: bool = False) -> str:
    """Return an amount for the screen: "$1.20M", "€640k", "CHF 950", or `full` "$1,200,000.00".

    The short form has three digits from a thousand on and none after the point below; no amount is "—".
    """
    if minor is None:
        return "—"
    amount = from_minor(abs(minor), currency)
    text = f"{amount:,f}" if full else _short(amount)
    sign = "-" if minor < 0 and text.strip("0.,") else ""
    code = currency.upper()
    symbol = _SYMBOLS.get(code) or (f"{code} " if code else "")
    return f"{sign}{symbol}{text}"


def _short(amount: Decimal) -> str:
    whole = amount.quantize(Decimal(1), ROUND_HALF_UP)
    if whole < 1000:
        return str(whole)
    for step, letter in reversed(_STEPS):
        scaled = amount / step
        places = 2 if scaled < Decimal("9.995") else 1 if scaled < Decimal("99.95") else 0
        rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if rounded < 1000 or letter == "B":
            return f"{rounded:,f}{letter}" if letter != "k" else f"{_plain(rounded)}k"
    raise AssertionError("the largest step takes every amount")


def _plain(number: Decimal) -> str:
    """Return "640" for 640.00 and "1.5" for 1.50: thousands are round more often than not."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

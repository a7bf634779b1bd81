"""How reports word amounts, days and counts."""

from __future__ import annotations

from datetime import date

from kapta_tui.data.read.money import Money
from kapta_tui.domain.money import format_money
from kapta_tui.domain.text import days_words


def money_words(money: Money) -> str:
    """Return a sum per currency: "€885k + $1.10M", "—" where there is none."""
    return " + ".join(format_money(minor, code) for code, minor in money.sums) or "—"


def day_words(day: date | None) -> str:
    """Return a day in ISO form, "—" where none is known."""
    return "—" if day is None else day.isoformat()


def ahead_words(day: date | None, today: date) -> str:
    """Return how far a day is from `today`: "today", "in 12 days", "3 days ago"; nothing for no day."""
    if day is None:
        return ""
    days = (day - today).days
    if not days:
        return "today"
    return f"in {days_words(days)}" if days > 0 else f"{days_words(-days)} ago"

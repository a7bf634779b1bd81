"""Recurrence rules in words, where those are short."""

from __future__ import annotations

from typing import Final

from kapta_tui.domain.recurrence.rule import DAYS, Parts, parts_of
from kapta_tui.domain.text import listed

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ORDINALS: Final = ("first", "second", "third", "fourth", "fifth")
WORKING: Final = ",".join(DAYS[:5])
"""BYDAY of Monday to Friday."""

_RHYTHMS: Final = {
    "DAILY": ("daily", "days"),
    "WEEKLY": ("weekly", "weeks"),
    "MONTHLY": ("monthly", "months"),
    "YEARLY": ("yearly", "years"),
}
"""Frequency to the word for each time, and to the noun for every so many."""
_ON_DAYS: Final = {frozenset({"BYDAY"}), frozenset({"BYDAY", "BYSETPOS"})}


def recurrence_words(rule: str) -> str:
    """Return "weekly" or "every 2 weeks on Monday"; a rule that says more is returned as it is written.

    `read_recurrence` takes the words back to the same rule.
    """
    try:
        parts = parts_of(rule)
    except ValueError:
        return rule
    rhythm = _rhythm(parts)
    if rhythm is None or ("COUNT" in parts and "UNTIL" in parts):
        return rule
    return rhythm + _end(parts)


def _rhythm(parts: Parts) -> str | None:
    each, noun = _RHYTHMS[parts["FREQ"]]
    every = f"every {parts['INTERVAL']} {noun}" if "INTERVAL" in parts else each
    by = {name for name in parts if name not in ("FREQ", "INTERVAL", "COUNT", "UNTIL")}
    if not by:
        return every
    if parts["FREQ"] == "WEEKLY" and parts.get("BYDAY") == WORKING and every == each and by == {"BYDAY"}:
        return "every weekday"
    days = _days(parts, by)
    return None if days is None else f"{every} on {days}"


def _days(parts: Parts, by: set[str]) -> str | None:
    """Return the days on which a rule falls within its week, month or year; None where no words are short."""
    match parts["FREQ"]:
        case "WEEKLY" if by == {"BYDAY"}:
            return _weekdays(parts["BYDAY"])
        case "MONTHLY" if by == {"BYMONTHDAY"}:
            return _month_days(parts["BYMONTHDAY"])
        case "MONTHLY" if by in _ON_DAYS:
            return _nth_weekday(parts["BYDAY"], parts.get("BYSETPOS"))
        case "YEARLY" if by == {"BYMONTH", "BYMONTHDAY"}:
            return _day_of_year(parts["BYMONTH"], parts["BYMONTHDAY"])
        case _:
            return None


def _weekdays(days: str) -> str | None:
    codes = days.split(",")
    return listed([WEEKDAYS[DAYS.index(code)] for code in codes]) if set(codes) <= set(DAYS) else None


def _month_days(days: str) -> str | None:
    numbers = [int(day) for day in days.split(",")]
    if min(numbers) < -1:
        return None
    in_order = sorted(numbers, key=lambda day: day % 32)
    return f"the {listed(['last day' if day == -1 else _numbered(day) for day in in_order])}"


def _nth_weekday(days: str, place: str | None) -> str | None:
    if place is not None:
        return f"the {_NTH[place]} working day" if days == WORKING and place in _NTH else None
    number, code = days[:-2], days[-2:]
    return f"the {_NTH[number]} {WEEKDAYS[DAYS.index(code)]}" if number in _NTH else None


def _day_of_year(month: str, day: str) -> str | None:
    return f"{day} {MONTHS[int(month) - 1]}" if month.isdecimal() and day.isdecimal() else None


def _end(parts: Parts) -> str:
    if "COUNT" in parts:
        return ", once" if parts["COUNT"] == "1" else f", {parts['COUNT']} times"
    last = parts.get("UNTIL")
    return "" if last is None else f" until {last[:4]}-{last[4:6]}-{last[6:]}"


def _numbered(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


_NTH: Final = {str(place): word for place, word in enumerate(ORDINALS, start=1)} | {"-1": "last"}
"""Number before a weekday to the word for it."""

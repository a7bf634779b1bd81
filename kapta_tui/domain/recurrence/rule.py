"""The iCalendar rule of a recurrence by whole days: its parts, checked and in one order (RFC 5545, 3.3.10)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

Parts = Mapping[str, str]
"""Name of a part of a rule to its value, such as FREQ to WEEKLY; checked and in the order of `_READERS`."""

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST: Final = 9999
"""The largest INTERVAL and COUNT."""
FREQUENCIES: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")

_LONGEST_MONTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST_YEAR: Final = 1900
"""No task is older, so that an end before it is a slip of the pen."""
_MOST_IN_MONTH: Final = 5
"""How often a month has the same weekday."""
_COUNTED: Final = re.compile(r"0*([1-9][0-9]{0,3})", re.ASCII)
_DAY: Final = re.compile(rf"(?:([+-]?)0?([1-4][0-9]|5[0-3]|[1-9]))?({'|'.join(DAYS)})", re.ASCII)
_NUMBER: Final = re.compile(r"([+-]?)0*([1-9][0-9]{0,2})", re.ASCII)
_UNTIL: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}Z?)?", re.ASCII)


def parts_of(rule: str) -> dict[str, str]:
    """Return the parts of a rule: in capitals, in one order, without those that say what holds anyway.

    Tasks have days, not moments, so that a time of day behind UNTIL is read over.

    Raises:
        ValueError: `rule` is no rule for whole days; the message says what is wrong, for people.
    """
    given: dict[str, str] = {}
    for part in rule.strip().upper().removeprefix("RRULE:").split(";"):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if name in given:
            raise ValueError(f"'{rule}' has {name} twice")
        if name:
            given[name] = value
    unknown = [name for name in given if name not in _READERS]
    if unknown:
        raise ValueError(f"'{rule}' is no recurrence of days: it has {unknown[0]}")
    if "FREQ" not in given:
        raise ValueError(f"'{rule}' is no recurrence: FREQ has to be one of {', '.join(FREQUENCIES)}")
    found = {name: _checked(rule, name, given[name]) for name in _READERS if name in given}
    for check in (_check_numbered_days, _check_month_days, _check_places):
        check(rule, found)
    return {name: value for name, value in found.items() if (name, value) not in _ANYWAY}


def rule_of(parts: Parts) -> str:
    """Return the rule as text; `parts_of` reads it back."""
    return ";".join(f"{name}={value}" for name, value in parts.items())


def longest_month(parts: Parts) -> int:
    """Return how many days the longest of the months has in which a rule falls: 29 for February."""
    months = parts.get("BYMONTH")
    return max(_LONGEST_MONTHS[int(month) - 1] for month in months.split(",")) if months else 31


def _checked(rule: str, name: str, value: str) -> str:
    try:
        return _READERS[name](value)
    except ValueError as error:
        raise ValueError(f"'{rule}' is no recurrence of days: {name} {error}") from None


def _check_numbered_days(rule: str, parts: Parts) -> None:
    """Refuse a third Monday of a week, and a sixth one of a month."""
    numbers = [abs(int(day[:-2])) for day in parts.get("BYDAY", "").split(",") if day[:-2]]
    if not numbers:
        return
    if parts["FREQ"] not in ("MONTHLY", "YEARLY"):
        raise ValueError(
            f"'{rule}' is no recurrence of days: {parts['FREQ']} takes no number before a weekday"
        )
    if max(numbers) > _MOST_IN_MONTH and (parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts):
        raise ValueError(f"'{rule}' is no recurrence of days: no month has a weekday {max(numbers)} times")


def _check_month_days(rule: str, parts: Parts) -> None:
    """Refuse a 30 February, which never comes; a 29 February does."""
    days = [abs(int(day)) for day in parts.get("BYMONTHDAY", "").split(",") if day]
    if days and min(days) > longest_month(parts):
        raise ValueError(
            f"'{rule}' is no recurrence of days: its months have no more than {longest_month(parts)} days"
        )


def _check_places(rule: str, parts: Parts) -> None:
    """Refuse a place among days that nothing names (RFC 5545, 3.3.10)."""
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        raise ValueError(f"'{rule}' is no recurrence of days: BYSETPOS needs another part such as BYDAY")


def _frequency(value: str) -> str:
    if value not in FREQUENCIES:
        raise ValueError(f"has to be one of {', '.join(FREQUENCIES)}")
    return value


def _count(value: str) -> str:
    # A step of 0 would be searched for its next day for ever.
    found = _COUNTED.fullmatch(value)
    if found is None:
        raise ValueError(f"has to be a number from 1 to {LONGEST}")
    return found[1]


def _numbers(largest: int, *, backwards: bool) -> Callable[[str], str]:
    def read(value: str) -> str:
        found = [_NUMBER.fullmatch(item.strip()) for item in value.split(",")]
        numbers = {int(item[1] + item[2]) for item in found if item is not None}
        if None in found or any(
            abs(number) > largest or (number < 0 and not backwards) for number in numbers
        ):
            raise ValueError(f"takes numbers from {-largest if backwards else 1} to {largest}")
        return ",".join(str(number) for number in sorted(numbers))

    return read


def _days(value: str) -> str:
    found = [_DAY.fullmatch(item.strip()) for item in value.split(",")]
    if None in found:
        raise ValueError(f"takes {', '.join(DAYS)}, with a number before them such as 1MO or -1FR")
    days = {
        (int(f"{item[1] or ''}{item[2] or 0}"), DAYS.index(item[3])) for item in found if item is not None
    }
    return ",".join(f"{number or ''}{DAYS[day]}" for number, day in sorted(days))


def _week_start(value: str) -> str:
    if value not in DAYS:
        raise ValueError(f"has to be one of {', '.join(DAYS)}")
    return value


def _last_day(value: str) -> str:
    found = _UNTIL.fullmatch(value)
    if found is None:
        raise ValueError("has to be a day such as 20261231")
    try:
        last = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise ValueError(f"{value[:8]} is no day") from None
    if last.year < _FIRST_YEAR:
        raise ValueError(f"{value[:8]} has passed before anything could recur")
    return value[:8]


_READERS: Final[Mapping[str, Callable[[str], str]]] = {
    "FREQ": _frequency,
    "INTERVAL": _count,
    "BYMONTH": _numbers(12, backwards=False),
    "BYWEEKNO": _numbers(53, backwards=True),
    "BYYEARDAY": _numbers(366, backwards=True),
    "BYMONTHDAY": _numbers(31, backwards=True),
    "BYDAY": _days,
    "BYSETPOS": _numbers(366, backwards=True),
    "WKST": _week_start,
    "COUNT": _count,
    "UNTIL": _last_day,
}
_ANYWAY: Final = frozenset({("INTERVAL", "1"), ("WKST", "MO")})

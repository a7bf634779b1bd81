"""Days: arithmetic that is safe at month ends, and the ways people write a day."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta

from kapta_tui.domain.errors import RuleError

_NAMED: dict[str, Callable[[date], date]] = {
    "today": lambda today: today,
    "tomorrow": lambda today: today + timedelta(1),
    "yesterday": lambda today: today - timedelta(1),
    "eow": lambda today: today + timedelta(6 - today.weekday()),
    "eom": lambda today: month_end(today),
    "eoq": lambda today: quarter_end(today),
    "eoy": lambda today: date(today.year, 12, 31),
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_RELATIVE = re.compile(r"([+-]?)([0-9]{1,5})\s?([dwmqy])", re.ASCII)
_TIME = (
    r"(?:[T ,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s?(?:[AaPp][Mm])?\s?(?:Z|UTC|[+-][0-9:]{4,6})?)?"
)
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_DAY_NAME = re.compile(
    rf"(?:[A-Za-z]{{3,9}},\s?)?([0-9]{{1,2}})[-. /]+([A-Za-z]{{3,9}})[-., /]+([0-9]{{4}}|[0-9]{{2}}){_TIME}"
)
_NAME_DAY = re.compile(rf"([A-Za-z]{{3,9}})[. ]+([0-9]{{1,2}})[, ]+([0-9]{{4}}){_TIME}")


def days_before(day: date, days: int) -> date:
    """Return the day so many days (0 or more) before `day`, the first of the calendar where there is none."""
    return date.fromordinal(max(1, day.toordinal() - days))


def days_after(day: date, days: int) -> date:
    """Return the day so many days after `day`, before it where `days` is below 0.

    Raises:
        RuleError: there is no such day in the calendar, which has the years 1 to 9999; on the field `start`.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        count, side = abs(days), "before" if days < 0 else "after"
        raise RuleError(
            f"{count:,} {'day' if count == 1 else 'days'} {side} {day} is no day of the calendar, "
            "which has the years 1 to 9999.",
            "Choose another start, or mend the date that it counts from.",
            "start",
        ) from None


def month_end(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def quarter_start(day: date) -> date:
    """Return the first day of the quarter of `day`."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def quarter_end(day: date) -> date:
    """Return the last day of the quarter of `day`."""
    return month_end(day.replace(month=day.month + 2 - (day.month - 1) % 3, day=1))


def week_start(day: date) -> date:
    """Return the Monday of the week of `day`."""
    return day - timedelta(day.weekday())


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or that month's last day where it is shorter.

    Raises:
        OverflowError: the result lies outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("the date lies outside the years 1 to 9999")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def relative_date(text: str, today: date) -> date | None:
    """Return the day that `text` means seen from `today`, or None where it is no such word.

    Words: today, tomorrow, yesterday, eow, eom, eoq, eoy (ends of week, month, quarter, year), a weekday
    (the next one after today), and 7d, +2w, -3m, 1q, 1y.

    Raises:
        ValueError: the day lies outside the years 1 to 9999.
    """
    word = text.strip().lower()
    try:
        if word in _NAMED:
            return _NAMED[word](today)
        if found := _RELATIVE.fullmatch(word):
            sign, count, unit = found.groups()
            return _shift(today, -int(count) if sign == "-" else int(count), unit)
    except OverflowError:
        raise ValueError(f"'{text}' lies too far from today") from None
    weekday = _index(_WEEKDAYS, word)
    if weekday is None:
        return None
    return today + timedelta((weekday - today.weekday() - 1) % 7 + 1)


def written_date(text: str, day_first: bool | None = None) -> date:
    """Return the day that `text` writes out: ISO 8601, 2013/9/3, 31-May-2025, May 31, 2025, 1-1-2022.

    A time of day is read over; with an offset the day stays the one that is written. Of day and month in
    figures `day_first` says which leads; None takes only what reads one way. Years of two digits
    lie in 1969 to 2068.

    Raises:
        ValueError: `text` is no day or reads two ways; the message says so and shows what to write.
    """
    text = text.strip()
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).date()
    except ValueError:
        found = _written(text, day_first)
    if found is None:
        raise ValueError(f"'{_brief(text)}' is no date; write 2026-12-31")
    return found


def _written(text: str, day_first: bool | None) -> date | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(found[1], int(found[3]), found[4])
    if found := _YEAR_LAST.fullmatch(text):
        return _figures(text, found[1], found[3], found[4], day_first)
    if found := _DAY_NAME.fullmatch(text):
        day, name, year = found.groups()
    elif found := _NAME_DAY.fullmatch(text):
        name, day, year = found.groups()
    else:
        return None
    month = _index(_MONTHS, name.lower())
    return None if month is None else _date(year, month + 1, day)


def _figures(text: str, first: str, second: str, year: str, day_first: bool | None) -> date | None:
    little, middle = _date(year, int(second), first), _date(year, int(first), second)
    if day_first is not None:
        return little if day_first else middle
    if little and middle and little != middle:
        raise ValueError(f"'{_brief(text)}' reads two ways; write {little} or {middle}")
    return little or middle


def _date(year: str, month: int, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number > 68 else 2000
    try:
        return date(number, month, int(day))
    except ValueError:
        return None


def _shift(day: date, count: int, unit: str) -> date:
    if unit in "dw":
        return day + timedelta(count * (7 if unit == "w" else 1))
    return add_months(day, count * {"m": 1, "q": 3, "y": 12}[unit])


def _index(names: tuple[str, ...], word: str) -> int | None:
    """Return the place of the name that `word` is or, with three letters or more, begins."""
    if len(word) < 3:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(word)), None)


def _brief(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"

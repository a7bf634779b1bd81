"""Days off by the playbook's calendar: weekends, and the holidays of a country."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.playbook import Calendar, Template

_LONGEST_BREAK = 31
"""No calendar has more days off in a row; the search for a working day ends there."""
_YEARS = 64
"""Years whose holidays are kept at hand."""


def is_off(calendar: Calendar, day: date) -> bool:
    """Say whether nobody works on `day`."""
    if day.weekday() in calendar.weekend:
        return True
    return bool(calendar.holidays) and day in _holidays(calendar.holidays, day.year)


@lru_cache(maxsize=_YEARS)
def _holidays(country: str, year: int) -> frozenset[date]:
    """Return the holidays of a year in the country with this ISO code."""
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        # A country the library does not know has no holidays here; its weekends still count.
        return frozenset()


def from_working_day(calendar: Calendar, day: date) -> date:
    """Return `day`, or the next day on which somebody works; `day` itself where no such day follows."""
    for ahead in range(min(_LONGEST_BREAK, (date.max - day).days + 1)):
        found = day + timedelta(days=ahead)
        if not is_off(calendar, found):
            return found
    return day


def launch_days(calendar: Calendar, plan: Template, start: date) -> tuple[date, date]:
    """Return day 0 of a template by the `start` that was asked for, and the working day it moves to.

    Raises RuleError beyond the calendar.
    """
    asked = plan.base(start) if plan.anchor == "launch" else start
    return asked, from_working_day(calendar, asked)


def start_words(calendar: Calendar, plan: Template, start: date) -> str:
    """Return in words to which working day the start of a template moves; nothing where it does not, or cannot be."""
    try:
        return moved_words(*launch_days(calendar, plan, start))
    except RuleError:
        return ""


def moved_words(asked: date, day: date) -> str:
    """Return "Start moved from Sat 21 Nov to Mon 23 Nov"; nothing where `day` is the one asked for."""
    return "" if asked == day else f"Start moved from {_short(asked)} to {_short(day)}"


def _short(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"

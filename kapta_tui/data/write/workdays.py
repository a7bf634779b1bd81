"""Days off by the playbook's calendar: weekends, and the holidays of a country."""

from __future__ import annotations

from datetime import date, timedelta

from kapta_tui.domain.playbook import Calendar

_LONGEST_BREAK = 31
"""No calendar has more days off in a row; the search for a working day ends there."""


def is_off(calendar: Calendar, day: date) -> bool:
    """Say whether nobody works on `day`."""
    if day.weekday() in calendar.weekend:
        return True
    if not calendar.holidays:
        return False
    import holidays

    try:
        return day in holidays.country_holidays(calendar.holidays, years=day.year)
    except NotImplementedError:
        # A country the library does not know has no holidays here; its weekends still count.
        return False


def from_working_day(calendar: Calendar, day: date) -> date:
    """Return `day`, or the next day on which somebody works."""
    for ahead in range(_LONGEST_BREAK):
        found = day + timedelta(days=ahead)
        if not is_off(calendar, found):
            return found
    return day

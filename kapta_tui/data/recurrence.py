"""Recurring tasks: iCalendar rules, safe at month ends (features: row 95)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile

from kapta_tui.data import workdays
from kapta_tui.domain.dates import month_end, week_start
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.playbook import Calendar
from kapta_tui.domain.recurrence import longest_month, parts_of, read_recurrence, rule_of
from kapta_tui.domain.recurrence.words import WORKING

_REMEDY = "Write it in words, such as every 2 weeks on Monday, or as FREQ=MONTHLY;BYMONTHDAY=-1."

_ERA = 400
"""Years after which days, weekdays and leap years repeat."""

_HORIZON = 40
"""How many years ahead the next day is looked for at least."""

_LONGEST_PERIOD = 366
"""Days among which a rule counts places: those of its longest year."""


_NUMBERED = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"})
"""Parts that name days by their number."""


@dataclass(frozen=True, slots=True)
class Next:
    """The day of the next occurrence, and the rule that the record made for it carries."""

    due: date
    rule: str


def checked(text: str) -> str:
    """Return the rule that `text`, a rule or words, means. Raises RuleError on `recurrence`."""
    try:
        return read_recurrence(text)
    except ValueError as error:
        raise RuleError(f"{error}.", _REMEDY, "recurrence") from error


def following(rule: str, due: date, today: date, calendar: Calendar | None = None) -> Next | None:
    """Return what comes after the occurrence on `due`: the first later day that has not passed, or None.

    The last days of a month stay the last: the 31st becomes the 30th in June and the 31st again in July.
    A COUNT goes down by one with each occurrence; a series ends with the calendar, in 9999. A rule of working days
    (Monday to Friday) leaves out the holidays of `calendar`: the last working day before New Year's Eve off is the
    30th.

    Raises:
        RuleError: `rule` is none.
    """
    parts = parts_of(checked(rule))
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    if count is not None and count <= 1:
        return None
    kept = _anchored(parts, due)
    if count is not None:
        kept["COUNT"] = str(count - 1)
    later = max(due, today - timedelta(days=1))
    if calendar is not None and _is_of_working_days(parts):
        found = _on_working_days(kept, due, later, calendar)
    else:
        found = _after(kept, due, later)
    return None if found is None else Next(found, rule_of(kept))


def _is_of_working_days(parts: dict[str, str]) -> bool:
    """Say whether a rule speaks of working days, and of nothing that would name days by number besides."""
    return parts.get("BYDAY") == WORKING and not parts.keys() & _NUMBERED


def coming(rule: str, due: date, today: date, count: int, calendar: Calendar | None = None) -> list[date]:
    """Return the next days after `due`, at most `count`, each as if the one before was completed on its day.

    Raises RuleError as `following`.
    """
    days: list[date] = []
    while len(days) < count:
        found = following(rule, due, max(due, today), calendar)
        if found is None:
            break
        rule, due = found.rule, found.due
        days.append(due)
    return days


def begins(rule: str, due: date) -> bool:
    """Say whether a series by `rule` can begin on `due`, which is not so for a task that was put on another day."""
    parts = {name: part for name, part in parts_of(rule).items() if name != "COUNT"}
    return next(_days(parts, due, due), None) == due


def calendar_rule(rule: str, due: date) -> str:
    """Return the rule as other programs have to read it that a series begins with on `due`.

    They know no month that ends early: a 31st is written as the last of the days from the 28th on. A rule ends in one
    way alone (RFC 5545, 3.3.10): of a count and a last day the one that comes first stays.
    """
    parts = parts_of(rule)
    if "COUNT" in parts and "UNTIL" in parts:
        endless = {name: part for name, part in parts.items() if name != "COUNT"}
        count = int(parts["COUNT"])
        fits = sum(1 for _ in islice(_days(endless, due, due), count))
        parts = {name: part for name, part in parts.items() if name != "UNTIL"} | {"COUNT": str(max(1, fits))}
    return rule_of(_month_safe(parts, due))


def _after(parts: dict[str, str], due: date, later: date) -> date | None:
    """Return the first day behind `later` in the rule that begins on `due`."""
    return None if later == date.max else next(_days(parts, due, later + timedelta(days=1)), None)


def _on_working_days(parts: dict[str, str], due: date, later: date, calendar: Calendar) -> date | None:
    """Return the first day behind `later` by the place it has among the days on which somebody works."""
    if later == date.max:
        return None
    places = [int(place) for place in parts.get("BYSETPOS", "").split(",") if place]
    # A holiday moves a place to another day of its week, month or year.
    start = later - timedelta(days=_LONGEST_PERIOD if places else -1)
    for day in islice(_days(parts, due, start), 2 * _LONGEST_PERIOD):
        among = _period(parts, day) if places else [day]
        working = [each for each in among if not workdays.is_off(calendar, each)]
        found = {working[place - (place > 0)] for place in places or [1] if abs(place) <= len(working)}
        if moved := [each for each in found if each > later]:
            return None if _is_behind(min(moved), parts) else min(moved)
    return None


def _period(parts: dict[str, str], day: date) -> list[date]:
    """Return the days from Monday to Friday of the week, month or year of `day` among which a place counts."""
    match parts["FREQ"]:
        case "WEEKLY":
            first = week_start(day)
            last = first + min(timedelta(days=6), date.max - first)
        case "MONTHLY":
            first, last = day.replace(day=1), month_end(day)
        case "YEARLY":
            first, last = date(day.year, 1, 1), date(day.year, 12, 31)
        case _:
            return [day]
    months = {int(month) for month in parts.get("BYMONTH", "").split(",") if month}
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return [each for each in days if each.weekday() < 5 and (not months or each.month in months)]


def _is_behind(day: date, parts: dict[str, str]) -> bool:
    """Say whether a rule has ended before `day`."""
    return "UNTIL" in parts and day.isoformat().replace("-", "") > parts["UNTIL"]


def _days(parts: dict[str, str], due: date, start: date) -> Iterator[date]:
    """Yield the days of the rule that begins on `due`, from `start` on; a COUNT is left to the caller."""
    from dateutil.rrule import rrulestr

    endless = {name: value for name, value in _month_safe(parts, due).items() if name != "COUNT"}
    # A rule without any day is searched to the year 9999; near that end the search is a short one.
    years = (date.max.year - _HORIZON - max(due, start).year) // _ERA * _ERA
    if "UNTIL" in endless:
        last, day = int(endless["UNTIL"][:4]) + years, endless.pop("UNTIL")[4:]
        # A last day behind the year 9999 ends nothing: the search ends there.
        endless |= {"UNTIL": f"{last:04}{day}"} if last <= date.max.year else {}
    moments = rrulestr(rule_of(endless), dtstart=_moment(due, years)).xafter(_moment(start, years), inc=True)
    last_year = date.max.year + years
    known = takewhile(lambda moment: moment.year <= last_year, moments)
    return (_moment(moment.date(), -years).date() for moment in known)


def _moment(day: date, years: int) -> datetime:
    """Return midnight of the same day `years`, a multiple of an era, later."""
    return datetime.combine(day.replace(year=day.year + years), time())


def _anchored(parts: dict[str, str], due: date) -> dict[str, str]:
    """Return the rule with the day of the month written out, which a short month would else change for good."""
    if parts.get("FREQ") not in ("MONTHLY", "YEARLY") or due.day < 29:
        return dict(parts)
    if any(name.startswith("BY") and name != "BYMONTH" for name in parts):
        return dict(parts)
    added = {"BYMONTHDAY": str(min(due.day, longest_month(parts)))}
    if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts:
        added["BYMONTH"] = str(due.month)
    return {**parts, **added}


def _month_safe(parts: dict[str, str], due: date) -> dict[str, str]:
    """Return a rule in which a 29th, 30th or 31st means the last day of a month that has none."""
    anchored = _anchored(parts, due)
    day = anchored.get("BYMONTHDAY", "")
    if not re.fullmatch(r"29|30|31", day) or "BYDAY" in anchored or "BYSETPOS" in anchored:
        return anchored
    days = ",".join(str(number) for number in range(28, int(day) + 1))
    return {**anchored, "BYMONTHDAY": days, "BYSETPOS": "-1"}

"""Recurring tasks: iCalendar rules, safe at month ends (features: row 95)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.recurrence import longest_month, parts_of, read_recurrence, rule_of

_REMEDY = "Write it in words, such as every 2 weeks on Monday, or as FREQ=MONTHLY;BYMONTHDAY=-1."

_ERA = 400
"""Years after which days, weekdays and leap years repeat."""

_HORIZON = 40
"""How many years ahead the next day is looked for at least."""


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


def following(rule: str, due: date, today: date) -> Next | None:
    """Return what comes after the occurrence on `due`: the first later day that has not passed, or None.

    The last days of a month stay the last: the 31st becomes the 30th in June and the 31st again in July.
    A COUNT goes down by one with each occurrence.

    Raises:
        RuleError: `rule` is none.
    """
    from dateutil.rrule import rrulestr

    parts = parts_of(checked(rule))
    count = int(parts["COUNT"]) if "COUNT" in parts else None
    if count is not None and count <= 1:
        return None
    kept = _anchored(parts, due)
    if count is not None:
        kept["COUNT"] = str(count - 1)
    endless = {name: value for name, value in _month_safe(kept, due).items() if name != "COUNT"}
    # A rule without any day is searched to the year 9999; near that end the search is a short one.
    years = (date.max.year - _HORIZON - max(due, today).year) // _ERA * _ERA
    if "UNTIL" in endless:
        last, day = int(endless["UNTIL"][:4]) + years, endless.pop("UNTIL")[4:]
        # A last day behind the year 9999 ends nothing: the search ends there.
        endless |= {"UNTIL": f"{last:04}{day}"} if last <= date.max.year else {}
    later = max(due, today - timedelta(days=1))
    found = rrulestr(rule_of(endless), dtstart=_moment(due, years)).after(_moment(later, years))
    return None if found is None else Next(_moment(found.date(), -years).date(), rule_of(kept))


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

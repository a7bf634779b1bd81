"""The words people write for a recurrence, to its rule: "every 2 weeks on Monday", "monthly on the 1st"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kapta_tui.domain.dates import written_date
from kapta_tui.domain.recurrence.rule import DAYS, LONGEST, parts_of, rule_of
from kapta_tui.domain.recurrence.words import MONTHS, ORDINALS, WEEKDAYS, WORKING
from kapta_tui.domain.text import fold

COMMON: Final = (
    "every day",
    "every weekday",
    "every week",
    "every week on Monday",
    "every 2 weeks",
    "every month",
    "every month on the 1st",
    "every month on the last day",
    "every month on the last working day",
    "every month on the first Monday",
    "every quarter",
    "every year",
)
"""What most tasks recur by, as a form offers it."""

_SHORT: Final = 40
_HOW: Final = 'write "every week", "every 2 weeks on Monday", "every month on the 1st" or FREQ=WEEKLY'

_UNITS: Final = {
    "day": ("DAILY", 1),
    "week": ("WEEKLY", 1),
    "fortnight": ("WEEKLY", 2),
    "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3),
    "half year": ("MONTHLY", 6),
    "year": ("YEARLY", 1),
}
"""Noun to frequency and how many of it."""
_ADVERBS: Final = {
    "daily": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "half yearly": "half year",
    "yearly": "year",
    "annually": "year",
}
_NUMBERS: Final = (
    ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    (
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
    ),
)
_COUNTS: Final = {"": 1, "other": 2} | {
    word: number for words in _NUMBERS for number, word in enumerate(words, start=2)
}
_WORKDAYS: Final = frozenset({"weekday", "workday", "working day", "business day"})
_PLACES: Final = {word: place for place, word in enumerate(ORDINALS, start=1)} | {"last": -1}

_TIMES: Final = re.compile(r"(.+?),? (?:for )?(?:([1-9]\d{0,3}) times?|(once))", re.ASCII)
_LAST: Final = re.compile(r"(.+?),? (?:until|till) (.+)")
_OF_EACH: Final = re.compile(
    rf"(?:on )?((?:the|last|{'|'.join(ORDINALS)}|\d\S*) .+|\d\S*|\w+ \w+) of (?:the|each|every) (month|.+ months?)",
    re.ASCII,
)
_EVERY: Final = re.compile(r"(?:every|each) (.+)")
_COUNTED: Final = re.compile(
    r"(?:([1-9]\d{0,3})(?:st|nd|rd|th)? |((?!half )[a-z]+) )?(half year|[a-z]+?)s?", re.ASCII
)
_AND: Final = re.compile(r",(?: and)? | and | & |,")
_NUMBERED: Final = re.compile(r"(?:day )?(\d{1,2})(?:st|nd|rd|th)?(?: day)?", re.ASCII)
_IN_MONTH: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)|([a-z]+) (\d{1,2})(?:st|nd|rd|th)?", re.ASCII
)


def read_recurrence(text: str) -> str:
    """Return the rule that `text` means: words such as "every quarter on the 1st", or an iCalendar rule.

    Raises:
        ValueError: `text` is neither; the message says so and shows what to write.
    """
    if "=" in text:
        return rule_of(parts_of(text))
    end, words = _end(fold(text).removesuffix("."))
    found = _rhythm(words)
    if found is None:
        shown = text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
        raise ValueError(f"'{shown}' is no recurrence; {_HOW}")
    return rule_of(parts_of(rule_of(found | end)))


def _end(words: str) -> tuple[dict[str, str], str]:
    """Return COUNT or UNTIL that the words end with, and the words before it."""
    if found := _TIMES.fullmatch(words):
        return {"COUNT": found[2] or "1"}, found[1]
    if found := _LAST.fullmatch(words):
        return {"UNTIL": written_date(found[2]).isoformat().replace("-", "")}, found[1]
    return {}, words


def _rhythm(words: str) -> dict[str, str] | None:
    """Return the parts of a rule without its end; None where the words mean none."""
    if found := _OF_EACH.fullmatch(words):
        words = f"every {found[2]} on {found[1]}"
    head, _, days = words.partition(" on ")
    found_days = _weekly(head.removeprefix("on "))
    if found_days is not None:
        return None if days else {"FREQ": "WEEKLY", "BYDAY": found_days}
    frequency = _frequency(head)
    if frequency is None or not days:
        return frequency
    within = _within(frequency["FREQ"], days.removeprefix("the "))
    return None if within is None else frequency | within


def _weekly(head: str) -> str | None:
    """Return BYDAY of "every weekday", "every Monday and Thursday" or "Mondays"."""
    found = _EVERY.fullmatch(head)
    each = found[1] if found else head
    return WORKING if each.removesuffix("s") in _WORKDAYS else _weekdays(each)


def _frequency(head: str) -> dict[str, str] | None:
    plain = head.replace("-", " ")
    if plain in _ADVERBS:
        return _every(_ADVERBS[plain], 1)
    found = _EVERY.fullmatch(plain)
    counted = _COUNTED.fullmatch(found[1]) if found else None
    if counted is None:
        return None
    count = int(counted[1]) if counted[1] else _COUNTS.get(counted[2] or "")
    return None if count is None else _every(counted[3], count)


def _every(unit: str, count: int) -> dict[str, str] | None:
    if unit not in _UNITS:
        return None
    frequency, times = _UNITS[unit]
    return {"FREQ": frequency, "INTERVAL": str(times * count)} if times * count <= LONGEST else None


def _within(frequency: str, days: str) -> dict[str, str] | None:
    """Return the parts that say on which days of its week, month or year a rule falls."""
    match frequency:
        case "WEEKLY":
            weekdays = WORKING if days.removesuffix("s") in _WORKDAYS else _weekdays(days)
            return None if weekdays is None else {"BYDAY": weekdays}
        case "MONTHLY":
            return _month_days(_AND.split(days)) or _nth_weekday(days)
        case "YEARLY":
            return _day_of_year(days)
        case _:
            return None


def _weekdays(words: str) -> str | None:
    found = [_place(WEEKDAYS, word.removesuffix("s")) for word in _AND.split(words)]
    return None if None in found else ",".join(DAYS[place] for place in found if place is not None)


def _month_days(items: Sequence[str]) -> dict[str, str] | None:
    numbers = [_month_day(item.removeprefix("the ")) for item in items]
    return None if None in numbers else {"BYMONTHDAY": ",".join(str(number) for number in numbers)}


def _month_day(item: str) -> int | None:
    if found := _NUMBERED.fullmatch(item):
        return int(found[1]) if 1 <= int(found[1]) <= 31 else None
    place, _, noun = item.partition(" ")
    return _PLACES.get(place) if noun == "day" else None


def _nth_weekday(words: str) -> dict[str, str] | None:
    """Return the parts of "first Monday" or "last weekday"."""
    word, _, day = words.partition(" ")
    numbered = _NUMBERED.fullmatch(word)
    place = int(numbered[1]) if numbered else _PLACES.get(word)
    if place not in _PLACES.values():
        return None
    if day in _WORKDAYS:
        return {"BYDAY": WORKING, "BYSETPOS": str(place)}
    weekday = _place(WEEKDAYS, day)
    return None if weekday is None else {"BYDAY": f"{place}{DAYS[weekday]}"}


def _day_of_year(words: str) -> dict[str, str] | None:
    found = _IN_MONTH.fullmatch(words)
    if found is None:
        return None
    day, name = (found[1], found[2]) if found[1] else (found[4], found[3])
    month = _place(MONTHS, name)
    if month is None or not 1 <= int(day) <= 31:
        return None
    return {"BYMONTH": str(month + 1), "BYMONTHDAY": day}


def _place(names: Sequence[str], word: str) -> int | None:
    """Return the place of the name that `word` is or, with three letters or more, begins."""
    if len(word) < 3:
        return None
    return next((place for place, name in enumerate(names) if name.casefold().startswith(word)), None)

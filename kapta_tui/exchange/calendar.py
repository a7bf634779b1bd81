"""The agenda as a calendar file that Thunderbird, Google and others take (RFC 5545; features: row 98).

Google reads events alone, so that a thing to do is an event of a whole day; to-dos, which Thunderbird lists as
tasks, are written on demand. The same data on the same day makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from kapta_tui import __version__
from kapta_tui.data.read.agenda import AgendaItem
from kapta_tui.data.read.agendaplaces import Place
from kapta_tui.data.read.agendastamps import Stamp
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Calendar as WorkCalendar
from kapta_tui.domain.recurrence import recurrence_words
from kapta_tui.domain.text import clean, one_line

if TYPE_CHECKING:
    from icalendar import Event, Todo

SUFFIX: Final = ".ics"

_WORK: Final = frozenset({"tasks", "actions", "goals"})
"""Kinds whose name says what is to be done; of the others the reason does."""
_NO_TEXT: Final = dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
"""Half characters and code points that no text may hold."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One event or to-do: its day, its rule, and why it is there."""

    item: AgendaItem
    day: date
    why: str
    rule: str = ""


def calendar_file(
    items: Sequence[AgendaItem],
    stamps: Mapping[tuple[str, int], Stamp],
    today: date,
    working: WorkCalendar,
    places: Mapping[tuple[str, int], Place],
    *,
    user: str,
    as_tasks: bool = False,
) -> bytes:
    """Return the file of what needs `user` on the day `today`: what is late or has no day to come stands on today.

    Every entry keeps its UID as long as its record lives, and a series its own through all its tasks, so that a later
    file takes the place of an earlier one.
    Items without a stamp, whose record is gone, are left out. `working` says which days are off, `places` where in a
    plan things stand.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//kapta//kapta {__version__}//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", _said(f"kapta · {user}"))
    gone_on: set[tuple[int, datetime]] = set()
    for item in items:
        stamp = stamps.get((item.kind, item.id))
        if stamp is not None:
            # A to-do is made anew by completing it, and one with a rule would need a first day besides. Of a series
            # with two open tasks, one of which was reopened, one alone goes on.
            rule = "" if as_tasks or stamp.series in gone_on else stamp.recurrence
            gone_on |= {stamp.series} if stamp.series is not None else set()
            for entry in _entries(item, rule, today, working):
                place = places.get((item.kind, item.id), Place())
                made.add_component(_component(entry, stamp, place, today, as_tasks=as_tasks))
    written: bytes = made.to_ical()
    return written


def _entries(item: AgendaItem, rule: str, today: date, working: WorkCalendar) -> Iterator[_Entry]:
    """Yield the entry of an item; where a series cannot begin with it, because it is late or lies outside its own rule,
    also the series that goes on behind it.
    """
    from kapta_tui.data.recurrence import begins, calendar_rule, following

    due = item.day if item.day is not None and item.day >= today else today
    if not rule or item.day is None:
        yield _Entry(item, due, _why(item))
    elif due == item.day and begins(rule, due):
        yield _Entry(item, due, _why(item), calendar_rule(rule, due))
    else:
        yield _Entry(item, due, _why(item))
        after = following(rule, item.day, max(due, today + timedelta(days=1)), working)
        if after is not None:
            yield _Entry(item, after.due, recurrence_words(rule), calendar_rule(after.rule, after.due))


def _component(entry: _Entry, stamp: Stamp, place: Place, today: date, *, as_tasks: bool) -> Event | Todo:
    from icalendar import Event, Todo, vRecur

    item = entry.item
    made = Todo() if as_tasks else Event()
    # What is late moves with the day, so that the entry is as new as the day at least.
    changed = max(stamp.changed, datetime.combine(today, time(), UTC))
    noun, number, born = KINDS[item.kind].noun, item.id, stamp.created
    if entry.rule and stamp.series is not None:
        noun, (number, born) = "series", stamp.series
    made.add("uid", f"{noun}-{number}-{born:%Y%m%dT%H%M%SZ}@kapta")
    made.add("dtstamp", changed)
    # Google leaves an entry as it is unless its number is a higher one.
    made.add("sequence", max(0, int((changed - born).total_seconds()) // 60))
    if as_tasks:
        made.add("due", entry.day)
        made.add("status", "NEEDS-ACTION")
    else:
        made.add("dtstart", entry.day)
        made.add("dtend", entry.day + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
    if entry.rule:
        made.add("rrule", vRecur.from_ical(entry.rule))
    made.add("summary", _said(_summary(item)))
    said = (entry.why, f"{KINDS[item.kind].spoken} of {one_line(item.account)}", *place.lines())
    made.add("description", _said("\n".join(said)))
    made.add("categories", [KINDS[item.kind].spoken])
    return made


def _summary(item: AgendaItem) -> str:
    why = "" if item.kind in _WORK else f" · {item.reason}"
    return f"{one_line(item.account)}: {one_line(item.title)}{why}"


def _why(item: AgendaItem) -> str:
    """Return the reason, with the day that has passed where one has."""
    if item.late:
        return f"{item.reason} since {item.day}"
    is_silent = item.kind == "contacts" and item.day is not None
    return f"{item.reason}, last contact on {item.day}" if is_silent else item.reason


def _said(text: str) -> str:
    """Return a text that every reader takes: no control characters, no half ones."""
    return clean(text).translate(_NO_TEXT)

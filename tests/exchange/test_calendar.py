"""The agenda as a calendar file: what every reader of such files takes, whatever is in a store (row 98)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from kapta_tui.data.read.agenda import AgendaItem
from kapta_tui.data.read.agendaplaces import Place
from kapta_tui.data.read.agendastamps import Stamp
from kapta_tui.domain.playbook import Calendar as WorkCalendar
from kapta_tui.exchange.calendar import calendar_file
from tests.conftest import TODAY

WORKING = WorkCalendar((5, 6), "")
MADE = datetime(2026, 3, 1, 9, 30, 5, tzinfo=UTC)
NAUGHTY = "Acme; \\, [/x]\r\nEND:VEVENT\r\nSUMMARY:no \x1b[31m\x00 \u202e ATTENDEE:x 日本\ud800"


def item(kind: str = "tasks", number: int = 1, ahead: int | None = 3, title: str = "Send it") -> AgendaItem:
    day = None if ahead is None else TODAY + timedelta(days=ahead)
    late = ahead is not None and ahead < 0
    return AgendaItem(kind, number, 1, "Acme", title, day, f"{kind} here", late)


def stamp(rule: str = "", changed: datetime = MADE, first: int = 1) -> Stamp:
    return Stamp(MADE, changed, rule, (first, MADE) if rule else None)


def written(*items: AgendaItem, rule: str = "", today: date = TODAY, as_tasks: bool = False) -> bytes:
    stamps = {(one.kind, one.id): stamp(rule if one.kind == "tasks" else "", first=one.id) for one in items}
    return calendar_file(items, stamps, today, WORKING, {}, user="jane", as_tasks=as_tasks)


def parsed(content: bytes) -> Any:
    """Return the calendar; the values of its parts are of as many types as the standard has."""
    return Calendar.from_ical(content)


def entries(content: bytes) -> list[Any]:
    return list(parsed(content).subcomponents)


def days(component: Any) -> tuple[date, date]:
    return component["DTSTART"].dt, component["DTEND"].dt


def test_a_thing_is_an_event_of_its_whole_day_that_blocks_nothing() -> None:
    (event,) = entries(written(item()))
    assert event.name == "VEVENT"
    assert days(event) == (date(2026, 11, 24), date(2026, 11, 25))
    assert str(event["SUMMARY"]) == "Acme: Send it"
    assert str(event["DESCRIPTION"]) == "tasks here\ntask of Acme"
    assert str(event["TRANSP"]) == "TRANSPARENT"
    assert str(event["UID"]) == "task-1-20260301T093005Z@kapta"
    assert event["CATEGORIES"].to_ical() == b"task"
    assert not event.subcomponents
    assert str(parsed(written())["X-WR-CALNAME"]) == "kapta · jane"


def test_an_entry_names_the_action_and_goal_that_it_is_below_and_what_they_were_made_from() -> None:
    place = {("tasks", 1): Place("Legal", "Renewal", "contract", "C-1\r\nEND:VEVENT")}
    made = calendar_file([item()], {("tasks", 1): stamp()}, TODAY, WORKING, place, user="jane")
    (event,) = entries(made)
    said = str(event["DESCRIPTION"]).splitlines()
    assert said[1:] == ["task of Acme", "action: Legal", "goal: Renewal", "contract: C-1 END:VEVENT"]


@pytest.mark.parametrize(
    ("kind", "ahead"), [("tasks", -9), ("contacts", -80), ("contacts", None), ("risks", -4)]
)
def test_what_is_late_or_has_no_day_to_come_stands_on_today(kind: str, ahead: int | None) -> None:
    (event,) = entries(written(item(kind, ahead=ahead)))
    assert days(event)[0] == TODAY
    if kind == "tasks":
        assert str(event["DESCRIPTION"]).startswith("tasks here since 2026-11-12")


def test_a_later_file_takes_the_place_of_an_earlier_one() -> None:
    (before,), (after,) = entries(written(item())), entries(written(item(), today=TODAY + timedelta(days=1)))
    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTAMP"].dt > before["DTSTAMP"].dt
    changed = datetime(2026, 11, 21, 13, tzinfo=UTC)
    stamps = {("tasks", 1): stamp(changed=changed)}
    (edited,) = entries(calendar_file([item()], stamps, TODAY, WORKING, {}, user="jane"))
    assert edited["DTSTAMP"].dt == changed
    assert int(edited["SEQUENCE"]) > int(before["SEQUENCE"])


def test_the_same_data_on_the_same_day_make_the_same_bytes() -> None:
    items = [item(kind, number) for number, kind in enumerate(("tasks", "actions", "contracts"))]
    assert written(*items) == written(*items)
    assert calendar_file(items, {}, TODAY, WORKING, {}, user="jane").count(b"BEGIN:VEVENT") == 0


def test_a_recurring_task_is_a_series_that_is_safe_at_month_ends() -> None:
    (event,) = entries(written(item(ahead=9), rule="FREQ=MONTHLY;BYMONTHDAY=31"))
    rule = event["RRULE"].to_ical().decode()
    moments = rrulestr(rule, dtstart=datetime(2026, 12, 31)).xafter(datetime(2026, 12, 31), count=3)
    assert [moment.date() for moment in moments] == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]


def test_a_late_recurring_task_stands_on_today_and_its_series_goes_on_where_the_next_one_will_be() -> None:
    late, series = entries(written(item(ahead=-10), rule="FREQ=WEEKLY"))
    assert (days(late)[0], "RRULE" in late) == (TODAY, False)
    # Due on a Wednesday, though today is a Saturday.
    assert days(series)[0] == date(2026, 11, 25)
    assert series["UID"] == "series-1-20260301T093005Z@kapta"
    assert str(series["DESCRIPTION"]).startswith("weekly\n")
    assert len(entries(written(item(ahead=-10), rule="FREQ=WEEKLY;COUNT=1"))) == 1


def test_a_series_is_one_entry_through_all_its_tasks() -> None:
    (before,) = entries(written(item(), rule="FREQ=WEEKLY"))
    later = datetime(2026, 11, 24, 9, tzinfo=UTC)
    stamps = {("tasks", 7): Stamp(later, later, "FREQ=WEEKLY", (1, MADE))}
    content = calendar_file([item(number=7, ahead=10)], stamps, TODAY, WORKING, {}, user="jane")
    (after,) = entries(content)
    assert after["UID"] == before["UID"] == "series-1-20260301T093005Z@kapta"
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])


def test_of_two_open_tasks_of_a_series_one_goes_on() -> None:
    stamps = {("tasks", number): stamp("FREQ=WEEKLY") for number in (1, 2)}
    items = [item(number=1), item(number=2, ahead=10)]
    first, second = entries(calendar_file(items, stamps, TODAY, WORKING, {}, user="jane"))
    assert ("RRULE" in first, "RRULE" in second) == (True, False)
    assert str(second["UID"]).startswith("task-2-")


def test_a_series_begins_on_a_day_of_its_rule() -> None:
    # Put on a Tuesday by hand, though it recurs on Mondays.
    alone, series = entries(written(item(ahead=3), rule="FREQ=WEEKLY;BYDAY=MO;COUNT=3"))
    assert (days(alone)[0], "RRULE" in alone) == (date(2026, 11, 24), False)
    assert days(series)[0] == date(2026, 11, 30)
    assert series["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=2;BYDAY=MO"


@pytest.mark.parametrize(("count", "kept"), [(2, 2), (9, 3)])
def test_a_series_ends_in_one_way_alone(count: int, kept: int) -> None:
    rule = f"FREQ=WEEKLY;COUNT={count};UNTIL=20261208"
    (event,) = entries(written(item(ahead=3), rule=rule))
    assert event["RRULE"].to_ical().decode() == f"FREQ=WEEKLY;COUNT={kept}"


def test_to_dos_are_due_on_the_day_and_are_not_repeated_by_the_calendar() -> None:
    (todo,) = entries(written(item(ahead=-10), rule="FREQ=WEEKLY", as_tasks=True))
    assert todo.name == "VTODO"
    assert todo["DUE"].dt == TODAY
    assert "RRULE" not in todo
    assert "DTEND" not in todo
    assert str(todo["STATUS"]) == "NEEDS-ACTION"


def test_a_text_of_a_customer_is_no_line_of_the_file() -> None:
    content = written(item(title=NAUGHTY), item("contacts", 2, None, NAUGHTY))
    assert content.count(b"\r\nEND:VEVENT\r\n") == 2
    assert sum(line.startswith(b"SUMMARY:") for line in content.split(b"\r\n")) == 2
    assert b"\x1b" not in content
    assert b"\x00" not in content
    first, _ = entries(content)
    assert str(first["SUMMARY"]).startswith("Acme: Acme; \\, [/x] END:VEVENT SUMMARY:no")


RULES = st.sampled_from(
    ["", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;COUNT=3", "FREQ=YEARLY;UNTIL=20301231"]
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["tasks", "actions", "contracts", "contacts"]),
            st.none() | st.integers(-400, 400),
            st.text(max_size=120),
        ),
        max_size=4,
    ),
    RULES,
    st.booleans(),
)
def test_any_agenda_makes_a_file_that_reads_back(
    drawn: list[tuple[str, int | None, str]], rule: str, as_tasks: bool
) -> None:
    items = [item(kind, number, ahead, title) for number, (kind, ahead, title) in enumerate(drawn)]
    content = written(*items, rule=rule, as_tasks=as_tasks)
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    content.decode()
    read = entries(content)
    assert [one.errors for one in read] == [[] for _ in read]
    assert len({str(one["UID"]) for one in read}) == len(read) >= len(items)
    start = "DUE" if as_tasks else "DTSTART"
    assert all(one[start].dt >= TODAY for one in read)
    assert all({"UID", "DTSTAMP", "SUMMARY"} <= set(one) for one in read)

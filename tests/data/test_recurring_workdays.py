"""Rules of working days leave out the playbook's holidays, and other calendars read rules as we do (row 95)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.data import recurrence, workdays
from kapta_tui.domain.playbook import Calendar
from kapta_tui.domain.recurrence import read_recurrence

NO_HOLIDAYS = Calendar((5, 6), "")
ENGLISH = Calendar((5, 6), "GB")
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("words", "due", "days"),
    [
        # 25 to 28 December 2026 are Christmas, the weekend and Boxing Day moved to Monday.
        ("every weekday", date(2026, 12, 24), ["2026-12-29", "2026-12-30", "2026-12-31", "2027-01-04"]),
        # 31 May 2027 is the Spring bank holiday, 31 December 2027 a Friday.
        ("every month on the last working day", date(2027, 4, 30), ["2027-05-28", "2027-06-30"]),
        ("every month on the first working day", date(2026, 12, 1), ["2027-01-04", "2027-02-01"]),
        # Days of a month are kept, whether anybody works or not.
        ("every month on the 25th", date(2026, 11, 25), ["2026-12-25", "2027-01-25"]),
        ("every week on Friday", date(2026, 12, 18), ["2026-12-25", "2027-01-01"]),
    ],
)
def test_a_rule_that_says_working_days_leaves_out_holidays(words: str, due: date, days: list[str]) -> None:
    found = recurrence.coming(read_recurrence(words), due, due, len(days), ENGLISH)
    assert [day.isoformat() for day in found] == days


def test_the_last_working_day_of_every_month_is_friday_where_the_month_ends_on_sunday() -> None:
    rule = read_recurrence("last working day of every month")
    assert rule == "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    found = recurrence.coming(rule, date(2026, 12, 31), date(2026, 12, 31), 2, NO_HOLIDAYS)
    assert found == [date(2027, 1, 29), date(2027, 2, 26)]


@given(
    DAYS,
    st.sampled_from(["every weekday", "last working day of every month", "first working day of every month"]),
)
def test_working_days_come_once_per_period_and_nobody_is_off(due: date, words: str) -> None:
    rule = read_recurrence(words)
    days = recurrence.coming(rule, due, due, 4, ENGLISH)
    assert len(days) == 4
    assert [due, *days] == sorted({due, *days})
    assert not any(workdays.is_off(ENGLISH, day) for day in days)
    if "month" in words:
        months = [(day.year, day.month) for day in days]
        assert len(set(months)) == 4


@given(DAYS, st.integers(1, 6))
def test_a_series_ends_with_its_count_and_with_its_last_day(due: date, count: int) -> None:
    assert len(recurrence.coming(f"FREQ=MONTHLY;COUNT={count}", due, due, 20)) == count - 1
    last = due + timedelta(days=100)
    days = recurrence.coming(f"FREQ=WEEKLY;UNTIL={last:%Y%m%d}", due, due, 40)
    assert len(days) == 14
    assert max(days) <= last


@given(
    DAYS,
    st.sampled_from(["FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=WEEKLY;INTERVAL=2"]),
)
def test_another_calendar_reads_from_the_rule_the_days_that_come(due: date, rule: str) -> None:
    """Where the first day is one of the rule, as it is of every task that a series made."""
    first, *others = recurrence.coming(rule, due, due, 5)
    begun = recurrence.following(rule, due, due)
    assert begun is not None
    written = recurrence.calendar_rule(begun.rule, first)
    read = rrulestr(written, dtstart=recurrence._moment(first, 0))
    assert [moment.date() for moment in read.xafter(recurrence._moment(first, 0), count=4)] == others

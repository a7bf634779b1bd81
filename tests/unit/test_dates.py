"""Days: month ends, relative words, and the ways people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.dates import (
    add_months,
    month_end,
    quarter_end,
    quarter_start,
    relative_date,
    week_start,
    written_date,
)

TODAY = date(2026, 11, 21)  # a Saturday


def test_month_ends_are_safe() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert month_end(date(2024, 2, 1)) == date(2024, 2, 29)
    assert (quarter_start(TODAY), quarter_end(TODAY)) == (date(2026, 10, 1), date(2026, 12, 31))
    assert week_start(TODAY) == date(2026, 11, 16)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(-600, 600))
def test_adding_months_lands_in_that_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == min(day.day, month_end(moved).day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("7d", date(2026, 11, 28)),
        ("+7d", date(2026, 11, 28)),
        ("-2w", date(2026, 11, 7)),
        ("3m", date(2027, 2, 21)),
        ("1q", date(2027, 2, 21)),
        ("-1y", date(2025, 11, 21)),
        ("fri", date(2026, 11, 27)),
        ("saturday", date(2026, 11, 28)),
        ("sun", date(2026, 11, 22)),
        ("eow", date(2026, 11, 22)),
        ("eom", date(2026, 11, 30)),
        ("eoq", date(2026, 12, 31)),
        ("eoy", date(2026, 12, 31)),
        ("2026-12-31", None),
        ("fr", None),
    ],
)
def test_relative_words(text: str, day: date | None) -> None:
    assert relative_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["99999y", "99999m", "-99999q"])
def test_a_day_too_far_away_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="too far"):
        relative_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-01-05", date(2022, 1, 5)),
        ("20220105", date(2022, 1, 5)),
        ("2013-09-13 00:00:00", date(2013, 9, 13)),
        ("2020-01-01T23:00:00.000+0000", date(2020, 1, 1)),
        ("2020-01-01T23:00:00Z", date(2020, 1, 1)),
        ("2013/9/3", date(2013, 9, 3)),
        ("31-May-2025", date(2025, 5, 31)),
        ("1. Mar 2024", date(2024, 3, 1)),
        ("Fri, 13 Sep 2013", date(2013, 9, 13)),
        ("May 31, 2025", date(2025, 5, 31)),
        ("1-1-2022", date(2022, 1, 1)),
        ("31/12/26", date(2026, 12, 31)),
        ("12/31/1999 10:30 PM", date(1999, 12, 31)),
        ("24.12.69", date(1969, 12, 24)),
    ],
)
def test_written_dates(text: str, day: date) -> None:
    assert written_date(text) == day


def test_day_or_month_first_is_the_columns_to_say() -> None:
    assert written_date("1-2-2026", day_first=True) == date(2026, 2, 1)
    assert written_date("1-2-2026", day_first=False) == date(2026, 1, 2)
    with pytest.raises(ValueError, match="reads two ways; write 2026-02-01 or 2026-01-02"):
        written_date("1-2-2026")
    with pytest.raises(ValueError, match="is no date"):
        written_date("31/12/2026", day_first=False)


@pytest.mark.parametrize("text", ["31-31-2026", "2024-02-30", "soon", "", "1/2", "99 Foo 2020", "0000-01-01"])
def test_no_date_is_refused_with_the_way_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="is no date; write 2026-12-31"):
        written_date(text)


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        found = relative_date(text, TODAY) or written_date(text)
    except ValueError:
        return
    assert isinstance(found, date)

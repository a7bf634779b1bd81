"""Values over days drawn with characters."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.widgets.plot import BLOCKS, curve, level, sparkline

FIRST = date(2026, 1, 1)
VALUES = st.dictionaries(
    st.integers(0, 900), st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=40
).map(lambda held: [(FIRST + timedelta(day), held[day]) for day in sorted(held)])


def _daily(*numbers: int) -> list[tuple[date, Decimal]]:
    return [(FIRST + timedelta(place), Decimal(number)) for place, number in enumerate(numbers)]


def test_a_sparkline_rises_with_its_values() -> None:
    assert sparkline(_daily(0, 1, 2, 3, 4, 5, 6), 7) == BLOCKS


def test_a_sparkline_holds_a_value_until_the_next() -> None:
    values = [(FIRST, Decimal(0)), (FIRST + timedelta(9), Decimal(1))]
    assert sparkline(values, 10) == "▁▁▁▁▁▁▁▁▁▇"


def test_values_that_are_all_the_same_are_no_bottom() -> None:
    assert sparkline(_daily(5), 10) == "▄"
    assert sparkline(_daily(5, 5, 5), 10) == "▄▄▄"
    assert sparkline([], 10) == ""


@given(VALUES, st.integers(1, 60))
def test_a_sparkline_fits_its_width(values: list[tuple[date, Decimal]], width: int) -> None:
    assert 1 <= len(sparkline(values, width)) <= width


@given(VALUES, st.integers(1, 60), st.integers(1, 20))
def test_a_curve_fills_its_lines_from_the_lowest_to_the_highest(
    values: list[tuple[date, Decimal]], width: int, height: int
) -> None:
    numbers = [number for _, number in values]
    low, high = min(numbers), max(numbers)
    lines = curve(values, low, high, width, height)
    assert [len(line) for line in lines] == [width] * height
    if low < high:
        assert lines[level(low, low, high, height)].strip()
        assert lines[level(high, low, high, height)].strip()
        assert (level(low, low, high, height), level(high, low, high, height)) == (height - 1, 0)


def test_a_curve_ends_at_the_right_edge() -> None:
    lines = curve(_daily(0, 10), Decimal(0), Decimal(10), 10, 2)
    assert lines[1][0] != " "
    assert lines[0][-1] != " "

"""The colour of a metric, and what it gained or lost over a period (domain.md 1.1)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.metrics import AMBER, GREEN, RANKS, RED, change, colour, is_better, progress

DAY = date(2026, 6, 30)
ORDER = {RED: 0, AMBER: 1, GREEN: 2}

numbers = st.decimals(-(10**9), 10**9, places=3)
measured = st.dictionaries(st.dates(DAY - timedelta(500), DAY + timedelta(60)), numbers, max_size=12)


def number(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("start", "target", "value", "wanted"),
    [
        ("0", "100", "100", GREEN),
        ("0", "100", "99.999", AMBER),
        ("0", "100", "50", AMBER),
        ("0", "100", "49.999", RED),
        ("0", "100", "-5", RED),
        ("0", "100", "250", GREEN),
        ("40", "20", "20", GREEN),
        ("40", "20", "30", AMBER),
        ("40", "20", "31", RED),
        ("40", "20", "55", RED),
        ("99.9", "99.9", "99.9", GREEN),
        ("99.9", "99.9", "99.95", GREEN),
        ("99.9", "99.9", "99.8", RED),
    ],
)
def test_green_at_the_target_amber_from_half_way_else_red(
    start: str, target: str, value: str, wanted: str
) -> None:
    for unit in ("number", "percent", "money"):
        assert colour(unit, number(start), number(target), number(value)) == wanted


def test_a_rank_is_its_own_colour_whatever_start_and_target_say() -> None:
    assert {value: colour("colour", None, None, Decimal(value)) for value in RANKS} == RANKS
    assert colour("colour", Decimal(1), Decimal(3), number("2.5")) is None
    assert colour("colour", Decimal(1), Decimal(3), Decimal(4)) is None


def test_without_value_start_or_target_there_is_no_colour() -> None:
    one = Decimal(1)
    assert colour("number", one, one, None) is None
    assert colour("number", None, one, one) is None
    assert colour("number", one, None, one) is None


@given(numbers, numbers)
def test_the_way_begins_at_the_start_and_ends_at_the_target(start: Decimal, target: Decimal) -> None:
    assert progress(start, target, target) == 1
    assert progress(start, target, start) == (1 if start == target else 0)


@given(numbers, numbers, numbers, numbers)
def test_nearer_to_the_target_is_never_a_worse_colour(
    start: Decimal, target: Decimal, one: Decimal, other: Decimal
) -> None:
    worse, better = sorted((one, other), reverse=target < start)
    first, second = (colour("number", start, target, value) for value in (worse, better))
    assert first is not None
    assert second is not None
    assert ORDER[first] <= ORDER[second]


@given(numbers, numbers, numbers)
def test_less_is_better_mirrors_more_is_better(start: Decimal, target: Decimal, value: Decimal) -> None:
    if start != target:
        assert colour("number", start, target, value) == colour("number", -start, -target, -value)


def test_a_change_compares_with_the_newest_value_on_or_before_the_periods_begin() -> None:
    values = [
        (DAY - timedelta(120), number("8")),
        (DAY - timedelta(90), number("10")),
        (DAY - timedelta(89), number("11")),
        (DAY - timedelta(3), number("15")),
        (DAY + timedelta(1), number("99")),
    ]
    found = change(values, DAY, 90)
    assert found is not None
    assert (found.before, found.value) == (Decimal(10), Decimal(15))
    assert found.since == DAY - timedelta(90)
    assert (found.delta, found.percent, found.is_whole) == (Decimal(5), Decimal(50), True)


def test_without_a_value_so_old_the_oldest_stands_for_it() -> None:
    found = change([(DAY - timedelta(5), number("4")), (DAY, number("3"))], DAY, 30)
    assert found is not None
    assert (found.since, found.is_whole) == (DAY - timedelta(5), False)
    assert (found.delta, found.percent) == (Decimal(-1), Decimal(-25))


def test_of_nothing_there_is_no_percentage() -> None:
    found = change([(DAY - timedelta(40), number("0")), (DAY, number("3"))], DAY, 30)
    assert found is not None
    assert found.percent is None


def test_percent_follows_the_direction_below_zero_too() -> None:
    found = change([(DAY - timedelta(40), number("-10")), (DAY, number("-5"))], DAY, 30)
    assert found is not None
    assert found.percent == 50


@given(measured, st.integers(0, 400))
def test_a_change_is_told_of_what_was_known(values: dict[date, Decimal], days: int) -> None:
    found = change(values.items(), DAY, days)
    known = [day for day in values if day <= DAY]
    assert (found is None) == (not known)
    if found is None:
        return
    begin = DAY - timedelta(days)
    assert found.value == values[max(known)]
    assert found.before == values[found.since]
    assert found.is_whole == any(day <= begin for day in known)
    between = [day for day in known if found.since < day <= begin]
    assert not between
    assert found.is_whole or found.since == min(known)


@pytest.mark.parametrize(
    ("unit", "start", "target", "delta", "wanted"),
    [
        ("number", "0", "10", "1", True),
        ("number", "0", "10", "-1", False),
        ("number", "10", "0", "-1", True),
        ("percent", "99", "99", "0.5", True),
        ("colour", None, None, "1", True),
        ("colour", None, None, "-1", False),
        ("money", None, "5", "1", None),
        ("money", "1", "5", "0", None),
    ],
)
def test_a_gain_leads_towards_the_target(
    unit: str, start: str | None, target: str | None, delta: str, wanted: bool | None
) -> None:
    ends = [None if text is None else number(text) for text in (start, target)]
    assert is_better(unit, ends[0], ends[1], number(delta)) is wanted

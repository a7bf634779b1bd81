"""Days of a score as characters: nothing beyond its lines and cells, no day invented, none hidden."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kapta_tui.widgets.cells import Run
from kapta_tui.widgets.healthchart import HOLLOW, LEAST, RULES, Point, rule_changes, sparks, timeline
from kapta_tui.widgets.plot import BLOCKS

TODAY = date(2026, 11, 21)
_VALUES = st.none() | st.decimals(0, 100, places=2)


def _day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def _text(line: list[Run]) -> str:
    return "".join(text for text, _ in line)


@st.composite
def _points(draw: st.DrawFn) -> list[Point]:
    agos = sorted(draw(st.sets(st.integers(0, 400), min_size=1, max_size=40)), reverse=True)
    return [Point(_day(ago), draw(_VALUES), draw(st.booleans()), draw(st.integers(1, 3))) for ago in agos]


@given(_points(), st.integers(8, 160), st.integers(LEAST, 30))
def test_every_line_is_as_wide_as_asked_and_there_are_as_many(
    points: list[Point], width: int, height: int
) -> None:
    lines = timeline(points, (points[0].day, TODAY), width, height, {75: "good", 50: "warn"})
    assert len(lines) == height
    assert all(cell_len(_text(line)) <= width for line in lines)
    assert all(cell_len(_text(line)) == width for line in lines[:-2])
    assert cell_len(_text(sparks(points, (points[0].day, TODAY), width))) == width


@given(_points())
def test_a_column_is_drawn_where_a_day_is_known_and_nowhere_else(points: list[Point]) -> None:
    span = (_day(400), TODAY)
    room = 401
    above = [_text(line)[5:] for line in timeline(points, span, room + 5, 22)][:20]
    drawn = {x for x in range(room) if any(line[x] != " " for line in above)}
    assert drawn == {(point.day - span[0]).days for point in points if point.value is not None}


def test_a_carried_day_is_hollow_and_breaks_the_curve() -> None:
    points = [Point(_day(ago), Decimal(60), ago == 2) for ago in (4, 3, 2, 1, 0)]
    above = [_text(line)[5:] for line in timeline(points, (_day(4), TODAY), 10, 12)][:10]
    columns = ["".join(line[x] for line in above).strip() for x in range(5)]
    assert columns[2] == HOLLOW
    assert HOLLOW not in "".join(columns[:2] + columns[3:])
    assert _text(sparks(points, (_day(4), TODAY), 5))[2] == HOLLOW


def test_a_mark_stands_below_the_day_whose_rules_are_others() -> None:
    points = [Point(_day(ago), Decimal(60), rules=1 if ago > 3 else 2) for ago in range(9, -1, -1)]
    assert rule_changes(points) == [_day(3)]
    axis = _text(timeline(points, (_day(9), TODAY), 15, 8)[-2])
    assert axis[5:].index(RULES) == 6
    assert axis.count(RULES) == 1


@pytest.mark.parametrize(
    ("values", "blocks"),
    [
        ((0, 0), BLOCKS[0] * 2),
        ((100, 100), BLOCKS[-1] * 2),
        ((50, 52), BLOCKS[2] + BLOCKS[3]),
        ((0, 100), BLOCKS[0] + BLOCKS[-1]),
    ],
)
def test_a_small_change_is_not_drawn_as_a_large_one(values: tuple[int, int], blocks: str) -> None:
    points = [Point(_day(1), Decimal(values[0])), Point(TODAY, Decimal(values[1]))]
    assert _text(sparks(points, (_day(1), TODAY), 2)) == blocks

"""Swim lanes: bars that rest on the day on which work really began or ended (features: row 91)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kapta_tui.domain.lanes import LaneItem, Piece, Shape, Zoom, make_bar, spans_of
from kapta_tui.widgets.lanes.moves import begun, moved, stretched

TODAY = date(2026, 11, 22)


def day(offset: int) -> date:
    return TODAY + timedelta(offset)


def begun_work(began: int, due: int | None = None, percent: int = 0, done: int | None = None) -> LaneItem:
    """Return an action without planned start that really began, with days from today."""
    return LaneItem(
        "action", 1, "a", due=None if due is None else day(due), percent=percent, is_started=True,
        started_on=day(began), completed_on=None if done is None else day(done),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("item", "shape", "first", "last"),
    [
        (begun_work(0, 30, 60), Shape.BEGUN, 0, 30),
        (begun_work(-3, -8, 60), Shape.BEGUN, -8, -8),
        (begun_work(-10), Shape.REAL, -10, 0),
        (begun_work(-10, done=-4), Shape.REAL, -10, -4),
        (replace(begun_work(-10, done=-4), started_on=None), Shape.REAL, -4, -4),
        (replace(begun_work(-10), start=day(-20)), Shape.OPEN, -20, 0),
        (replace(begun_work(-10, 5), start=day(-20)), Shape.PLANNED, -20, 5),
        (replace(begun_work(-10, 5), started_on=None), Shape.POINT, 5, 5),
    ],
)
def test_a_bar_falls_back_on_real_days_only_where_none_is_planned(
    item: LaneItem, shape: Shape, first: int, last: int
) -> None:
    span = spans_of([item], TODAY)[item.key]
    assert (span.shape, span.start, span.end) == (shape, day(first), day(last))
    bar = make_bar(item, span, Zoom.WEEK, TODAY)
    assert bar.is_movable is (shape is not Shape.REAL)


def test_progress_is_drawn_where_only_the_real_start_is_known() -> None:
    item = begun_work(-9, 0, 60)
    bar = make_bar(item, spans_of([item], TODAY)[item.key], Zoom.WEEK, TODAY)
    assert [(stretch.piece, stretch.end - stretch.start) for stretch in bar.stretches] == [
        (Piece.DONE, 6),
        (Piece.ELAPSED, 3),
        (Piece.AHEAD, 1),
    ]


def test_what_is_below_a_goal_counts_before_the_day_on_which_it_was_completed() -> None:
    goal = LaneItem("goal", 1, "Live", completed_on=day(-1))
    child = replace(begun_work(-10, -4), parent=goal.key)
    span = spans_of([goal, child], TODAY)[goal.key]
    assert (span.shape, span.start, span.end) == (Shape.DERIVED, day(-10), day(-4))


def test_moving_writes_no_start_that_nobody_planned_but_moving_the_start_does() -> None:
    item = begun_work(-3, 30)
    assert (moved(item, 7).start, moved(item, 7).due) == (None, day(37))
    assert (stretched(item, 7).start, stretched(item, 7).due) == (None, day(37))
    assert (begun(item, -2).start, begun(item, -2).due) == (day(-5), day(30))

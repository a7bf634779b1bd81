"""Swim lanes: scale, bars and packing (features row 91)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.lanes import (
    NAME_ROOM,
    Heading,
    Key,
    Lane,
    LaneItem,
    Packing,
    Piece,
    Shape,
    Zoom,
    fitting,
    lay_out,
    make_bar,
    pack,
    ruler,
    spans_of,
)

TODAY = date(2026, 11, 21)
zooms = st.sampled_from(Zoom)
days = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def action(
    number: int, start: int | None, due: int | None, percent: int = 0, *, parent: Key | None = None
) -> LaneItem:
    """Return an action with dates in days from today."""
    return LaneItem(
        "action",
        number,
        f"Action {number}",
        parent=parent,
        start=None if start is None else TODAY + timedelta(start),
        due=None if due is None else TODAY + timedelta(due),
        percent=percent,
        is_started=percent > 0,
    )


def drawn(item: LaneItem, zoom: Zoom = Zoom.WEEK) -> str:
    """Return the glyphs of the item's bar, one per cell."""
    bar = make_bar(item, spans_of([item], TODAY)[item.key], zoom, TODAY)
    return "".join(stretch.piece.value * (stretch.end - stretch.start) for stretch in bar.stretches)


@pytest.mark.parametrize(
    ("item", "glyphs"),
    [
        (action(1, -6, 3, 30), "▆▆▆▄▄▄▂▂▂▂"),
        (action(1, -3, 6, 80), "▆▆▆▆▆▆▆▆▂▂"),
        (action(1, -10, -6, 60), "▆▆▆▄▄╍╍╍╍╍"),
        (action(1, 2, 6), "┄┄┄┄┄"),
        (action(1, -2, 2), "╱╱┄┄┄"),
        (action(1, -4, -3), "╱╱╍╍"),
        (replace(action(1, -4, -1, 50), completed_on=TODAY), "▆▆▆▆"),
        (action(1, -4, None, 50), "▆▆▆▄▂"),
        (action(1, None, 5), "◆"),
        (action(1, -9, 0, 1), "▆▄▄▄▄▄▄▄▄▂"),
        (action(1, -9, 0, 99), "▆▆▆▆▆▆▆▆▆▂"),
        (action(1, -9, 0, 100), "▆▆▆▆▆▆▆▆▆▆"),
        (action(1, 3, 1, 100), "▆▆▆"),
    ],
)
def test_done_elapsed_ahead_waiting_and_late_differ_without_colour(item: LaneItem, glyphs: str) -> None:
    assert drawn(item) == glyphs


@given(zooms, days)
def test_a_day_lies_in_its_cell(zoom: Zoom, day: date) -> None:
    assert zoom.day(zoom.cell(day)) <= day < zoom.day(zoom.end_cell(day))


@given(zooms, days, st.integers(0, 900), st.integers(0, 100), days)
def test_the_parts_of_a_bar_join_without_gap(
    zoom: Zoom, start: date, length: int, percent: int, today: date
) -> None:
    item = LaneItem("action", 1, "a", start=start, due=start + timedelta(length), percent=percent)
    bar = make_bar(item, spans_of([item], today)[item.key], zoom, today)
    assert (bar.stretches[0].start, bar.stretches[-1].end) == (bar.start, bar.tail)
    assert all(stretch.end > stretch.start for stretch in bar.stretches)
    assert all(left.end == right.start for left, right in zip(bar.stretches, bar.stretches[1:], strict=False))


@given(zooms, days, st.integers(1, 200))
def test_the_ruler_covers_the_window_without_gap(zoom: Zoom, day: date, width: int) -> None:
    first = zoom.cell(day)
    for ticks in (ruler(zoom, first, width).major, ruler(zoom, first, width).minor):
        assert ticks[0].cell <= first
        assert ticks[-1].cell + ticks[-1].room >= first + width
        assert all(left.cell + left.room == right.cell for left, right in pairwise(ticks))


@pytest.mark.parametrize(
    ("zoom", "major", "minor"),
    [
        (Zoom.DAY, "Nov 2026", "Sa 21"),
        (Zoom.WEEK, "Nov 2026", "16"),
        (Zoom.MONTH, "2026", "Nov"),
        (Zoom.QUARTER, "Q4 2026", "Nov"),
        (Zoom.YEAR, "2026", "Q4"),
    ],
)
def test_the_ruler_of_each_zoom(zoom: Zoom, major: str, minor: str) -> None:
    found = ruler(zoom, zoom.cell(TODAY), 20)
    assert (found.major[0].label, found.minor[0].label) == (major, minor)


@pytest.mark.parametrize("zoom", Zoom)
def test_the_ends_of_the_calendar_are_drawn(zoom: Zoom) -> None:
    assert ruler(zoom, 0, 80).minor
    assert ruler(zoom, zoom.cell(date.max) - 5, 80) is not None


@given(days, st.integers(0, 4000), st.integers(20, 250))
def test_the_closest_zoom_at_which_a_plan_fits(first: date, length: int, width: int) -> None:
    last = first + timedelta(length)
    zoom = fitting(first, last, width)
    assert zoom.cells_of(first, last) <= width or zoom is Zoom.YEAR
    closer = zoom.closer()
    assert closer is zoom or closer.cells_of(first, last) > width


def test_zoom_stops_at_both_ends() -> None:
    assert (Zoom.DAY.closer(), Zoom.WEEK.closer(), Zoom.YEAR.wider()) == (Zoom.DAY, Zoom.DAY, Zoom.YEAR)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=40))
def test_packed_lanes_never_overlap_and_are_as_few_as_can_be(given_pairs: list[tuple[int, int]]) -> None:
    intervals = [(start, start + length) for start, length in given_pairs]
    lanes = pack(intervals)
    assert sorted(index for lane in lanes for index in lane) == list(range(len(intervals)))
    for lane in lanes:
        assert all(intervals[a][1] <= intervals[b][0] for a, b in pairwise(lane))
    deepest = max((sum(a <= start < b for a, b in intervals) for start, _ in intervals), default=0)
    assert len(lanes) == deepest


@given(
    st.lists(st.tuples(st.integers(-400, 400), st.integers(0, 200), st.integers(0, 100)), max_size=30),
    zooms,
    st.sampled_from([1, NAME_ROOM]),
)
def test_row_91_lanes_never_overlap_with_their_late_tails_and_the_room_of_their_words(
    given_rows: list[tuple[int, int, int]], zoom: Zoom, room: int
) -> None:
    items = [
        action(n, start, start + length, percent) for n, (start, length, percent) in enumerate(given_rows)
    ]
    spans = spans_of(items, TODAY)
    rows = lay_out(items, packing=Packing(spans, zoom, TODAY, room))
    assert sorted(item.id for row in rows if isinstance(row, Lane) for item in row.items) == list(
        range(len(items))
    )
    for row in rows:
        assert isinstance(row, Lane)
        bars = [make_bar(item, spans[item.key], zoom, TODAY) for item in row.items]
        assert all(left.tail + room <= right.start for left, right in pairwise(bars))


def plan() -> list[LaneItem]:
    goal = LaneItem("goal", 1, "Live", section="Customer's goals")
    objective = LaneItem("objective", 1, "Deliver", parent=goal.key)
    other = LaneItem("goal", 2, "Renewal", section="Our goals", due=TODAY)
    return [
        goal,
        objective,
        action(1, -10, -5, 100, parent=objective.key),
        other,
        action(2, 5, 9, parent=objective.key),
        action(3, None, None, parent=goal.key),
        action(4, 1, 2, parent=("goal", 99)),
    ]


def shown(folded: set[Key]) -> list[str]:
    """Return the rows as an outline."""
    return [
        row.text.upper() if isinstance(row, Heading) else "  " * row.depth + row.items[0].name
        for row in lay_out(plan(), folded)
    ]


def test_the_outline_with_headings_and_folds() -> None:
    assert shown(set()) == [
        "CUSTOMER'S GOALS",
        "Live",
        "  Deliver",
        "    Action 1",
        "    Action 2",
        "  Action 3",
        "OUR GOALS",
        "Renewal",
        "Action 4",
    ]
    assert shown({("objective", 1)})[1:4] == ["Live", "  Deliver", "  Action 3"]
    assert shown({("goal", 1)})[:3] == ["CUSTOMER'S GOALS", "Live", "OUR GOALS"]


def test_an_item_without_dates_spans_what_is_below_it() -> None:
    spans = spans_of(plan(), TODAY)
    for key in (("goal", 1), ("objective", 1)):
        assert spans[key].shape is Shape.DERIVED
        assert (spans[key].start, spans[key].end) == (TODAY - timedelta(10), TODAY + timedelta(9))
    assert ("action", 3) not in spans
    assert spans["goal", 2].shape is Shape.POINT


def test_every_piece_has_a_glyph_of_its_own() -> None:
    assert len({piece.value for piece in Piece}) == len(Piece) == 7

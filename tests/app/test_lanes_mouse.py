"""Swim lanes by mouse: select, open, fold, drag a bar, pull its end, scroll."""

from __future__ import annotations

from textual.events import MouseScrollDown, MouseScrollLeft, MouseScrollRight, MouseScrollUp
from textual.pilot import Pilot

from kapta_tui.domain.lanes import LaneItem, Zoom
from kapta_tui.widgets.lanes import Lanes
from tests.app.lane_host import LaneHost, day, plan
from tests.app.line_hosts import lines
from tests.app.running import in_loop

RENEWAL = ("goal", 2)


def place(app: LaneHost, name: str, glyphs: str, last: bool = False) -> tuple[int, int]:
    """Return where the first, or last, of `glyphs` stands in the line of `name`, counted from the border."""
    drawn = lines(app.lanes)
    y = next(index for index, line in enumerate(drawn) if name in line[:30])
    label = app.lanes.label_width
    xs = [x for x, char in enumerate(drawn[y]) if char in glyphs and x > label]
    return (xs[-1] if last else xs[0]) + 1, y + 1


async def drag(pilot: Pilot[None], start: tuple[int, int], cells: int) -> None:
    """Press at `start`, carry the mouse `cells` to the right, let go."""
    await pilot.mouse_down(Lanes, offset=start)
    for step in (cells // 2, cells):
        await pilot.hover(Lanes, offset=(start[0] + step, start[1]))
    await pilot.mouse_up(Lanes, offset=(start[0] + cells, start[1]))
    await pilot.pause()


@in_loop
async def test_a_click_selects_and_a_double_click_opens() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(Lanes, offset=place(app, "Training", "▆"))
        assert app.highlighted[-1] == ("action", 2)
        assert app.opened == []
        await pilot.click(Lanes, offset=place(app, "Renewal", "▆"), times=2)
        assert app.opened == [RENEWAL]
        assert app.moves == []


@in_loop
async def test_the_fold_glyph_folds() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.click(Lanes, offset=(2, 4))
        assert app.lanes.folded == {("goal", 1)}
        await pilot.click(Lanes, offset=(2, 4))
        assert app.lanes.folded == frozenset()


@in_loop
async def test_dragging_a_bar_moves_it() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)) as pilot:
        await drag(pilot, place(app, "Renewal", "▆"), 6)
        assert app.moves == [("goal", 2, day(2), day(32))]


@in_loop
async def test_dragging_the_end_stretches_the_bar() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)) as pilot:
        await drag(pilot, place(app, "Renewal", "▌"), -4)
        assert app.moves == [("goal", 2, day(-10), day(12))]


@in_loop
async def test_dragging_the_start_stretches_the_bar_and_esc_puts_it_back() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)) as pilot:
        start = place(app, "Renewal", "▐")
        before = lines(app.lanes)[2:]
        await pilot.mouse_down(Lanes, offset=start)
        await pilot.hover(Lanes, offset=(start[0] + 4, start[1]))
        assert lines(app.lanes)[2:] != before
        await pilot.press("escape")
        await pilot.hover(Lanes, offset=(start[0] + 6, start[1]))
        await pilot.mouse_up(Lanes, offset=(start[0] + 6, start[1]))
        await pilot.press("enter")
        assert app.moves == []
        await drag(pilot, start, 4)
        assert app.moves == [("goal", 2, day(-2), day(20))]


@in_loop
async def test_the_wheel_with_a_key_and_the_ruler_in_hand_move_time() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)) as pilot:
        first = app.lanes.first_day
        await pilot._post_mouse_events([MouseScrollDown], Lanes, (60, 10), shift=True)
        assert app.lanes.first_day > first
        await pilot._post_mouse_events([MouseScrollUp], Lanes, (60, 10), shift=True)
        assert app.lanes.first_day == first
        column = place(app, "Renewal", "▌")[0]
        zooms = [app.lanes.zoom]
        await pilot._post_mouse_events([MouseScrollUp], Lanes, (column, 10), control=True)
        zooms.append(app.lanes.zoom)
        assert abs(place(app, "Renewal", "▌")[0] - column) <= 1
        await pilot._post_mouse_events([MouseScrollDown], Lanes, (column, 10), control=True)
        assert [*zooms, app.lanes.zoom] == [Zoom.MONTH, Zoom.WEEK, Zoom.MONTH]
        await drag(pilot, (60, 1), 6)
        assert (first - app.lanes.first_day).days in range(8, 17)
        assert app.moves == []


@in_loop
async def test_dragging_there_and_back_changes_nothing() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)) as pilot:
        before = lines(app.lanes)
        start = place(app, "Renewal", "▆")
        await pilot.mouse_down(Lanes, offset=start)
        await pilot.hover(Lanes, offset=(start[0] + 5, start[1]))
        await pilot.hover(Lanes, offset=start)
        await pilot.mouse_up(Lanes, offset=start)
        await pilot.press("g")
        assert app.moves == []
        assert lines(app.lanes)[2:] == before[2:]


@in_loop
async def test_a_bar_that_spans_others_cannot_be_dragged() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)) as pilot:
        await drag(pilot, place(app, "Live", "▆"), 6)
        assert app.moves == []


@in_loop
async def test_a_sideways_wheel_scrolls_time() -> None:
    app = LaneHost(plan())
    async with app.run_test(size=(120, 40)) as pilot:
        first = app.lanes.first_day
        await pilot._post_mouse_events([MouseScrollRight], Lanes, (60, 10))
        assert app.lanes.first_day > first
        await pilot._post_mouse_events([MouseScrollLeft], Lanes, (60, 10))
        assert app.lanes.first_day == first


@in_loop
async def test_a_click_beside_bars_selects_the_lane_and_below_the_lanes_nothing() -> None:
    app = LaneHost([LaneItem("action", 1, "Undated"), *plan()])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("G")
        await pilot.click(Lanes, offset=(90, 3))
        assert app.highlighted[-1] == ("action", 1)
        seen = len(app.highlighted)
        await pilot.click(Lanes, offset=(90, 30))
        await pilot.click(Lanes, offset=(90, 1))
        assert len(app.highlighted) == seen

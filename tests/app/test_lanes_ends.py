"""Swim lanes: what the bars of goals and actions begin and end with, the start by key, the whole plan in view."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kapta_tui.domain.lanes import LaneItem, Zoom
from tests.app.lane_host import LaneHost, action, day, plan
from tests.app.line_hosts import lines
from tests.app.running import in_loop


def line_of(app: LaneHost, name: str) -> str:
    """Return the drawn line that begins with the name."""
    return next(line for line in lines(app.lanes) if name in line[:30])


@in_loop
async def test_the_start_moves_alone_and_stops_at_the_end() -> None:
    app = LaneHost(plan())
    async with app.run_test() as pilot:
        await pilot.press("G", "left_curly_bracket", "enter")
        assert app.moves == [("goal", 2, day(-17), day(20))]
        await pilot.press(*["right_curly_bracket"] * 9, "enter")
        assert app.moves[1] == ("goal", 2, day(20), day(20))


@pytest.mark.parametrize("last", [3, 150, 3000, 2_900_000])
@in_loop
async def test_the_whole_plan_is_brought_into_the_window(last: int) -> None:
    app = LaneHost([action(1, "First", -2, 1), action(2, "Last", None, last, goal=2)])
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("0")
        window, zoom = app.lanes.window, app.lanes.zoom
        assert window.first <= zoom.cell(day(-2))
        assert zoom.end_cell(day(last)) <= window.end or zoom is Zoom.YEAR
        closer = zoom.closer()
        assert zoom is closer or closer.cells_of(day(-2), day(last)) > window.width - 2


@in_loop
async def test_goals_objectives_and_actions_end_differently() -> None:
    steps = [
        LaneItem("objective", 1, "Deliver", parent=("goal", 2), start=day(-9), due=day(9)),
        action(9, "Workshop", -9, 9, 40, goal=2),
    ]
    app = LaneHost([plan()[-1], *steps])
    async with app.run_test(size=(120, 40)):
        for name, ends in (("Renewal", "▐▌"), ("Deliver", "▕▏"), ("Workshop", "")):
            drawn = line_of(app, name)
            assert [char for char in drawn if char in "▐▌▕▏"] == list(ends)


@in_loop
async def test_the_sum_of_a_goal_stands_behind_its_bar_under_the_cursor() -> None:
    goal = replace(plan()[-1], sum="(60 + 0 + 100) / 3 = 53 %")
    app = LaneHost([goal, action(9, "Workshop", -9, 9, 40, goal=2)])
    async with app.run_test(size=(160, 40)) as pilot:
        assert "(60 + 0 + 100) / 3 = 53 %" in line_of(app, "Renewal")
        await pilot.press("j")
        assert "53 %" not in line_of(app, "Renewal")


@in_loop
async def test_a_bar_of_real_days_stays_but_for_the_start_that_is_planned_from_them() -> None:
    begun = replace(action(9, "Workshop", None, None, 40, goal=2), started_on=day(-9))
    app = LaneHost([plan()[-1], begun])
    async with app.run_test(size=(160, 40)) as pilot:
        assert "▆" in line_of(app, "Workshop")
        await pilot.press("G", "L", "greater_than_sign")
        assert app.refusals == ["It shows when work really began and ended: no date is planned."] * 2
        await pilot.press("left_curly_bracket", "enter")
        assert app.moves == [("action", 9, day(-16), None)]

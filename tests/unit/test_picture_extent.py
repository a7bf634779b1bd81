"""What a picture shows: how deep, how much time, and nothing without dates (features: row 91)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.lanes import Key, Lane, LaneItem
from kapta_tui.reports.pictures.extent import Depth, about, drawable
from kapta_tui.reports.pictures.sheet import Sheet

TODAY = date(2026, 11, 22)


def day(offset: int) -> date:
    return TODAY + timedelta(offset)


def plan(first: int = 1, last: int = 30) -> list[LaneItem]:
    """Return a goal with an objective and actions, two of them without dates, and an action beside it."""
    goal = LaneItem("goal", 1, "Live", section="Ours")
    objective = LaneItem("objective", 1, "Deliver", parent=goal.key)
    return [
        goal,
        objective,
        LaneItem("action", 1, "Train", parent=objective.key, start=day(first), due=day(last)),
        LaneItem("action", 2, "Undated", parent=objective.key),
        LaneItem("action", 3, "Direct", parent=goal.key, due=day(last)),
        LaneItem("action", 4, "Undated too", parent=goal.key),
        LaneItem("action", 5, "Beside", section="Ours", due=day(last)),
    ]


@pytest.mark.parametrize(
    ("first", "last", "seen"),
    [
        (9, 12, True),
        (31, 40, True),
        (32, 40, False),
        (100, 500, True),
        (101, 500, False),
        (-40, -31, True),
        (-40, -32, False),
        (-500, -100, True),
        (-501, -101, False),
    ],
)
def test_today_is_drawn_within_a_month_or_a_quarter_of_the_plans_time(
    first: int, last: int, seen: bool
) -> None:
    done = LaneItem("action", 1, "a", start=day(first), due=day(last), completed_on=day(last))
    axis = Sheet([done], TODAY, "Plan").axis
    assert axis.sees(axis.zoom.cell(TODAY)) is seen
    late = replace(done, completed_on=None)
    axis = Sheet([late], TODAY, "Plan").axis
    assert axis.sees(axis.zoom.cell(TODAY)) is (seen or last < 0)


@pytest.mark.parametrize(
    ("depth", "names"),
    [
        ("goals", ["Live"]),
        ("objectives", ["Live", "Deliver"]),
        ("actions", ["Live", "Deliver", "Train", "Undated", "Direct", "Undated too", "Beside"]),
    ],
)
def test_a_picture_is_as_deep_as_asked_and_its_bars_are_the_same(depth: Depth, names: list[str]) -> None:
    sheet = Sheet(plan(), TODAY, "Plan", depth=depth)
    lanes = [row for row in sheet.rows if isinstance(row, Lane)]
    assert [item.name for lane in lanes for item in lane.items] == names
    assert sheet.bars(lanes[0])[0].span.end == day(30)


@pytest.mark.parametrize(
    ("depth", "folded", "words"),
    [
        ("actions", (), "1 goal, 3 actions · 2 without dates left out"),
        ("objectives", (), "1 goal, 1 objective"),
        ("goals", (), "1 goal"),
        ("actions", [("goal", 1)], "1 goal, 1 action"),
    ],
)
def test_what_has_no_bar_is_left_out_and_counted(depth: Depth, folded: list[Key], words: str) -> None:
    drawn = drawable(plan(), TODAY, depth, folded)
    assert not {item.id for item in drawn.items if item.kind == "action"} & {2, 4}
    assert about(drawn, "") == words
    assert about(drawn, "open").startswith(words.partition(" · ")[0] + " · open")


def test_a_plan_without_any_date_is_refused() -> None:
    rows = [replace(item, start=None, due=None) for item in plan()]
    with pytest.raises(RuleError, match="has a date"):
        drawable(rows, TODAY, "actions", ())

"""A goal without actions serves as one: started, reported on and completed (mission S3; features: row 72)."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.read import records
from kapta_tui.data.read.account_page_plan import plan
from kapta_tui.data.read.planlanes import lane_items
from kapta_tui.data.read.playbook import current
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value, Values
from tests.conftest import TODAY
from tests.data.desk import Desk

_STATE = "SELECT status, percent, started_at, completed_at FROM goal WHERE id = ?"


@pytest.fixture
def goal(desk: Desk) -> int:
    """A goal without actions."""
    return desk.do(verbs.add_record, "goals", {"account": "Acme", "name": "Serve", "due": date(2026, 11, 1)})


def _shown(desk: Desk, goal: int) -> tuple[Value, ...]:
    view = records.View(TODAY, "jane", current(desk.reading))
    row = records.record(desk.reading, "goals", view, goal)
    return tuple(row[name] for name in ("status", "percent", "started_at", "completed_at", "overdue"))


def test_a_goal_is_started_reported_completed_and_reopened(desk: Desk, goal: int) -> None:
    assert _shown(desk, goal) == ("not_started", None, None, None, True)
    desk.do(verbs.start_goal, goal)
    assert _shown(desk, goal) == ("in_progress", 0, TODAY, None, True)
    desk.do(verbs.update_goal, goal, 40, "Waiting", "for parts", "omar", date(2027, 1, 1))
    assert _shown(desk, goal) == ("waiting", 40, TODAY, None, False)
    assert desk.last_event() == (
        "update_goal",
        "Updated goal Serve of Acme: Waiting, 40 %, “for parts”, owner, due 2027-01-01",
    )
    desk.do(verbs.complete_goal, goal)
    assert _shown(desk, goal) == ("completed", 100, TODAY, TODAY, False)
    assert isinstance(desk.refused(verbs.update_goal, goal, 50), RuleError)
    desk.do(verbs.reopen_goal, goal)
    assert _shown(desk, goal) == ("waiting", 40, TODAY, None, False)


def test_a_percent_starts_a_goal_and_100_does_not_complete_it(desk: Desk, goal: int) -> None:
    desk.do(verbs.update_goal, goal, 100)
    assert _shown(desk, goal) == ("in_progress", 100, TODAY, None, True)
    assert isinstance(desk.refused(verbs.start_goal, goal), RuleError)
    assert isinstance(desk.refused(verbs.update_goal, goal, 101), RuleError)


def test_a_status_of_completed_completes_and_an_open_one_reopens(desk: Desk, goal: int) -> None:
    desk.do(verbs.edit_record, "goals", goal, {"reported_status": "completed"})
    assert desk.last_event()[1] == "Changed reported status of goal Serve of Acme"
    assert _shown(desk, goal)[:2] == ("completed", 100)
    assert desk.row(_STATE, goal)[0] == "not_started"
    desk.do(verbs.edit_record, "goals", goal, {"reported_status": "In progress"})
    assert _shown(desk, goal)[:4] == ("in_progress", 0, TODAY, None)
    new = desk.do(
        verbs.add_record, "goals", {"account": "Acme", "name": "Old", "reported_status": "completed"}
    )
    assert _shown(desk, new)[:4] == ("completed", 100, None, TODAY)


def test_a_goal_is_not_cancelled(desk: Desk, goal: int) -> None:
    error = desk.refused(verbs.update_goal, goal, status="cancelled")
    assert "open or completed, not cancelled" in error.cause
    assert isinstance(
        desk.refused(
            verbs.add_record, "goals", {"account": "Acme", "name": "X", "reported_status": "cancelled"}
        ),
        RuleError,
    )


@pytest.mark.parametrize(
    ("values", "cause"),
    [
        ({"reported_percent": 70}, "'Live' stands at 0 %, which is measured by its action."),
        ({"reported_status": "waiting"}, "'Live' has the status of its action, “Not started”."),
        ({"reported_status": "completed"}, "1 action is open under the goal 'Live', such as "),
    ],
)
def test_a_goal_with_actions_refuses_a_state_of_its_own(desk: Desk, values: Values, cause: str) -> None:
    assert cause in desk.refused(verbs.edit_record, "goals", 1, values).cause


def test_what_is_kept_may_be_repeated_and_notes_are_taken(desk: Desk) -> None:
    same: Values = {"reported_percent": None, "reported_status": "not_started", "status_note": "soon"}
    desk.do(verbs.edit_record, "goals", 1, same)
    assert _shown(desk, 1)[:2] == ("not_started", 0)
    assert "worked on by its actions" in desk.refused(verbs.start_goal, 1).cause


def test_a_goal_stands_at_its_actions_while_it_has_any_and_else_at_its_own_report(
    desk: Desk, goal: int
) -> None:
    desk.do(verbs.update_goal, goal, 40)
    action = desk.do(
        verbs.add_record, "actions", {"account": "Acme", "goal": goal, "name": "Do", "percent": 10}
    )
    assert _shown(desk, goal)[:2] == ("in_progress", 10)
    desk.do(verbs.update_action, action, status="cancelled")
    assert _shown(desk, goal)[:2] == ("in_progress", 40)
    desk.do(verbs.remove_record, "actions", action)
    assert _shown(desk, goal)[:2] == ("in_progress", 40)


def test_a_goal_whose_actions_are_done_is_completed_by_its_status(desk: Desk) -> None:
    desk.do(verbs.complete_action, 1)
    assert _shown(desk, 1)[:2] == ("in_progress", 100)
    desk.do(verbs.edit_record, "goals", 1, {"reported_status": "completed"})
    assert _shown(desk, 1)[:4] == ("completed", 100, None, TODAY)


def test_swim_lanes_and_the_plan_show_what_is_reported_of_a_goal(desk: Desk, goal: int) -> None:
    desk.do(verbs.update_goal, goal, 40)
    view = records.View(TODAY, "jane", current(desk.reading))
    (item,) = [one for one in lane_items(desk.reading, view, account=1) if one.key == ("goal", goal)]
    assert (item.percent, item.is_started, item.sum) == (40, True, "")
    (line,) = [one for one in plan(desk.reading, 1, TODAY) if (one.kind, one.id) == ("goals", goal)]
    assert (line.percent, line.status) == (40, "in_progress")


def test_a_goal_removed_before_there_were_reports_comes_back_without_one(desk: Desk, goal: int) -> None:
    before = desk.content()
    desk.do(verbs.remove_record, "goals", goal)
    with desk.store.write("age") as tx:
        tx.raw.execute(
            "UPDATE change SET before = json_remove(before, '$.status', '$.status_note', '$.percent', '$.started_at') "
            "WHERE tbl = 'goal' AND row_id = ?",
            (goal,),
        )
    desk.store.undo()
    assert desk.content() == before


def test_a_goal_that_was_started_addresses_its_risk(desk: Desk) -> None:
    view = records.View(TODAY, "jane", current(desk.reading))
    goal = desk.do(verbs.add_work, "goals", {"name": "Heal"}, ("risks", 2))
    assert list(records.ids(desk.reading, "risks", view, filter="unaddressed")) == [2]
    desk.do(verbs.start_goal, goal)
    assert list(records.ids(desk.reading, "risks", view, filter="unaddressed")) == []
    desk.do(verbs.complete_goal, goal)
    assert list(records.ids(desk.reading, "risks", view, filter="unaddressed")) == [2]

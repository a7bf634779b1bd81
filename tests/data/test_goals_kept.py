"""What every writer keeps of goals: states that fit their actions, and what a new section says of the report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kapta_tui.data.read import records
from kapta_tui.data.read.agenda import agenda
from kapta_tui.data.read.planreport import plan_report
from kapta_tui.data.read.playbook import current
from kapta_tui.data.write import verbs, writers
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Value, Values
from tests.conftest import TODAY
from tests.data.desk import Desk

_REPORT = "SELECT in_customer_report FROM {} WHERE id = ?"
_ENDED = "SELECT completed_at IS NOT NULL FROM {} WHERE id = ?"


@pytest.fixture
def goal(desk: Desk) -> int:
    """A goal without actions."""
    return desk.do(verbs.add_record, "goals", {"account": "Acme", "name": "Serve"})


def act(desk: Desk, goal: int, **values: Value) -> int:
    given: Values = {"account": "Acme", "goal": goal, "name": "Do", **values}
    return desk.do(verbs.add_record, "actions", given)


def one(desk: Desk, sql: str, table: str, number: int) -> object:
    return desk.row(sql.format(table), number)[0]


def unaddressed(desk: Desk) -> list[int]:
    view = records.View(TODAY, "jane", current(desk.reading))
    return list(records.ids(desk.reading, "risks", view, filter="unaddressed"))


def test_no_writer_completes_a_goal_whose_actions_are_open(desk: Desk) -> None:
    def write(tx: Transaction) -> None:
        writers.update(tx, "goals", 1, {"reported_status": "completed"})

    assert "1 action is open under the goal 'Live'" in desk.refused(write).cause


@pytest.mark.parametrize("way", ["complete", "update", "edit"])
def test_a_completed_goal_has_completed_objectives_however_it_was_completed(desk: Desk, way: str) -> None:
    desk.do(verbs.complete_action, 1)
    if way == "complete":
        desk.there_and_back(verbs.complete_goal, 1)
    elif way == "update":
        desk.there_and_back(verbs.update_goal, 1, status="completed")
    else:
        desk.there_and_back(verbs.edit_record, "goals", 1, {"reported_status": "completed"})
    assert desk.row("SELECT completed_at FROM objective WHERE id = 1") == (TODAY.isoformat(),)


def test_completing_and_reopening_a_goal_with_actions_leaves_what_was_reported_of_it(desk: Desk) -> None:
    kept = "SELECT status, percent, started_at FROM goal WHERE id = 1"
    desk.do(verbs.complete_action, 1)
    for status, ended in (("completed", 1), ("in_progress", 0)):
        desk.do(verbs.edit_record, "goals", 1, {"reported_status": status})
        assert one(desk, _ENDED, "goal", 1) == ended
        assert desk.row(kept) == ("not_started", None, None)


def test_a_goal_follows_its_new_section_where_nobody_said_otherwise(desk: Desk) -> None:
    stays = act(desk, 1, name="Hidden", in_customer_report=False)
    desk.there_and_back(verbs.edit_record, "goals", 1, {"section": "internal"})
    assert [one(desk, _REPORT, *of) for of in (("goal", 1), ("action", 1), ("action", stays))] == [0, 0, 0]
    words = "Changed section of goal Live of Acme; it and 1 action are no longer in the customer's report"
    assert desk.last_event()[1] == words
    desk.do(verbs.edit_record, "actions", 1, {"in_customer_report": True})
    desk.do(verbs.edit_record, "goals", 1, {"section": "customer"})
    assert [one(desk, _REPORT, *of) for of in (("goal", 1), ("action", 1), ("action", stays))] == [1, 1, 1]


def test_a_goal_keeps_in_its_new_section_what_somebody_says_of_the_report(desk: Desk, goal: int) -> None:
    desk.do(verbs.edit_record, "goals", goal, {"section": "internal", "in_customer_report": True})
    assert one(desk, _REPORT, "goal", goal) == 1
    desk.do(verbs.edit_record, "goals", goal, {"section": "customer"})
    desk.do(verbs.edit_record, "goals", goal, {"in_customer_report": False})
    desk.do(verbs.edit_record, "goals", goal, {"section": "internal"})
    assert one(desk, _REPORT, "goal", goal) == 0
    assert desk.last_event()[1] == "Changed section of goal Serve of Acme"


def test_an_open_action_opens_the_completed_goal_that_it_comes_under(desk: Desk, goal: int) -> None:
    desk.do(verbs.complete_goal, goal)
    desk.there_and_back(
        verbs.add_record, "actions", {"account": "Acme", "goal": goal, "name": "More", "percent": 10}
    )
    assert desk.last_event()[1] == "Added action More of Acme; goal 'Serve' is open again"
    assert one(desk, _ENDED, "goal", goal) == 0


def test_a_completed_action_leaves_its_completed_goal_until_it_is_opened_or_moved(
    desk: Desk, goal: int
) -> None:
    desk.do(verbs.complete_goal, goal)
    action = act(desk, goal, status="completed")
    assert one(desk, _ENDED, "goal", goal) == 1
    desk.do(verbs.edit_record, "actions", action, {"status": "in_progress"})
    assert desk.last_event()[1].endswith("; goal 'Serve' is open again")
    desk.do(verbs.complete_action, 1)
    desk.do(verbs.complete_goal, 1)
    desk.do(verbs.edit_record, "actions", action, {"goal": 1})
    assert [one(desk, _ENDED, "goal", number) for number in (1, goal)] == [0, 0]


def test_what_several_reopened_actions_open_is_told(desk: Desk, goal: int) -> None:
    actions = [1, act(desk, goal)]
    for action, above in zip(actions, (1, goal), strict=True):
        desk.do(verbs.complete_action, action)
        desk.do(verbs.complete_goal, above)
    desk.there_and_back(verbs.reopen_records, [("actions", action) for action in actions])
    assert desk.last_event()[1] == (
        "Reopened 2 actions; goal 'Live' is open again; objective 'Start well' is open again; "
        "goal 'Serve' is open again"
    )


@pytest.mark.parametrize("kind", ["goals", "actions"])
def test_not_started_takes_the_percent_back(desk: Desk, goal: int, kind: str) -> None:
    number = goal if kind == "goals" else 1
    update = verbs.update_goal if kind == "goals" else verbs.update_action
    table = kind.removesuffix("s")
    desk.do(update, number, 100)
    desk.do(update, number, status="not_started")
    found = desk.row(f"SELECT status, percent, started_at FROM {table} WHERE id = ?", number)
    assert found == ("not_started", 0, None)
    assert "Not started, 0 %" in desk.last_event()[1]
    desk.do(update, number, 40, "not_started")
    assert desk.row(f"SELECT status FROM {table} WHERE id = ?", number) == ("in_progress",)


@pytest.mark.parametrize("report", [{"status": "not_started"}, {"percent": 10}])
def test_a_report_on_a_goal_with_actions_that_says_what_is_kept_is_refused_and_not_dropped(
    desk: Desk, goal: int, report: dict[str, Any]
) -> None:
    desk.do(verbs.update_goal, goal, 10)
    desk.do(verbs.update_goal, goal, status="not_started")
    act(desk, goal, percent=40)
    assert "its action" in desk.refused(verbs.update_goal, goal, **report).cause


def test_a_started_goal_addresses_its_risk_only_while_no_action_measures_it(desk: Desk) -> None:
    goal = desk.do(verbs.add_work, "goals", {"name": "Heal"}, ("risks", 2))
    desk.do(verbs.start_goal, goal)
    action = desk.do(verbs.add_record, "actions", {"account": "Beta", "goal": goal, "name": "Do"})
    assert unaddressed(desk) == []
    desk.do(verbs.complete_action, action)
    assert unaddressed(desk) == [2]
    desk.do(verbs.edit_record, "actions", action, {"status": "cancelled"})
    assert unaddressed(desk) == []


def test_a_goal_completed_long_ago_did_not_begin_after_its_end(desk: Desk, goal: int) -> None:
    desk.do(verbs.complete_goal, goal)
    with desk.store.write("age") as tx:
        tx.raw.execute("UPDATE goal SET completed_at = '2026-01-02' WHERE id = ?", (goal,))
    desk.do(verbs.edit_record, "goals", goal, {"reported_percent": 40})
    assert desk.row("SELECT started_at, completed_at FROM goal WHERE id = ?", goal) == ("2026-01-02",) * 2
    assert desk.faults() == []


def test_a_goal_with_nothing_but_cancelled_actions_serves_as_an_action_on_the_agenda_and_in_reports(
    desk: Desk, goal: int
) -> None:
    book = current(desk.reading)
    book = book._replace(sections=tuple(one._replace(levels=1) for one in book.sections))
    view = records.View(TODAY, "jane", book)
    before = plan_report(desk.reading, view, 1).counts
    action = act(desk, goal)
    assert plan_report(desk.reading, view, 1).counts == before
    desk.do(verbs.update_action, action, status="cancelled")
    desk.do(verbs.update_goal, goal, 100, owner="jane")
    assert plan_report(desk.reading, view, 1).counts == replace(before, full=before.full + 1)
    why = [item.reason for item in agenda(desk.reading, view) if item.title == "Serve"]
    assert why == ["goal at 100 %, not closed"]

"""The rules of action plans (mission S3; features: rows 72 to 97)."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.data.write.planwriter import State
from kapta_tui.domain.errors import Conflict, RuleError, UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import default_text
from tests.conftest import TODAY
from tests.data.desk import Desk

ACTION = "SELECT status, percent, started_at, completed_at FROM action WHERE id = 1"


def levels(desk: Desk, count: int) -> None:
    """Give the customer's section a number of levels."""
    old = 'audience = "customer", levels = 3'
    assert old in default_text()
    desk.do(verbs.set_playbook, default_text().replace(old, f'audience = "customer", levels = {count}'))


def test_an_action_is_grey_until_it_is_started(desk: Desk) -> None:
    assert desk.row(ACTION) == ("not_started", 0, None, None)
    desk.do(verbs.start_action, 1)
    assert desk.row(ACTION) == ("in_progress", 0, "2026-11-21", None)
    assert isinstance(desk.refused(verbs.start_action, 1), RuleError)


def test_setting_an_action_to_100_percent_does_not_close_it(desk: Desk) -> None:
    desk.do(verbs.update_action, 1, 100)
    assert desk.row(ACTION) == ("in_progress", 100, "2026-11-21", None)
    desk.do(verbs.complete_action, 1)
    assert desk.row(ACTION) == ("completed", 100, "2026-11-21", "2026-11-21")


def test_an_action_is_updated_in_all_that_a_report_needs(desk: Desk) -> None:
    desk.do(
        verbs.update_action,
        1,
        60,
        status="Waiting",
        status_note="waiting for parts",
        owner="omar",
        due=date(2027, 1, 1),
    )
    found = desk.row(
        "SELECT a.status, a.status_note, u.name, a.due FROM action a JOIN user u ON u.id = a.owner_id"
    )
    assert found == ("waiting", "waiting for parts", "omar", "2027-01-01")


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_percent_lies_between_0_and_100(desk: Desk, percent: int) -> None:
    error = desk.refused(verbs.update_action, 1, percent)
    assert isinstance(error, RuleError)
    assert error.field == "percent"


def test_an_ended_action_is_reopened_before_it_is_updated(desk: Desk) -> None:
    desk.do(verbs.update_action, 1, status="cancelled")
    assert desk.row(ACTION)[3] == "2026-11-21"
    for act in (verbs.start_action, verbs.complete_action, verbs.update_action):
        assert "Reopen it first." in desk.refused(act, 1).remedy
    desk.do(verbs.reopen_action, 1)
    assert desk.row(ACTION) == ("not_started", 0, None, None)
    assert isinstance(desk.refused(verbs.reopen_action, 1), RuleError)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State("not_started"), State("not_started")),
        (State("not_started", 10), State("in_progress", 10, TODAY)),
        (State("waiting"), State("waiting", 0, TODAY)),
        (State("completed", 0), State("completed", 0, None, TODAY)),
        (State("in_progress", 100, TODAY, TODAY), State("in_progress", 100, TODAY)),
        (State("not_started", 0, TODAY, TODAY), State("not_started")),
    ],
)
def test_dates_of_an_action_follow_its_status(before: State, after: State) -> None:
    assert before.settled(TODAY) == after
    assert after.settled(TODAY) == after


def test_an_imported_action_has_the_dates_of_its_status(desk: Desk) -> None:
    values: Values = {"account": "Acme", "goal": "Live", "name": "Sent", "status": "completed", "percent": 30}
    action = desk.do(verbs.add_record, "actions", values)
    assert desk.row("SELECT started_at, completed_at FROM action WHERE id = ?", action) == (
        None,
        "2026-11-21",
    )


def test_a_goal_is_completed_when_its_actions_are(desk: Desk) -> None:
    error = desk.refused(verbs.complete_goal, 1)
    assert error.cause == "1 action is open under the goal 'Live', such as 'Kick-off'."
    desk.do(verbs.complete_goal, 1, with_actions=True)
    assert desk.row(ACTION)[3] == "2026-11-21"
    assert desk.row("SELECT completed_at FROM objective") == ("2026-11-21",)
    assert isinstance(desk.refused(verbs.complete_goal, 1), RuleError)


def test_reopening_an_action_reopens_what_it_stands_under(desk: Desk) -> None:
    desk.do(verbs.complete_goal, 1, with_actions=True)
    desk.do(verbs.reopen_action, 1)
    assert desk.row("SELECT completed_at FROM goal WHERE id = 1") == (None,)
    assert desk.row("SELECT completed_at FROM objective WHERE id = 1") == (None,)


def test_an_objective_is_completed_and_reopened(desk: Desk) -> None:
    assert isinstance(desk.refused(verbs.complete_objective, 1), RuleError)
    desk.do(verbs.complete_goal, 1, with_actions=True)
    desk.do(verbs.reopen_objective, 1)
    assert desk.row("SELECT completed_at FROM goal WHERE id = 1") == (None,)
    desk.do(verbs.complete_objective, 1)
    assert isinstance(desk.refused(verbs.complete_objective, 1), RuleError)


def test_goals_are_reordered_within_their_section(desk: Desk) -> None:
    desk.do(verbs.add_goal_outline, 1, "customer", "Third\nFourth")
    order = "SELECT name FROM goal WHERE section = 'customer' ORDER BY position"
    desk.do(verbs.reorder, "goals", 4, 1)
    assert desk.rows(order) == [("Live",), ("Fourth",), ("Grow",), ("Third",)]
    desk.do(verbs.reorder, "goals", 1, 3)
    assert desk.rows(order) == [("Fourth",), ("Grow",), ("Third",), ("Live",)]
    assert isinstance(desk.refused(verbs.reorder, "contacts", 1, 0), UsageError)


def test_new_records_stand_last_among_their_siblings(desk: Desk) -> None:
    desk.do(verbs.add_record, "tasks", {"account": "Acme", "action": "Kick-off", "name": "Thanks"})
    desk.do(verbs.reorder, "tasks", 3, 1)
    desk.do(verbs.add_record, "tasks", {"account": "Acme", "action": "Kick-off", "name": "Bill"})
    names = desk.rows("SELECT name FROM task WHERE action_id = 1 ORDER BY position")
    assert names == [("Agenda",), ("Thanks",), ("Minutes",), ("Bill",)]


def test_bars_of_the_swim_lane_are_moved(desk: Desk) -> None:
    for kind in ("goals", "objectives", "actions"):
        desk.do(verbs.move_action_dates, kind, 1, date(2026, 12, 1), date(2026, 12, 24))
        found = desk.row(f"SELECT start, due FROM {kind.removesuffix('s')} WHERE id = 1")
        assert found == ("2026-12-01", "2026-12-24")
    error = desk.refused(verbs.move_action_dates, "actions", 1, date(2026, 12, 2), date(2026, 12, 1))
    assert isinstance(error, RuleError)
    assert isinstance(desk.refused(verbs.move_action_dates, "tasks", 1, None, None), UsageError)
    assert isinstance(desk.refused(verbs.move_action_dates, "goals", 1, None, None, 1), Conflict)


def test_tasks_inherit_the_due_date_of_their_action_until_changed(desk: Desk) -> None:
    late = "SELECT overdue FROM account_summary WHERE account_id = 1"
    assert desk.row(late) == (0,)
    desk.do(verbs.move_action_dates, "actions", 1, None, date(2026, 11, 1))
    assert desk.row(late) == (3,)
    desk.do(verbs.edit_record, "tasks", 1, {"due": date(2027, 1, 1)})
    assert desk.row(late) == (2,)


def test_objectives_stand_in_plans_of_three_levels_only(desk: Desk) -> None:
    levels(desk, 2)
    error = desk.refused(verbs.add_record, "objectives", {"account": "Acme", "goal": "Live", "name": "x"})
    assert isinstance(error, RuleError)
    assert error.field == "goal"
    desk.do(verbs.edit_record, "objectives", 1, {"name": "kept from before"})


def test_actions_stand_in_plans_of_two_levels_or_three(desk: Desk) -> None:
    levels(desk, 1)
    error = desk.refused(verbs.add_record, "actions", {"account": "Acme", "goal": "Live", "name": "x"})
    assert isinstance(error, RuleError)
    assert error.field == "goal"
    desk.do(verbs.update_action, 1, 50)


@pytest.mark.parametrize(
    ("count", "kinds"),
    [(3, ("goal", "objective", "action", "task")), (2, ("goal", "action", "task")), (1, ("goal",))],
)
def test_an_outline_is_read_by_the_levels_of_its_section(
    desk: Desk, count: int, kinds: tuple[str, ...]
) -> None:
    levels(desk, count)
    lines = [f"{'  ' * depth}level {depth}" for depth in range(len(kinds))]
    desk.do(verbs.add_goal_outline, 2, "customer", "\n".join(lines))
    for depth, kind in enumerate(kinds):
        assert desk.row(f"SELECT name FROM {kind} WHERE account_id = 2") == (f"level {depth}",)
    too_deep = "\n".join([*lines, f"{'  ' * len(kinds)}too deep"])
    error = desk.refused(verbs.add_goal_outline, 2, "customer", too_deep)
    assert error.cause.startswith(f"Line {len(kinds) + 1}, 'too deep', is too deep")


def test_an_outline_keeps_its_order_and_its_parents(desk: Desk) -> None:
    text = "One\n  A\n    do a\n    do b\n  B\n    do c\nTwo\n  C\n    do d"
    assert len(desk.do(verbs.add_goal_outline, 2, "internal", text)) == 2
    found = desk.rows(
        "SELECT g.name, o.name, a.name FROM action a JOIN goal g ON g.id = a.goal_id "
        "JOIN objective o ON o.id = a.objective_id WHERE a.account_id = 2 "
        "ORDER BY g.position, o.position, a.position"
    )
    assert found == [("One", "A", "do a"), ("One", "A", "do b"), ("One", "B", "do c"), ("Two", "C", "do d")]


def test_an_outline_says_dates_and_owners_and_what_else_was_made(desk: Desk) -> None:
    text = "Grow due:+30d owner:omar\n  Widen start:2026-12-01\n    Ask due:2026-12-05\n      Call owner:omar\nKeep"
    done = desk.store.do(verbs.add_goal_outline, 2, "customer", text)
    assert done.sentence == "Added goal Grow and 1 more of Beta with 1 objective, 1 action and 1 task"
    owner = 'JOIN "user" u ON u.id = t.{} WHERE t.account_id = 2'
    assert desk.rows(f"SELECT t.name, t.due, u.name FROM goal t {owner.format('owner_id')}") == [
        ("Grow", "2026-12-21", "omar")
    ]
    assert desk.row("SELECT start FROM objective WHERE account_id = 2") == ("2026-12-01",)
    assert desk.row("SELECT due FROM action WHERE account_id = 2") == ("2026-12-05",)
    assert desk.rows(f"SELECT t.name, u.name FROM task t {owner.format('assignee_id')}") == [("Call", "omar")]
    error = desk.refused(verbs.add_goal_outline, 2, "customer", "More\n  Wider due:soon")
    assert error.cause == "Line 2, 'due:soon': 'soon' is no date; write 2026-12-31."
    assert (
        desk.store.do(verbs.add_goal_outline, 2, "customer", "Alone").sentence == "Added goal Alone of Beta"
    )


def test_key_players_are_linked_to_actions_of_their_account_only(desk: Desk) -> None:
    desk.do(verbs.add_record, "contacts", {"account": "Beta", "name": "Stranger"})
    assert desk.refused(verbs.edit_record, "actions", 1, {"contacts": ("Stranger",)}).cause


def test_a_record_stays_with_its_account(desk: Desk) -> None:
    error = desk.refused(verbs.edit_record, "goals", 1, {"account": "Beta"})
    assert isinstance(error, RuleError)
    assert error.field == "account"
    desk.do(verbs.edit_record, "goals", 1, {"account": "Acme", "name": "Lived"})

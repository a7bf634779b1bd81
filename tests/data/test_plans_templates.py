"""Launching plan templates (domain.md 3.8; mission S3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.playbook import default, default_text
from tests.data.desk import Desk

LAUNCH = date(2026, 3, 2)


def actions(desk: Desk, goal: int) -> dict[str, tuple[str, str]]:
    found = desk.rows("SELECT name, start, due FROM action WHERE goal_id = ?", goal)
    return {name: (start, due) for name, start, due in found}


def expected(template: str, base: date) -> dict[str, tuple[str, str]]:
    (goal,) = default().template(template).goals
    return {
        action.name: (
            (base + timedelta(action.start)).isoformat(),
            (base + timedelta(action.start + action.duration)).isoformat(),
        )
        for action in goal.all_actions
    }


def with_playbook(desk: Desk, old: str, new: str) -> None:
    assert old in default_text()
    desk.do(verbs.set_playbook, default_text().replace(old, new))


def test_onboarding_is_due_at_start_plus_offset_plus_duration(desk: Desk) -> None:
    (goal,) = desk.do(verbs.add_goals_from_template, 2, "onboarding", LAUNCH)
    assert desk.last_event()[1].endswith(", starting 2026-03-02")
    found = actions(desk, goal)
    assert found == expected("onboarding", LAUNCH)
    assert found["Kick-off"] == ("2026-03-02", "2026-03-09")
    assert found["First QBR"] == ("2026-05-26", "2026-06-05")
    assert desk.row("SELECT start, due, section FROM goal WHERE id = ?", goal) == (
        "2026-03-02",
        "2026-06-05",
        "customer",
    )
    steps = desk.rows("SELECT name, start, due FROM objective WHERE goal_id = ? ORDER BY position", goal)
    assert steps[0] == ("Start well", "2026-03-02", "2026-03-15")


def test_tasks_of_a_template_inherit_the_due_date_of_their_action(desk: Desk) -> None:
    (goal,) = desk.do(verbs.add_goals_from_template, 2, "onboarding", LAUNCH)
    found = desk.rows(
        "SELECT t.name, t.due FROM task t JOIN action a ON a.id = t.action_id "
        "WHERE a.goal_id = ? AND a.name = 'Kick-off' ORDER BY t.position",
        goal,
    )
    assert found == [("Agenda", None), ("Invite", None), ("Minutes", None)]


def test_a_template_launched_on_a_day_off_starts_on_the_next_working_day(desk: Desk) -> None:
    saturday = date(2026, 3, 7)
    (goal,) = desk.do(verbs.add_goals_from_template, 2, "onboarding", saturday)
    assert desk.last_event()[1].endswith(", starting 2026-03-09. Start moved from Sat 7 Mar to Mon 9 Mar")
    assert actions(desk, goal) == expected("onboarding", date(2026, 3, 9))


def test_holidays_of_the_playbook_are_days_off(desk: Desk) -> None:
    with_playbook(desk, 'holidays = ""', 'holidays = "DE"')
    good_friday = date(2026, 4, 3)
    (goal,) = desk.do(verbs.add_goals_from_template, 2, "onboarding", good_friday)
    assert desk.last_event()[1].endswith("Start moved from Fri 3 Apr to Tue 7 Apr")
    assert actions(desk, goal) == expected("onboarding", date(2026, 4, 7))


def test_a_renewal_goes_back_from_the_end_of_the_contract(desk: Desk) -> None:
    (goal,) = desk.do(verbs.add_goals_from_template, 1, "renewal")
    assert actions(desk, goal) == expected("renewal", date(2027, 3, 31) - timedelta(180))
    assert actions(desk, goal)["Archive old contract and open new"][1] == "2027-03-31"
    assert desk.row("SELECT source, source_id FROM goal WHERE id = ?", goal) == ("contract", 1)


def test_a_renewal_needs_a_contract_that_ends(desk: Desk) -> None:
    error = desk.refused(verbs.add_goals_from_template, 2, "renewal")
    assert isinstance(error, RuleError)
    assert error.field == "start"
    (goal,) = desk.do(verbs.add_goals_from_template, 2, "renewal", LAUNCH)
    assert actions(desk, goal) == expected("renewal", LAUNCH)


def test_a_contract_of_another_account_is_no_anchor(desk: Desk) -> None:
    assert isinstance(desk.refused(verbs.add_goals_from_template, 2, "renewal", None, 1), RuleError)


def test_a_rescue_is_linked_to_the_active_risk(desk: Desk) -> None:
    (goal,) = desk.do(verbs.add_goals_from_template, 2, "rescue", LAUNCH)
    assert desk.row("SELECT source, source_id FROM goal WHERE id = ?", goal) == ("risk", 2)


def test_the_weekly_check_of_a_rescue_recurs_until_the_risk_is_closed(desk: Desk) -> None:
    desk.do(verbs.add_goals_from_template, 2, "rescue", date(2026, 11, 23))
    (check,) = desk.row("SELECT id FROM task WHERE name = 'Weekly check'")
    following = desk.do(verbs.done_task, check)
    assert following is not None
    assert desk.row("SELECT due FROM task WHERE id = ?", following) == ("2026-12-07",)
    desk.do(verbs.close_risk, 2, {"status": "closed_invalid"})
    assert desk.do(verbs.done_task, following) is None


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_a_template_fits_the_levels_of_its_section_and_loses_nothing(desk: Desk, levels: int) -> None:
    with_playbook(desk, 'audience = "customer", levels = 3', f'audience = "customer", levels = {levels}')
    goals = desk.do(verbs.add_goals_from_template, 2, "onboarding", LAUNCH)
    table = "goal" if levels == 1 else "action"
    found = desk.rows(f"SELECT name, start, due FROM {table} WHERE account_id = 2")
    assert {name: (start, due) for name, start, due in found} == expected("onboarding", LAUNCH)
    assert len(goals) == (7 if levels == 1 else 1)
    assert desk.row("SELECT count(*) FROM objective WHERE account_id = 2") == (3 if levels == 3 else 0,)
    assert desk.row("SELECT count(*) FROM task WHERE account_id = 2") == (8,)


def test_owners_of_a_template_are_people_and_queues(desk: Desk) -> None:
    text = default_text().replace(
        '{ name = "Plan and dates", start = 7, duration = 14 }',
        '{ name = "Plan and dates", start = 7, duration = 14, owner = "launcher", tasks = [\n'
        '        { name = "Order lines", owner = "order_desk" } ] }',
    )
    desk.do(verbs.set_playbook, text)
    desk.do(verbs.add_goals_from_template, 2, "onboarding", LAUNCH)
    owner = "SELECT u.name FROM action a JOIN user u ON u.id = a.owner_id WHERE a.name = 'Plan and dates'"
    assert desk.row(owner) == ("jane",)
    assignee = "SELECT u.name, u.is_queue FROM task t JOIN user u ON u.id = t.assignee_id"
    assert desk.row(f"{assignee} WHERE t.name = 'Order lines'") == ("Order desk", 1)


def test_an_unknown_template_lists_those_there_are(desk: Desk) -> None:
    error = desk.refused(verbs.add_goals_from_template, 2, "onbording")
    assert isinstance(error, UsageError)
    assert "onboarding" in error.remedy

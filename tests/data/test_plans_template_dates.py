"""The five shipped templates, launched on 2026-03-02, give the dates that domain.md 3.8 states."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.read import laying
from kapta_tui.data.read.playbook import current
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import default_text
from tests.conftest import TODAY
from tests.data.desk import Desk

LAUNCH = date(2026, 3, 2)

DATES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "onboarding": (
        ("Kick-off", "2026-03-02", "2026-03-09"),
        ("Success measures agreed", "2026-03-05", "2026-03-15"),
        ("Plan and dates", "2026-03-09", "2026-03-23"),
        ("Training", "2026-04-01", "2026-04-21"),
        ("Acceptance", "2026-05-16", "2026-05-31"),
        ("Support introduction", "2026-05-01", "2026-05-08"),
        ("First QBR", "2026-05-26", "2026-06-05"),
    ),
    "handoff": (
        ("Handover brief", "2026-03-02", "2026-03-07"),
        ("Contact walk-through", "2026-03-05", "2026-03-12"),
        ("Risk review", "2026-03-07", "2026-03-12"),
        ("Three joint meetings", "2026-03-09", "2026-03-30"),
        ("30-day check", "2026-04-09", "2026-04-16"),
    ),
    "renewal": (
        ("Value report", "2026-03-02", "2026-04-01"),
        ("Usage check", "2026-03-02", "2026-04-01"),
        ("Sponsor check", "2026-03-02", "2026-04-01"),
        ("Pricing approval", "2026-04-01", "2026-04-21"),
        ("Proposal", "2026-04-21", "2026-05-11"),
        ("Legal", "2026-05-21", "2026-06-30"),
        ("Signature", "2026-06-30", "2026-08-09"),
        ("Archive old contract and open new", "2026-08-14", "2026-08-29"),
    ),
    "rescue": (
        ("Call sponsor within 2 days, name an executive", "2026-03-02", "2026-03-07"),
        ("Fact sheet", "2026-03-03", "2026-03-08"),
        ("Root cause", "2026-03-05", "2026-03-19"),
        ("Recovery plan agreed", "2026-03-09", "2026-03-23"),
        ("Weekly check until the risk is closed", "2026-03-02", "2026-03-09"),
        ("Evidence of recovery", "2026-04-01", "2026-04-21"),
        ("Review and close", "2026-04-16", "2026-04-23"),
    ),
    "growth": (
        ("Refresh SWOT and VOC", "2026-03-02", "2026-03-23"),
        ("Whitespace review", "2026-03-09", "2026-03-23"),
        ("Three new senior contacts", "2026-03-16", "2026-05-15"),
        ("Joint workshop", "2026-04-01", "2026-05-01"),
        ("Two opportunities with plans", "2026-04-16", "2026-06-15"),
        ("Executive review", "2026-05-31", "2026-06-14"),
    ),
}
"""Template to its actions in the order of the plan, each with planned start and due date."""

TASKS = {
    "onboarding": (
        ("Agenda", "2026-03-09", None),
        ("Invite", "2026-03-09", None),
        ("Minutes", "2026-03-09", None),
        ("Ask VOC questions 1 to 6", "2026-03-15", None),
        ("Sign-off", "2026-03-15", None),
        ("List users", "2026-04-21", None),
        ("Hold training", "2026-04-21", None),
        ("Collect feedback", "2026-04-21", None),
    ),
    "rescue": (("Weekly check", "2026-03-09", "FREQ=DAILY;INTERVAL=7"),),
}
"""Template to its tasks with the due date that they inherit from their action, and their recurrence."""


def _launch(desk: Desk, template: str) -> int:
    """Launch a template so that its day 0 is 2026-03-02; a renewal begins 180 days before its contract ends."""
    if template == "renewal":
        values: dict[str, Value] = {"account": 2, "name": "Service", "end": date(2026, 8, 29)}
        contract = desk.do(verbs.add_record, "contracts", values)
        (goal,) = desk.do(verbs.add_goals_from_template, 2, template, None, contract)
    else:
        (goal,) = desk.do(verbs.add_goals_from_template, 2, template, LAUNCH)
    return goal


@pytest.mark.parametrize("template", DATES)
def test_a_launched_template_has_the_stated_dates(desk: Desk, template: str) -> None:
    goal = _launch(desk, template)
    found = desk.rows(
        "SELECT a.name, a.start, a.due FROM action a JOIN objective o ON o.id = a.objective_id "
        "WHERE a.goal_id = ? ORDER BY o.position, a.position",
        goal,
    )
    assert tuple(found) == DATES[template]
    tasks = desk.rows(
        "SELECT t.name, a.due, t.recurrence FROM task t JOIN action a ON a.id = t.action_id "
        "WHERE a.goal_id = ? AND t.due IS NULL ORDER BY a.start, a.id, t.position",
        goal,
    )
    assert tuple(tasks) == TASKS.get(template, ())


@pytest.mark.parametrize("levels", [1, 2, 3])
@pytest.mark.parametrize("template", DATES)
def test_what_is_shown_before_a_launch_is_what_it_makes(desk: Desk, template: str, levels: int) -> None:
    code = current(desk.reading).template(template).section
    desk.do(verbs.set_levels, code, levels)
    plan = laying.lay(desk.reading, current(desk.reading), 1, template, None, None, TODAY)
    desk.do(verbs.add_goals_from_template, 1, template)
    for table, start, due in (
        ("goal", "start", "due"),
        ("objective", "start", "due"),
        ("action", "start", "due"),
        ("task", "NULL", "coalesce(due, (SELECT a.due FROM action a WHERE a.id = action_id))"),
    ):
        made = desk.rows(f"SELECT name, {start}, {due} FROM {table} WHERE account_id = 1")
        for row in plan.rows:
            if row.kind == f"{table}s":
                days = tuple(None if day is None else day.isoformat() for day in (row.start, row.due))
                made.remove((row.name, *days))
    assert f"starting {plan.day}" in desk.last_event()[1]


def test_what_a_template_holds_is_counted(desk: Desk) -> None:
    plan = laying.lay(desk.reading, current(desk.reading), 2, "onboarding", LAUNCH, None, TODAY)
    assert plan.contents == "1 goal, 3 objectives, 7 actions and 8 tasks"
    assert plan.span == (LAUNCH, date(2026, 6, 5))
    (agenda,) = [row for row in plan.rows if row.name == "Agenda"]
    assert (agenda.due, agenda.inherits_due) == (date(2026, 3, 9), True)


@pytest.mark.parametrize(
    ("start", "day", "kick_off"),
    [(date(2026, 4, 3), date(2026, 4, 7), "2026-04-14"), (date(2026, 3, 8), date(2026, 3, 9), "2026-03-16")],
    ids=["Good Friday", "Sunday"],
)
def test_day_0_moves_to_the_next_working_day_and_everything_with_it(
    desk: Desk, start: date, day: date, kick_off: str
) -> None:
    desk.do(verbs.set_playbook, default_text().replace('holidays = ""', 'holidays = "DE"'))
    plan = laying.lay(desk.reading, current(desk.reading), 2, "onboarding", start, None, TODAY)
    assert (plan.asked, plan.day) == (start, day)
    (goal,) = desk.do(verbs.add_goals_from_template, 2, "onboarding", start)
    assert desk.row("SELECT due FROM action WHERE goal_id = ? AND name = 'Kick-off'", goal) == (kick_off,)

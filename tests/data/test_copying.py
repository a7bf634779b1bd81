"""Copying goals to accounts, and moving plans by days (mission S3; features: rows 76 and 81)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kapta_tui.data.read.copypreview import preview, targets
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.data.write.copying import shift_to
from kapta_tui.domain.errors import NotFound, RuleError, UsageError
from kapta_tui.domain.playbook import Playbook, default_text, parse
from tests.data.desk import Desk

DATES = (
    "SELECT 'goal', g.name, g.start, g.due FROM goal g WHERE g.id IN ({0}) "
    "UNION ALL SELECT 'objective', o.name, o.start, o.due FROM objective o WHERE o.goal_id IN ({0}) "
    "UNION ALL SELECT 'action', x.name, x.start, x.due FROM action x WHERE x.goal_id IN ({0}) "
    "UNION ALL SELECT 'task', t.name, NULL, t.due FROM task t JOIN action x ON x.id = t.action_id "
    "WHERE x.goal_id IN ({0}) ORDER BY 1, 2, 3, 4"
)
LAID = date(2026, 3, 2)
"""The day on which the plan of these tests was laid out."""


def _dates(desk: Desk, *goals: int) -> list[tuple[str, str, date | None, date | None]]:
    rows = desk.rows(DATES.format(", ".join(map(str, goals))))
    return [(kind, name, _day(start), _day(due)) for kind, name, start, due in rows]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _moved(
    rows: list[tuple[str, str, date | None, date | None]], days: int
) -> list[tuple[str, str, date | None, date | None]]:
    gap = timedelta(days)
    return [(kind, name, start and start + gap, due and due + gap) for kind, name, start, due in rows]


def _launched(desk: Desk) -> int:
    """Launch the rescue plan, with a task of a day of its own in it, on the second account; return its goal."""
    (goal,) = desk.do(verbs.add_goals_from_template, 2, "rescue", LAID)
    (action,) = desk.row("SELECT min(id) FROM action WHERE goal_id = ?", goal)
    desk.do(
        verbs.add_record,
        "tasks",
        {"account": 2, "action": action, "name": "Own day", "due": LAID + timedelta(9)},
    )
    return goal


def _view(desk: Desk) -> View:
    return View(desk.store.today, "jane", _playbook())


def _playbook() -> Playbook:
    return parse(default_text())


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(days=st.integers(-4000, 4000))
def test_a_shift_moves_every_date_of_a_copy_and_of_a_plan_by_the_same_days(desk: Desk, days: int) -> None:
    goal = _launched(desk)
    before = _dates(desk, goal)
    (copy,) = desk.do(verbs.copy_goals, [goal], [1], days)
    assert _dates(desk, copy) == _moved(before, days)
    assert _dates(desk, goal) == before
    desk.do(verbs.shift_plan, [copy], -days)
    assert _dates(desk, copy) == before


def test_a_copy_is_open_and_not_started_and_leaves_behind_what_belongs_to_the_account(desk: Desk) -> None:
    desk.do(verbs.update_action, 1, 40, status_note="waiting for parts", owner="omar")
    desk.do(verbs.edit_record, "actions", 1, {"external_id": "X-1"})
    desk.do(verbs.done_task, 1)
    desk.do(verbs.complete_goal, 1, with_actions=True)
    (copy,) = desk.there_and_back(verbs.copy_goals, [1], [2])
    action = desk.row(
        "SELECT id, account_id, status, status_note, percent, started_at, completed_at, external_id, risk_id, "
        "source, due, (SELECT name FROM user u WHERE u.id = owner_id), version FROM action WHERE goal_id = ?",
        copy,
    )
    assert action[1:] == (2, "not_started", None, 0, None, None, None, None, None, "2026-12-01", "omar", 1)
    assert desk.rows("SELECT 1 FROM action_contact WHERE action_id = ?", action[0]) == []
    tasks = "SELECT name, done_at, due, account_id FROM task WHERE action_id = ? ORDER BY position"
    assert desk.rows(tasks, action[0]) == [("Agenda", None, None, 2), ("Minutes", None, None, 2)]
    assert desk.row("SELECT owner_id, completed_at FROM goal WHERE id = ?", copy) == (None, None)
    above = "SELECT o.goal_id, o.completed_at FROM objective o JOIN action x ON x.objective_id = o.id WHERE x.id = ?"
    assert desk.row(above, action[0]) == (copy, None)
    assert desk.last_event() == ("copy_goals", "Copied goal Live of Acme to Beta")


def test_a_plan_with_a_source_is_copied_without_it(desk: Desk) -> None:
    (goal,) = desk.do(verbs.add_plan_from_template, ("contracts", 1), "renewal")
    rescue = _launched(desk)
    copies = desk.do(verbs.copy_goals, [goal, rescue], [1, 2, 1])
    assert len(copies) == 4, "an account that is named twice gets one copy"
    among = ", ".join(map(str, copies))
    for table, key in (("goal", "id"), ("action", "goal_id")):
        links = desk.rows(f"SELECT source, source_id, risk_id FROM {table} WHERE {key} IN ({among})")
        assert set(links) == {(None, None, None)}
    assert desk.last_event()[1] == "Copied 2 goals to 2 accounts"


def test_a_recurring_task_is_copied_once_from_its_first_occurrence(desk: Desk) -> None:
    goal = _launched(desk)
    weekly = "SELECT t.id, t.recurrence, t.due FROM task t JOIN action x ON x.id = t.action_id WHERE x.goal_id = ? {}"
    series = weekly.format("AND t.recurrence IS NOT NULL ORDER BY t.id")
    first = desk.row(series, goal)
    desk.do(verbs.done_task, first[0])
    assert len(desk.rows(series, goal)) == 2
    desk.do(verbs.edit_record, "tasks", desk.rows(series, goal)[1][0], {"name": "Renamed"})
    (copy,) = desk.do(verbs.copy_goals, [goal], [1], 7)
    (again,) = desk.rows(series, copy)
    assert desk.row("SELECT series_id FROM task WHERE id = ?", again[0]) == (None,)
    assert again[1] == first[1]
    ending = {"recurrence": "FREQ=WEEKLY;UNTIL=20261231"}
    desk.do(verbs.edit_record, "tasks", again[0], ending | {"due": date(2026, 12, 1)})
    (later,) = desk.do(verbs.copy_goals, [copy], [2], 365)
    assert desk.row(series, later)[1:] == ("FREQ=WEEKLY;UNTIL=20271231", "2027-12-01")


def test_a_start_moves_to_a_working_day_and_takes_the_whole_plan_along(desk: Desk) -> None:
    goal = _launched(desk)
    before = _dates(desk, goal)
    saturday = date(2026, 12, 5)
    first, second = desk.do(verbs.copy_goals, [goal, 2], [1], start=saturday)
    assert _dates(desk, first) == _moved(before, (date(2026, 12, 7) - LAID).days)
    assert desk.last_event()[1].endswith(", starting 2026-12-07. Start moved from Sat 5 Dec to Mon 7 Dec")
    (undated,) = desk.do(verbs.copy_goals, [second], [2], start=saturday)
    assert desk.row("SELECT start, due FROM goal WHERE id = ?", undated) == ("2026-12-07", None)
    desk.do(shift_to, [first], date(2026, 12, 12))
    assert _dates(desk, first) == _moved(before, (date(2026, 12, 14) - LAID).days)


def test_a_section_that_was_retired_gives_way_to_one_that_is_offered(desk: Desk) -> None:
    kept = 'audience = "customer", levels = 3'
    desk.do(verbs.set_playbook, default_text().replace(kept, f"{kept}, retired = true"))
    (copy,) = desk.do(verbs.copy_goals, [1], [2])
    assert desk.row("SELECT section FROM goal WHERE id = ?", copy) == ("internal",)


def test_what_cannot_be_copied_or_moved_is_refused_with_words(desk: Desk) -> None:
    desk.do(verbs.archive_account, 2)
    assert "Beta is archived" in str(desk.refused(verbs.copy_goals, [1], [1, 2]))
    assert isinstance(desk.refused(verbs.copy_goals, [1], [99]), NotFound)
    assert isinstance(desk.refused(verbs.copy_goals, [99], [1]), NotFound)
    assert isinstance(desk.refused(verbs.copy_goals, [1], []), UsageError)
    assert isinstance(desk.refused(verbs.copy_goals, [1], [1], 3, date(2026, 12, 1)), UsageError)
    assert "no date any more" in str(desk.refused(verbs.copy_goals, [1], [1], 10_000_000))
    assert isinstance(desk.refused(shift_to, [2], date(2026, 12, 1)), RuleError)
    desk.do(verbs.complete_goal, 1, with_actions=True)
    assert "complete" in str(desk.refused(verbs.shift_plan, [1], 3))


def test_what_has_ended_stays_where_it_was_while_a_plan_moves(desk: Desk) -> None:
    goal = _launched(desk)
    done, still = (row[0] for row in desk.rows("SELECT id FROM action WHERE goal_id = ? LIMIT 2", goal))
    desk.do(verbs.complete_action, done)
    dates = "SELECT start, due FROM action WHERE id = ?"
    before, other = desk.row(dates, done), desk.row(dates, still)
    desk.there_and_back(verbs.shift_plan, [goal, 2], 31)
    assert desk.row(dates, done) == before
    assert _day(desk.row(dates, still)[1]) == date.fromisoformat(other[1]) + timedelta(31)
    assert desk.last_event()[1].startswith("Moved plan 2 goals 31 days later: 1 goal, ")


def test_the_preview_says_what_a_copy_makes(desk: Desk) -> None:
    goal = _launched(desk)
    view, reading = _view(desk), desk.reading
    accounts = targets(reading, view, [goal], ("acme", "Acme", 2))
    told = preview(reading, view, [goal], accounts, start=date(2026, 12, 5))
    count = desk.row("SELECT count(*) FROM goal")[0], desk.row("SELECT count(*) FROM action")[0]
    made = desk.do(verbs.copy_goals, [goal], accounts, start=date(2026, 12, 5))
    actions = desk.row("SELECT count(*) FROM action")[0] - count[1]
    assert told.words.startswith(f"Will make {len(made)} goals, ")
    assert f" {actions} actions, " in told.words
    assert told.words.endswith(
        " in 2 accounts, first start Mon 7 Dec 2026 (Start moved from Sat 5 Dec to Mon 7 Dec)"
    )
    assert targets(reading, view, [goal], query="a") == (1,), "the goal's own account is left out"
    late = preview(reading, view, [goal], accounts, shift_days=-1)
    assert late.words.endswith(", first start Sun 1 Mar 2026, which has passed")
    with pytest.raises(UsageError):
        targets(reading, view, [goal])
    with pytest.raises(RuleError):
        targets(reading, view, [goal], query="nothing-is-called-so")
    with pytest.raises(NotFound):
        targets(reading, view, [goal], ("Nobody",))

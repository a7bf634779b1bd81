"""Where the calendar ends, in the years 1 and 9999, plans and series end with words and not with a crash."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data import recurrence, workdays
from kapta_tui.data.read import laying
from kapta_tui.data.read.copypreview import preview
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import Calendar
from tests.conftest import TODAY
from tests.data.desk import Desk

LAST = date.max


@pytest.mark.parametrize("start", [date(9999, 12, 30), date(9999, 12, 31)])
def test_a_template_that_ends_beyond_the_calendar_is_refused_and_foretold_so(desk: Desk, start: date) -> None:
    for template in ("onboarding", "renewal"):
        error = desk.refused(verbs.add_goals_from_template, 2, template, start)
        assert "calendar" in error.cause
        assert "start" in error.remedy
        with pytest.raises(RuleError, match="calendar"):
            laying.lay(desk.reading, current(desk.reading), 2, template, start, None, TODAY)


def test_a_template_that_counts_back_behind_the_first_year_is_refused(desk: Desk) -> None:
    contract = desk.do(verbs.add_record, "contracts", {"account": 2, "name": "Old", "end": date(1, 2, 3)})
    error = desk.refused(verbs.add_plan_from_template, ("contracts", contract), "renewal")
    assert (
        error.cause == "180 days before 0001-02-03 is no day of the calendar, which has the years 1 to 9999."
    )
    template = current(desk.reading).template("renewal")
    with pytest.raises(RuleError, match="180 days before 0001-02-03"):
        template.base(date(1, 2, 3))


def test_no_working_day_is_looked_for_behind_the_last_day() -> None:
    never = Calendar(tuple(range(7)), "")
    friday = Calendar((4, 5, 6), "")
    assert workdays.from_working_day(never, date(2026, 11, 22)) == date(2026, 11, 22)
    assert workdays.from_working_day(friday, date(9999, 12, 30)) == date(9999, 12, 30)
    assert workdays.from_working_day(friday, LAST) == LAST


def test_a_start_beyond_the_calendar_moves_nowhere_in_the_note_below_it(desk: Desk) -> None:
    playbook = current(desk.reading)
    growth = playbook.template("growth")._replace(anchor_offset=3)
    assert workdays.start_words(playbook.calendar, growth, LAST) == ""
    assert (
        workdays.start_words(playbook.calendar, growth, date(2026, 11, 25))
        == "Start moved from Sat 28 Nov to Mon 30 Nov"
    )


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        *((rule, LAST) for rule in ("FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", LAST),
        ("FREQ=WEEKLY", date(9999, 12, 30)),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", date(9999, 12, 31)),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", date(9999, 12, 30)),
    ],
)
def test_a_series_ends_with_the_calendar(desk: Desk, rule: str, due: date) -> None:
    for calendar in (None, Calendar((5, 6), "GB")):
        assert recurrence.following(rule, due, TODAY, calendar) is None
    task = desk.do(verbs.add_record, "tasks", {"account": 1, "name": "Ever", "due": due, "recurrence": rule})
    desk.there_and_back(verbs.done_task, task)
    assert desk.rows("SELECT id FROM task WHERE name = 'Ever'") == [(task,)]


def test_a_series_goes_on_to_the_last_day() -> None:
    found = recurrence.following("FREQ=DAILY", date(9999, 12, 30), TODAY)
    assert found is not None
    assert found.due == LAST


def test_a_copy_is_not_promised_whose_last_day_lies_beyond_the_calendar(desk: Desk) -> None:
    values: Values = {"account": 1, "name": "Ever", "start": date(2026, 1, 1), "due": LAST}
    goal = desk.do(verbs.add_record, "goals", values)
    view = View(TODAY, "jane", current(desk.reading))
    refused = desk.refused(verbs.copy_goals, [goal], [2], 10)
    with pytest.raises(RuleError) as foretold:
        preview(desk.reading, view, [goal], [2], 10)
    assert str(foretold.value) == str(refused)
    with pytest.raises(RuleError, match="9999-12-31 moved by"):
        preview(desk.reading, view, [goal], [2], start=date(2026, 3, 2))
    assert preview(desk.reading, view, [goal], [2]).first == date(2026, 1, 1)
    desk.do(verbs.add_record, "actions", {"account": 1, "goal": goal, "name": "Deep"})
    rule: Values = {"recurrence": "FREQ=DAILY;UNTIL=99991231", "due": date(2026, 1, 1)}
    (action,) = desk.row("SELECT id FROM action WHERE goal_id = ?", goal)
    desk.do(verbs.edit_record, "goals", goal, {"due": date(2026, 2, 1)})
    assert preview(desk.reading, view, [goal], [2], 10).first == date(2026, 1, 11)
    desk.do(verbs.add_record, "tasks", {"account": 1, "action": action, "name": "Daily", **rule})
    with pytest.raises(RuleError, match="9999-12-31 moved by 10"):
        preview(desk.reading, view, [goal], [2], 10)
    desk.refused(verbs.copy_goals, [goal], [2], 10)

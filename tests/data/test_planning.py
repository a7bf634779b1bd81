"""Work of a plan changed where it is listed (mission S3; features: rows 84, 93, 94 and 96)."""

from __future__ import annotations

from datetime import date

from kapta_tui.data.read.plantargets import Held, goals_of, held, status_of
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from tests.data.desk import Desk

WORK = (("goals", 1), ("objectives", 1), ("actions", 1), ("tasks", 1))
DUE = date(2027, 2, 1)


def test_work_of_every_kind_is_reassigned_as_one_change(desk: Desk) -> None:
    desk.there_and_back(verbs.assign_work, WORK, "omar")
    assert desk.last_event() == ("assign_work", "Gave to omar 1 goal, 1 objective, 1 action, 1 task")
    assert held(desk.reading, WORK) == Held("omar", "omar", None)
    desk.do(verbs.assign_work, WORK, None)
    assert held(desk.reading, WORK) == Held("jane", None, None)


def test_a_task_without_assignee_is_for_whom_its_action_belongs_to(desk: Desk) -> None:
    desk.do(verbs.assign_work, [("actions", 1)], "omar")
    assert held(desk.reading, [("tasks", 1)]).person == "omar"
    assert held(desk.reading, [("tasks", 1), ("goals", 1)]).person == ""


def test_a_due_date_is_set_and_taken_off(desk: Desk) -> None:
    desk.there_and_back(verbs.set_due, WORK, DUE)
    assert held(desk.reading, WORK).due == DUE
    assert desk.last_event()[1] == f"Set the due date {DUE} for 1 goal, 1 objective, 1 action, 1 task"
    desk.do(verbs.set_due, [("tasks", 1)], None)
    assert desk.row("SELECT due FROM task WHERE id = 1") == (None,)
    assert held(desk.reading, WORK).due is None


def test_actions_and_tasks_are_completed_with_a_note(desk: Desk) -> None:
    desk.there_and_back(verbs.complete_with_note, [("actions", 1), ("tasks", 1)], "signed")
    assert desk.row("SELECT status, status_note FROM action WHERE id = 1") == ("completed", "signed")
    assert desk.rows("SELECT text, task_id FROM note WHERE task_id IS NOT NULL") == [("signed", 1)]
    assert status_of(desk.reading, "actions", 1) == "completed"
    assert "1 task stays open" in desk.last_event()[1]


def test_what_is_left_below_an_action_that_ends_with_a_note_is_completed_where_asked(desk: Desk) -> None:
    desk.do(verbs.complete_with_note, [("actions", 1)], "signed", with_tasks=True)
    assert desk.row("SELECT count(*) FROM task WHERE done_at IS NULL") == (0,)


def test_what_is_shown_and_still_left_out_is_said(desk: Desk) -> None:
    desk.do(verbs.show_in_report, [("goals", 1), ("actions", 1)], False)
    desk.do(verbs.show_in_report, [("actions", 1)], True)
    words = "Shown in the customer report: action Kick-off of Acme, once its goal 'Live' is too"
    assert desk.last_event()[1] == words
    for name, shown in (("Out", False), ("Also out", False)):
        values: Values = {"account": "Acme", "goal": "Live", "name": name, "in_customer_report": shown}
        desk.do(verbs.add_record, "actions", values)
    desk.do(verbs.show_in_report, [("actions", 1), ("actions", 2)], True)
    assert desk.last_event()[1] == "Shown in the customer report: 2 actions; 2 actions once the goal is too"
    desk.do(verbs.show_in_report, [("goals", 1)], True)
    assert desk.last_event()[1] == "Shown in the customer report: goal Live of Acme with 2 of its 3 actions"
    desk.do(verbs.show_in_report, [("actions", 3)], True)
    assert desk.last_event()[1] == "Shown in the customer report: action Also out of Acme"
    desk.do(verbs.show_in_report, [("goals", 1)], False)
    desk.do(verbs.show_in_report, [("goals", 1)], True)
    assert desk.last_event()[1] == "Shown in the customer report: goal Live of Acme"


def test_what_is_no_such_work_is_refused_in_words(desk: Desk) -> None:
    errors = (
        desk.refused(verbs.assign_work, [("notes", 1)], "jane"),
        desk.refused(verbs.set_due, [("contracts", 1)], DUE),
        desk.refused(verbs.show_in_report, [("objectives", 1)], True),
        desk.refused(verbs.complete_with_note, [("goals", 1)], "done"),
    )
    assert [error.cause.split()[0] for error in errors] == ["Notes", "Contracts", "Objectives", "Goals"]
    assert all(error.remedy.startswith("Choose among ") for error in errors)


def test_the_goals_of_work_are_each_named_once(desk: Desk) -> None:
    assert goals_of(desk.reading, [*WORK, ("goals", 2), ("actions", 99)]) == (1, 2)

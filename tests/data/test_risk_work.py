"""Work that addresses a risk, and risks nobody works on (mission S0; features: rows 41 and 55)."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.read import records, worked
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import NotFound, RuleError, UsageError
from kapta_tui.domain.fields import Values
from tests.conftest import TODAY
from tests.data.desk import Desk

RISK = 2
"""The active risk of Beta."""


def unaddressed(desk: Desk) -> bool:
    view = View(TODAY, "jane", current(desk.reading))
    found = {
        kind: bool(records.ids(desk.reading, kind, view, filter="unaddressed"))
        for kind in ("risks", "accounts")
    }
    assert found["risks"] == found["accounts"]
    return found["risks"]


def test_unaddressed_means_active_without_open_action_or_task_linked(desk: Desk) -> None:
    desk.do(verbs.add_record, "tasks", {"account": "Beta", "name": "Unlinked"})
    assert unaddressed(desk)
    task = desk.do(verbs.add_work, "tasks", {"name": "Call"}, None, RISK)
    assert not unaddressed(desk)
    desk.do(verbs.done_task, task)
    assert unaddressed(desk)
    goal = desk.do(verbs.add_work, "goals", {"name": "Win back"}, ("risks", RISK))
    assert unaddressed(desk)
    action = desk.do(verbs.add_record, "actions", {"account": "Beta", "goal": goal, "name": "Meet"})
    assert not unaddressed(desk)
    below = desk.do(verbs.add_record, "tasks", {"account": "Beta", "action": action, "name": "Book"})
    desk.do(verbs.complete_action, action)
    assert not unaddressed(desk)
    found = worked.addressing(desk.reading, RISK)
    assert [(work.kind, work.id, work.is_open, work.is_below) for work in found] == [
        ("goals", goal, True, False),
        ("tasks", below, True, True),
        ("actions", action, False, True),
        ("tasks", task, False, False),
    ]
    desk.do(verbs.done_task, below)
    assert unaddressed(desk)
    desk.do(verbs.close_risk, RISK, {"status": "closed_invalid"})
    assert not unaddressed(desk)


def test_existing_work_is_linked_to_a_risk_and_taken_from_it(desk: Desk) -> None:
    task = desk.do(verbs.add_record, "tasks", {"account": "Beta", "name": "Call"})
    desk.there_and_back(verbs.address_risk, RISK, (("tasks", task),))
    assert not unaddressed(desk)
    assert desk.row("SELECT sentence FROM event ORDER BY id DESC LIMIT 1")[0] == (
        "Task Call addresses the risk on Beta (Price or budget pressure, own words)"
    )
    desk.there_and_back(verbs.address_risk, RISK, (("tasks", task),), addressed=False)
    assert unaddressed(desk)
    error = desk.refused(verbs.address_risk, RISK, (("tasks", task), ("tasks", 1)))
    assert isinstance(error, RuleError)
    assert isinstance(desk.refused(verbs.address_risk, RISK, (("notes", 1),)), UsageError)
    assert isinstance(desk.refused(verbs.address_risk, RISK, (("tasks", 99),)), NotFound)


@pytest.mark.parametrize("kind", ["notes", "swot", "voc", "qbrs", "risks", "contracts", "opportunities"])
def test_text_of_any_record_becomes_work_with_a_link_both_ways(desk: Desk, kind: str) -> None:
    task = desk.there_and_back(verbs.add_work, "tasks", {"name": "Call", "due": date(2026, 12, 1)}, (kind, 1))
    (made,) = worked.made_from(desk.reading, kind, 1)
    assert (made.kind, made.id, made.name, made.due) == ("tasks", task, "Call", date(2026, 12, 1))
    origin = worked.origin(desk.reading, "tasks", task)
    assert origin is not None
    assert (origin.kind, origin.id) == (kind, 1)
    assert origin.name
    assert desk.row("SELECT account_id FROM task WHERE id = ?", task) == (1,)
    desk.do(verbs.remove_record, kind, 1)
    assert worked.origin(desk.reading, "tasks", task) is None
    desk.store.undo()
    assert worked.origin(desk.reading, "tasks", task) == origin


def test_work_made_from_a_note_on_a_risk_addresses_the_risk(desk: Desk) -> None:
    note = desk.do(verbs.add_note, {"text": "They doubt the price"}, risk=RISK)
    desk.do(verbs.add_work, "tasks", {"name": "Send the comparison"}, ("notes", note))
    assert not unaddressed(desk)


def test_the_next_of_a_recurring_task_addresses_the_same_risk(desk: Desk) -> None:
    weekly: Values = {"name": "Call", "due": TODAY, "recurrence": "FREQ=WEEKLY"}
    task = desk.do(verbs.add_work, "tasks", weekly, ("risks", RISK))
    following = desk.do(verbs.done_task, task)
    assert following is not None
    assert [work.id for work in worked.made_from(desk.reading, "risks", RISK)] == [following, task]


def test_a_template_launched_for_a_risk_addresses_it(desk: Desk) -> None:
    desk.do(verbs.add_goals_from_template, 2, "rescue")
    found = worked.addressing(desk.reading, RISK)
    assert {work.kind for work in found} >= {"goals", "actions"}
    assert not any(work.is_below for work in found)


def test_work_of_another_account_is_not_made_from_a_record(desk: Desk) -> None:
    error = desk.refused(verbs.add_work, "tasks", {"account": "Beta", "name": "Call"}, ("notes", 1))
    assert isinstance(error, RuleError)
    assert error.field == "account"
    assert isinstance(desk.refused(verbs.add_work, "notes", {"text": "x"}, ("notes", 1)), UsageError)
    assert isinstance(desk.refused(verbs.add_work, "tasks", {"name": "x"}, ("users", 1)), UsageError)

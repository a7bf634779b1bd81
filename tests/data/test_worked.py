"""Work made from what was written down: the link is kept both ways, through all that becomes of either side."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.read import spoken, worked
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View, record
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import NotFound
from tests.data.desk import Desk

SPOKEN = ("notes", "swot", "voc", "qbrs", "risks")


def view(desk: Desk) -> View:
    return View(desk.store.today, "jane", current(desk.reading))


@pytest.mark.parametrize("kind", SPOKEN)
def test_work_and_what_it_was_made_from_know_each_other(desk: Desk, kind: str) -> None:
    due = date(2026, 12, 1)
    task = desk.there_and_back(verbs.add_work, "tasks", {"name": "Call Ana", "due": due}, (kind, 1))
    action = desk.do(verbs.add_work, "actions", {"name": "Win back", "goal": "Live"}, (kind, 1))
    goal = desk.do(verbs.add_work, "goals", {"name": "Regular talks"}, (kind, 1))
    desk.do(verbs.done_task, task)
    made = worked.made_from(desk.reading, kind, 1)
    assert [(one.kind, one.id, one.is_open) for one in made] == [
        ("actions", action, True),
        ("goals", goal, True),
        ("tasks", task, False),
    ]
    assert made[-1].due == due
    assert worked.became(desk.reading, kind, (1, 2)) == {1: made}
    assert worked.became(desk.reading, kind, 2) == {}
    for of, number in (("tasks", task), ("actions", action), ("goals", goal)):
        found = worked.origin(desk.reading, of, number)
        assert found is not None
        assert (found.kind, found.id, bool(found.name)) == (kind, 1, True)
        assert worked.origins(desk.reading, of, [1]) == {number: found}
        assert record(desk.reading, of, view(desk), number)["source_name"] == found.name


@pytest.mark.parametrize("kind", SPOKEN)
def test_work_outlives_its_source_and_undo_links_them_again(desk: Desk, kind: str) -> None:
    task = desk.do(verbs.add_work, "tasks", {"name": "Call Ana"}, (kind, 1))
    desk.there_and_back(verbs.remove_record, kind, 1)
    desk.store.undo()
    assert worked.origin(desk.reading, "tasks", task) is not None
    desk.store.redo()
    assert worked.origin(desk.reading, "tasks", task) is None
    assert desk.row("SELECT name, risk_id FROM task WHERE id = ?", task) == ("Call Ana", None)
    assert worked.made_from(desk.reading, kind, 1) == ()
    with pytest.raises(NotFound):
        spoken.material(desk.reading, view(desk), kind, 1)
    desk.store.undo()
    assert [one.id for one in worked.made_from(desk.reading, kind, 1)] == [task]
    assert desk.faults() == []


def test_what_is_made_from_a_risk_or_a_note_on_it_addresses_it(desk: Desk) -> None:
    note = desk.do(verbs.add_note, {"text": "The sponsor wants a weekly call"}, risk=2)
    for source in (("risks", 2), ("notes", note)):
        values = {"name": f"Weekly call, said in {source[0]}", "recurrence": "FREQ=WEEKLY"}
        task = desk.do(verbs.add_work, "tasks", values, source)
        following = desk.do(verbs.done_task, task)
        assert following is not None
        asked = "SELECT source, source_id, risk_id FROM task WHERE id = ?"
        assert desk.row(asked, following) == desk.row(asked, task)
        assert desk.row(asked, task)[2] == 2
        assert [one.id for one in worked.made_from(desk.reading, *source)] == [following, task]


def test_goals_of_a_plan_for_a_risk_address_it(desk: Desk) -> None:
    goals = desk.do(verbs.add_goals_from_template, 2, "rescue")
    assert {one.id for one in worked.addressing(desk.reading, 2) if one.kind == "goals"} == set(goals)


@pytest.mark.parametrize("kind", SPOKEN)
@pytest.mark.parametrize(("kept", "gone"), [(1, 2), (2, 1)])
def test_a_merge_keeps_the_links(desk: Desk, kind: str, kept: int, gone: int) -> None:
    source = 2 if kind == "risks" else 1
    task = desk.do(verbs.add_work, "tasks", {"name": "Call Ana"}, (kind, source))
    before = desk.content()
    desk.do(verbs.merge_accounts, kept, gone, {})
    found = worked.origin(desk.reading, "tasks", task)
    assert found is not None
    assert found.kind == kind
    assert [one.id for one in worked.made_from(desk.reading, kind, found.id)] == [task]
    assert desk.row("SELECT account_id FROM task WHERE id = ?", task) == (kept,)
    assert desk.faults() == []
    desk.store.undo()
    assert desk.content() == before


@pytest.mark.parametrize(("kept", "gone"), [(1, 2), (2, 1)])
def test_work_made_from_either_of_two_active_risks_is_of_the_one_they_become(
    desk: Desk, kept: int, gone: int
) -> None:
    other = desk.do(verbs.start_risk, {"account": "Acme", "reasons": ("RIVAL",)})
    tasks = [
        desk.do(verbs.add_work, "tasks", {"name": f"Call {risk}"}, ("risks", risk)) for risk in (2, other)
    ]
    desk.do(verbs.merge_accounts, kept, gone, {})
    (active,) = desk.row("SELECT id FROM risk WHERE closed_at IS NULL")
    assert (
        desk.rows("SELECT source_id, risk_id FROM task WHERE id IN (?, ?)", *tasks) == [(active, active)] * 2
    )
    assert sorted(one.id for one in worked.made_from(desk.reading, "risks", active)) == sorted(tasks)
    assert desk.faults() == []


def test_what_a_record_says_comes_with_the_goal_that_fits(desk: Desk) -> None:
    desk.do(
        verbs.edit_record,
        "qbrs",
        1,
        {"summary": "All is well", "description": "In Oslo", "agenda": "- [ ] Prices"},
    )
    assert spoken.material(desk.reading, view(desk), "qbrs", 1) == spoken.Material(
        "All is well\n\nIn Oslo\n\n- [ ] Prices", 1, ""
    )
    desk.do(verbs.complete_goal, 2)
    assert spoken.material(desk.reading, view(desk), "notes", 1) == spoken.Material("Called", 1, "Live")
    desk.do(verbs.edit_record, "risks", 2, {"details": "They pay too much.\nSo they say."})
    said = spoken.material(desk.reading, view(desk), "risks", 2)
    price = view(desk).playbook.label("reasons", "PRICE")
    assert said.text == f"They pay too much.\nSo they say.\n\n{price}\nown words"
    assert said.goal == ""
    for name in ("Save them", "Other"):
        desk.do(verbs.add_record, "goals", {"account": "Beta", "name": name})
    desk.do(verbs.add_work, "goals", {"name": "Rescue"}, ("risks", 2))
    assert spoken.material(desk.reading, view(desk), "risks", 2).goal == "Rescue"
    desk.do(verbs.add_record, "goals", {"account": "Beta", "name": "Rescue"})
    assert spoken.material(desk.reading, view(desk), "risks", 2).goal == ""

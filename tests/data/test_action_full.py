"""An action in full: who left the note, how the percent grew, key players, done tasks (features: rows 83 to 87)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from kapta_tui.data.read import plans, records, worked
from kapta_tui.data.read.actionpage import ActionFull, action_full, linkable_players
from kapta_tui.data.read.plans import Show
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.data.write.notes import add_note
from kapta_tui.data.write.planning import complete_with_note, show_in_report
from kapta_tui.data.write.plans import complete_action, update_action
from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.data.write.players import link_players
from kapta_tui.data.write.turning import add_work
from kapta_tui.domain.errors import NotFound, RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.action.copying import as_text
from kapta_tui.screens.action.facts import lines
from kapta_tui.screens.action.loading import load
from kapta_tui.screens.record.lines import words
from kapta_tui.screens.turning.following import ends
from tests.conftest import TODAY, USER
from tests.data.desk import Desk

OWN = """
[fields.action.room]
label = "Room [/x]"
type = "text"
"""


@pytest.fixture
def action(desk: Desk) -> int:
    """Return an action that should have begun three days ago, with a task and a key player."""
    account = desk.do(add_record, "accounts", {"name": "Acme [/oops]", "owner": USER})
    goal = desk.do(add_record, "goals", {"account": account, "name": "Grow 日本"})
    desk.do(add_record, "contacts", {"account": account, "name": "Ana Ruiz"})
    made = desk.do(
        add_record,
        "actions",
        {
            "account": account,
            "goal": goal,
            "name": "Workshop",
            "start": date(2026, 11, 18),
            "due": date(2026, 12, 1),
            "contacts": ("Ana Ruiz",),
        },
    )
    desk.do(add_record, "tasks", {"account": account, "action": made, "name": "Book a room"})
    return made


def view(desk: Desk) -> View:
    """Return who looks."""
    return View(TODAY, USER, current(desk.reading))


def full(desk: Desk, action: int) -> ActionFull:
    """Return the action in full."""
    found = action_full(desk.reading, view(desk), action)
    assert found is not None
    return found


def fields(desk: Desk, action: int) -> dict[str, str]:
    """Return the words of the page's fields by name."""
    page = load(desk.reading, action, USER, TODAY)
    assert page is not None
    return {line.field: words(line) for line in lines(page)}


def test_a_planned_start_that_has_passed_is_said_and_found(desk: Desk, action: int) -> None:
    assert "the planned start was 3 d ago" in fields(desk, action)["state"]
    found = plans.ids(desk.reading, view(desk), Show.PASSED)
    assert action in found
    desk.do(update_action, action, percent=10)
    assert "planned start" not in fields(desk, action)["state"]
    assert action not in plans.ids(desk.reading, view(desk), Show.PASSED)


def test_a_hundred_percent_is_told_to_be_open_and_closed_by_the_mark_alone(desk: Desk, action: int) -> None:
    desk.do(update_action, action, percent=100)
    (sentence,) = desk.row("SELECT sentence FROM event ORDER BY id DESC LIMIT 1")
    assert sentence.endswith("100 %, open until it is completed")
    assert "x completes it" in fields(desk, action)["state"]
    assert action in plans.ids(desk.reading, view(desk), Show.FULL)
    desk.do(complete_action, action)
    assert action not in plans.ids(desk.reading, view(desk), Show.FULL)
    assert fields(desk, action)["completed_at"] == TODAY.isoformat()


def test_each_change_is_told_with_who_and_the_percent_grows_by_days(desk: Desk, action: int) -> None:
    desk.do(update_action, action, percent=30, status_note="began [/b]")
    desk.do(update_action, action, percent=60, owner="omar", due=date(2027, 1, 1))
    found = full(desk, action)
    told = [(entry.field, entry.before, entry.after) for entry in found.changes if entry.field == "percent"]
    assert told == [("percent", "30 %", "60 %"), ("percent", "0 %", "30 %")]
    assert {entry.field for entry in found.changes} >= {"", "status", "status_note", "owner", "due"}
    assert found.noted is not None
    assert (found.noted.user, found.noted.after) == (USER, "began [/b]")
    # All of it is of one day, on which the last one holds.
    assert found.reported == ()
    desk.do(update_action, action, status_note="again")
    desk.store.undo()
    noted = full(desk, action).noted
    assert noted is not None
    assert noted.after == "began [/b]"


def test_the_percent_of_several_days_is_a_line(desk: Desk, action: int) -> None:
    for day, percent in ((23, 30), (23, 40), (25, 80)):
        moment = f"2026-11-{day}T09:00:00Z"
        replace(desk.store, clock=partial(str, moment)).do(update_action, action, percent=percent)
    assert full(desk, action).reported[1:] == (
        (date(2026, 11, 23), Decimal(40)),
        (date(2026, 11, 25), Decimal(80)),
    )
    assert fields(desk, action)["percent"].endswith("80 %  ▁▁▄▄▇")


def test_key_players_are_linked_and_taken_off_and_lead_to_their_actions(desk: Desk, action: int) -> None:
    ana = full(desk, action).players[0]
    assert (ana.name, ana.last_contact) == ("Ana Ruiz", None)
    assert linkable_players(desk.reading, action) == ("Workshop", ())
    desk.there_and_back(link_players, action, [], new="Bo [/oops]")
    assert [player.name for player in full(desk, action).players] == ["Ana Ruiz", "Bo [/oops]"]
    assert [end.record for end in ends(desk.reading, "contacts", ana.id)] == [("actions", action)]
    (account,) = desk.row("SELECT account_id FROM action WHERE id = ?", action)
    assert worked.of_players(desk.reading, account)[ana.id] == ("Workshop",)
    record = records.record(desk.reading, "contacts", view(desk), ana.id)
    assert record["open_actions"] == 1
    desk.do(complete_action, action)
    assert worked.of_players(desk.reading, account) == {}
    assert records.record(desk.reading, "contacts", view(desk), ana.id)["open_actions"] == 0
    desk.there_and_back(link_players, action, [ana.id], False)
    assert [player.name for player in full(desk, action).players] == ["Bo [/oops]"]
    assert [player.name for player in linkable_players(desk.reading, action)[1]] == ["Ana Ruiz"]
    assert linkable_players(desk.reading, 999) == ("", ())


def test_nobody_of_another_account_becomes_a_key_player(desk: Desk, action: int) -> None:
    other = desk.do(add_record, "accounts", {"name": "Other"})
    stranger = desk.do(add_record, "contacts", {"account": other, "name": "Cy"})
    with pytest.raises(RuleError, match="another account"):
        desk.do(link_players, action, [stranger])
    with pytest.raises(NotFound):
        desk.do(link_players, 999, [stranger])
    assert len(full(desk, action).players) == 1


def test_done_tasks_stand_with_their_note_and_notes_with_the_action(desk: Desk, action: int) -> None:
    (task,) = desk.row("SELECT id FROM task WHERE action_id = ?", action)
    desk.do(add_note, {"text": "Called the sponsor"}, action=action)
    desk.do(complete_with_note, [("tasks", task)], "room 4 [/x]", False)
    found = full(desk, action)
    assert [(done.name, done.note) for done in found.done] == [("Book a room", "room 4 [/x]")]
    assert {note.text for note in found.notes} == {"Called the sponsor", "room 4 [/x]"}
    assert "“room 4 [/x]”" in fields(desk, action)["tasks"]


def test_custom_fields_are_fields_of_the_page_and_columns_of_the_list(desk: Desk, action: int) -> None:
    desk.do(set_playbook, default_text() + OWN)
    assert fields(desk, action)["room"] == "not set"
    desk.do(edit_record, "actions", action, {"room": "B 12 [/y]"})
    assert fields(desk, action)["room"] == "B 12 [/y]"
    row = plans.rows(desk.reading, [action])[action]
    assert row.custom is not None
    assert "B 12" in row.custom
    page = load(desk.reading, action, USER, TODAY)
    assert page is not None
    assert "Room [/x]" in as_text(page)


def test_what_is_switched_off_is_not_said(desk: Desk, action: int) -> None:
    text = default_text()
    assert "contacts = true" in text
    desk.do(set_playbook, text.replace("contacts = true", "contacts = false"))
    assert "contacts" not in fields(desk, action)
    assert load(desk.reading, 999, USER, TODAY) is None


def test_the_page_tells_what_its_goal_is_from_and_that_it_leaves_with_its_goal(
    desk: Desk, action: int
) -> None:
    def said(field: str) -> str:
        page = load(desk.reading, action, USER, TODAY)
        assert page is not None
        return next(words(line) for line in lines(page) if line.field == field)

    contract: Values = {"account": "Acme [/oops]", "name": "C-[/9]", "end": date(2027, 1, 1)}
    number = desk.do(add_record, "contracts", contract)
    goal: Values = {"account": "Acme [/oops]", "name": "Renewed", "in_customer_report": False}
    made = desk.do(add_work, "goals", goal, source=("contracts", number))
    desk.do(edit_record, "actions", action, {"goal": made, "objective": None})
    assert said("goal").startswith("Renewed $ C-[/9]  ")
    assert said("in_customer_report") == "left out with its goal"
    desk.do(show_in_report, [("goals", made)], True)
    assert said("in_customer_report") == "yes"

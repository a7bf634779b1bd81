"""Changes of several records: one event for all of them, or a refusal that names who stands in the way."""

from __future__ import annotations

from itertools import permutations

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import NotFound, RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from tests.data.desk import Desk

PLAN = (("goals", 1), ("objectives", 1), ("actions", 1), ("tasks", 1))


def left(desk: Desk, kind: str) -> int:
    (count,) = desk.row(f'SELECT count(*) FROM "{KINDS[kind].table}" WHERE id = 1')
    return int(count)


def ended(desk: Desk) -> list[tuple[object, ...]]:
    return desk.rows(
        "SELECT completed_at IS NOT NULL FROM goal WHERE id = 1 "
        "UNION ALL SELECT completed_at IS NOT NULL FROM objective WHERE id = 1 "
        "UNION ALL SELECT completed_at IS NOT NULL FROM action WHERE id = 1 "
        "UNION ALL SELECT done_at IS NOT NULL FROM task WHERE id = 1"
    )


@pytest.mark.parametrize("chosen", permutations(PLAN))
def test_a_record_and_what_stands_below_it_are_removed_whatever_the_order(
    desk: Desk, chosen: tuple[tuple[str, int], ...]
) -> None:
    desk.do(verbs.remove_records, chosen)
    assert [left(desk, kind) for kind, _ in PLAN] == [0, 0, 0, 0]


@pytest.mark.parametrize("chosen", permutations(PLAN))
def test_a_record_and_what_stands_below_it_are_completed_and_reopened_whatever_the_order(
    desk: Desk, chosen: tuple[tuple[str, int], ...]
) -> None:
    desk.do(verbs.complete_records, chosen)
    assert ended(desk) == [(1,)] * 4
    desk.do(verbs.reopen_records, chosen)
    assert ended(desk) == [(0,)] * 4


def test_the_value_is_the_record_marked_last_and_one_marked_twice_counts_once(desk: Desk) -> None:
    assert desk.do(verbs.remove_records, [("tasks", 2), ("tasks", 1), ("tasks", 2)]) == 2
    assert desk.last_event() == ("remove_records", "Removed 2 tasks")


def test_one_record_is_told_of_in_its_own_words(desk: Desk) -> None:
    desk.do(verbs.remove_records, [("tasks", 1)])
    assert desk.last_event() == ("remove_task", "Removed task Agenda of Acme")
    desk.do(verbs.complete_records, [("actions", 1)])
    assert desk.last_event() == ("complete_action", "Completed action Kick-off of Acme; 1 task stays open")
    assert isinstance(desk.refused(verbs.remove_records, [("tasks", 1)]), NotFound)


def test_records_of_several_kinds_are_counted_by_kind(desk: Desk) -> None:
    desk.do(verbs.complete_records, PLAN)
    assert desk.last_event() == (
        "complete_records",
        "Completed 1 goal, 1 objective, 1 action, 1 task; 1 task stays open",
    )


def test_a_change_of_one_account_is_in_its_feed_and_one_of_several_in_none(desk: Desk) -> None:
    newest = "SELECT account_id FROM event ORDER BY id DESC LIMIT 1"
    desk.do(verbs.remove_records, [("tasks", 1), ("actions", 1)])
    assert desk.row(newest) == (1,)
    desk.do(verbs.archive_accounts, [1, 2])
    assert desk.row(newest) == (None,)


def test_whoever_cannot_take_a_change_is_named_with_the_reason_once_and_nobody_changes(desk: Desk) -> None:
    desk.do(verbs.done_task, 1)
    error = desk.refused(verbs.complete_records, [("actions", 99), ("tasks", 1), ("tasks", 2)])
    assert isinstance(error, RuleError)
    assert error.cause.startswith("2 of 3 cannot take this. Agenda: 'Agenda' was done on")
    assert "an action that is gone: " in error.cause
    assert error.remedy == "Nothing was changed; take their marks away, or work on them one by one."


def test_of_many_that_are_refused_for_one_reason_the_first_five_are_named(desk: Desk) -> None:
    goals = [
        1,
        2,
        *(desk.do(verbs.add_record, "goals", {"account": "Beta", "name": f"G{at}"}) for at in range(5)),
    ]
    error = desk.refused(verbs.reopen_records, [("goals", goal) for goal in goals])
    assert error.cause == "7 of 7 cannot take this. Live, Grow, G0, G1, G2 and 2 more: The goal is open."


def test_a_refused_field_is_named_where_all_refusals_are_about_it(desk: Desk) -> None:
    desk.do(verbs.start_work, [("actions", 1)])
    second = desk.do(verbs.add_record, "actions", {"account": "Acme", "goal": "Live", "name": "Call"})
    error = desk.refused(verbs.start_work, [("actions", 1), ("actions", second)])
    assert isinstance(error, RuleError)
    assert error.field == "status"


def test_contracts_are_archived_and_brought_back(desk: Desk) -> None:
    desk.do(verbs.complete_records, [("contracts", 1)])
    assert desk.row("SELECT is_archived FROM contract") == (1,)
    assert desk.last_event() == ("archive_contract", "Archived contract C-1 of Acme")
    desk.do(verbs.reopen_records, [("contracts", 1)])
    assert desk.row("SELECT is_archived FROM contract") == (0,)
    assert desk.last_event() == ("restore_contract", "Brought back contract C-1 of Acme")


def test_an_end_is_called_by_the_word_that_fits_each_kind(desk: Desk) -> None:
    second = desk.do(verbs.add_record, "contracts", {"account": "Acme", "name": "C-2"})
    both = [("contracts", 1), ("contracts", second)]
    desk.do(verbs.complete_records, both)
    assert desk.last_event() == ("complete_records", "Archived 2 contracts")
    desk.do(verbs.reopen_records, both)
    assert desk.last_event() == ("reopen_records", "Brought back 2 contracts")
    desk.do(verbs.complete_records, [("tasks", 1), *both, ("goals", 2)])
    assert desk.last_event() == ("complete_records", "Archived 2 contracts; completed 1 goal, 1 task")


def test_what_is_archived_already_is_not_counted(desk: Desk) -> None:
    second = desk.do(verbs.add_record, "contracts", {"account": "Acme", "name": "C-2"})
    both = [("contracts", second), ("contracts", 1)]
    desk.do(verbs.complete_records, [("contracts", 1)])
    desk.do(verbs.complete_records, [*both, ("tasks", 1)])
    assert desk.last_event() == ("complete_records", "Archived 1 contract; completed 1 task")
    desk.do(verbs.reopen_records, [("contracts", second)])
    desk.do(verbs.complete_records, both)
    assert desk.last_event() == ("archive_contract", "Archived contract C-2 of Acme")
    desk.do(verbs.reopen_records, [("contracts", 1)])
    desk.do(verbs.reopen_records, both)
    assert desk.last_event() == ("restore_contract", "Brought back contract C-2 of Acme")


def test_records_that_are_all_archived_already_leave_no_event(desk: Desk) -> None:
    second = desk.do(verbs.add_record, "contracts", {"account": "Acme", "name": "C-2"})
    both = [("contracts", 1), ("contracts", second)]
    desk.do(verbs.complete_records, both)
    desk.do(verbs.archive_accounts, [1, 2])
    before = desk.row("SELECT max(id) FROM event")
    assert desk.do(verbs.complete_records, both) == second
    assert desk.do(verbs.archive_accounts, [1, 2]) == 2
    assert desk.row("SELECT max(id) FROM event") == before
    desk.do(verbs.archive_accounts, [1], archived=False)
    desk.do(verbs.archive_accounts, [1, 2], archived=False)
    assert desk.last_event()[1] == "Brought back account Beta"


def test_a_kind_without_an_end_is_refused(desk: Desk) -> None:
    assert "notes" in desk.refused(verbs.complete_records, [("notes", 1)]).cause
    assert "notes" in desk.refused(verbs.reopen_records, [("notes", 1)]).cause
    assert "risks" in desk.refused(verbs.complete_records, [("risks", 2)]).cause


def test_accounts_are_archived_and_brought_back_together(desk: Desk) -> None:
    desk.do(verbs.archive_accounts, [1, 2])
    assert desk.last_event() == ("archive_accounts", "Archived 2 accounts")
    desk.do(verbs.archive_accounts, [1, 2], archived=False)
    assert desk.last_event() == ("archive_accounts", "Brought back 2 accounts")
    assert desk.row("SELECT sum(archived) FROM account") == (0,)


def test_actions_are_updated_together(desk: Desk) -> None:
    second = desk.do(verbs.add_record, "actions", {"account": "Acme", "goal": "Live", "name": "Call"})
    desk.do(verbs.update_work, [("actions", 1), ("actions", second)], percent=40, status_note="on it")
    assert desk.rows("SELECT percent, status_note FROM action") == [(40, "on it")] * 2
    assert desk.last_event() == ("update_work", "Updated 2 actions")


def test_several_reasons_are_one_change_that_names_them(desk: Desk) -> None:
    desk.do(verbs.add_risk_reasons, 2, ["SERVICE", "too quiet"])
    labels = desk.rows("SELECT label FROM risk_reason WHERE risk_id = 2 ORDER BY position")
    assert [label for (label,) in labels][-1] == "too quiet"
    verb, words = desk.last_event()
    assert verb == "add_risk_reasons"
    assert words.startswith("Added the reasons ")
    assert words.endswith(" and too quiet to the risk on Beta")
    before = desk.content()
    error = desk.refused(verbs.add_risk_reasons, 2, ["VALUE", "TOO QUIET"])
    assert "already" in error.cause
    assert desk.content() == before


def test_each_of_several_risks_takes_the_resolutions_of_its_own_reasons_and_own_words(desk: Desk) -> None:
    desk.do(verbs.start_risk, {"account": "Acme", "reasons": ("QUIET",)})
    values: Values = {"status": "closed_resolved", "resolutions": ("SAME_PRICE", "contact_found", "luck")}
    desk.do(verbs.close_risks, [2, 3], values)
    resolutions = "SELECT coalesce(code, label) FROM risk_resolution WHERE risk_id = ? ORDER BY position"
    assert desk.rows(resolutions, 2) == [("SAME_PRICE",), ("luck",)]
    assert desk.rows(resolutions, 3) == [("CONTACT_FOUND",), ("luck",)]
    assert desk.last_event() == ("close_risks", "Closed 2 risks")


def test_a_risk_that_none_of_the_resolutions_fits_keeps_all_from_closing(desk: Desk) -> None:
    desk.do(verbs.start_risk, {"account": "Acme", "reasons": ("QUIET",)})
    values: Values = {"status": "closed_resolved", "resolutions": ("SAME_PRICE",)}
    error = desk.refused(verbs.close_risks, [2, 3], values)
    assert isinstance(error, RuleError)
    assert error.field == "resolutions"
    assert error.cause == ("1 of 2 cannot take this. Acme: None of these resolutions belongs to its reasons.")


def test_a_risk_that_was_none_needs_no_resolution(desk: Desk) -> None:
    desk.do(verbs.start_risk, {"account": "Acme", "reasons": ("QUIET",)})
    desk.do(verbs.close_risks, [2, 3], {"status": "closed_invalid", "resolutions": ()})
    assert desk.row("SELECT count(*) FROM risk WHERE closed_at IS NULL") == (0,)


def test_a_goal_moves_along_its_siblings_and_not_beyond_them(desk: Desk) -> None:
    order = "SELECT id FROM goal ORDER BY position, id"
    desk.do(verbs.move_by, "goals", 1, 5)
    assert desk.rows(order) == [(2,), (1,)]
    before = desk.content()
    desk.do(verbs.move_by, "goals", 1, 1)
    assert desk.content() == before
    desk.do(verbs.move_by, "goals", 1, -1)
    assert desk.rows(order) == [(1,), (2,)]
    assert desk.last_event() == ("reorder", "Moved goal Live of Acme to place 1")

"""The check of the store finds what is wrong, and nothing in a sound one."""

from __future__ import annotations

from typing import cast

import pytest

from kapta_tui.data import connect
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Value
from tests.data.desk import Desk

FAULTS: dict[str, tuple[str, str]] = {
    "two active risks": (
        "DROP INDEX {risk_index}; UPDATE risk SET account_id = 1, closed_at = NULL, status = 'open'",
        "Acme has 2 active risks.",
    ),
    "closed without a day": (
        "UPDATE risk SET status = 'closed_invalid' WHERE id = 2",
        "Risk 2 is 'closed_invalid' but has no closing date.",
    ),
    "a day but active": (
        "UPDATE risk SET status = 'open' WHERE id = 1",
        "Risk 1 has a closing date but is 'open'.",
    ),
    "no reason": ("DELETE FROM risk_reason WHERE risk_id = 2", "Risk 2 has no reason."),
    "a circle of accounts": (
        "UPDATE account SET parent_id = 2 WHERE id = 1",
        "Acme stands above itself in its family.",
    ),
    "a circle of contacts": (
        "UPDATE contact SET reports_to_id = 1 WHERE id = 1",
        "Ana Ruiz reports to a contact that reports to Ana Ruiz.",
    ),
    "an objective elsewhere": (
        "UPDATE objective SET account_id = 2 WHERE id = 1",
        "Objective 1 and its goal belong to different accounts.",
    ),
    "an action elsewhere": (
        "UPDATE action SET account_id = 2 WHERE id = 1",
        "Action 1 and its goal belong to different accounts.",
    ),
    "an action under a foreign objective": (
        "UPDATE action SET goal_id = 2 WHERE id = 1",
        "Action 1 stands under an objective of another goal.",
    ),
    "a task elsewhere": (
        "UPDATE task SET account_id = 2 WHERE id = 1",
        "Task 1 and its action belong to different accounts.",
    ),
    "a note's contact elsewhere": (
        "UPDATE contact SET account_id = 2 WHERE id = 1",
        "Note 1 and its contact Ana Ruiz belong to different accounts.",
    ),
    "an action's contact elsewhere": (
        "UPDATE contact SET account_id = 2 WHERE id = 1",
        "Action 1 and its contact Ana Ruiz belong to different accounts.",
    ),
    "a review's contact elsewhere": (
        "UPDATE contact SET account_id = 2 WHERE id = 1",
        "QBR 1 and its contact Ana Ruiz belong to different accounts.",
    ),
    "a contact's relationship elsewhere": (
        "INSERT INTO relationship (account_id, contact_id, user_id, strength) VALUES (2, 1, 1, 'met')",
        "A row of 'relationship' belongs to another account than its contact 1.",
    ),
    "a review's participant elsewhere": (
        "INSERT INTO qbr_colleague (account_id, qbr_id, user_id) VALUES (2, 1, 1)",
        "A row of 'qbr_colleague' belongs to another account than its qbr 1.",
    ),
    "a review's guest elsewhere": (
        "UPDATE qbr_contact SET account_id = 2",
        "A row of 'qbr_contact' belongs to another account than its qbr 1.",
    ),
    "a measurement elsewhere": (
        "UPDATE metric_value SET account_id = 2",
        "A row of 'metric_value' belongs to another account than its metric 1.",
    ),
    "an answer of somebody elsewhere": (
        "UPDATE contact SET account_id = 2 WHERE id = 1",
        "VOC answer 1 was said by a contact of another account.",
    ),
    "a value that is none": (
        "UPDATE metric_value SET value = 'many', date = '2026-11-21'",
        "Metric 1 has the value 'many' on 2026-11-21, which is no number.",
    ),
    "a colour that is none": (
        "UPDATE metric SET unit = 'colour'; UPDATE metric_value SET date = '2026-11-21'",
        "Metric 1 has the value '95' on 2026-11-21, which is no colour.",
    ),
    "a target that is none": (
        "UPDATE metric SET target = 'NaN'",
        "Metric 1 has the target 'NaN', which is no number.",
    ),
    "a satisfaction that is not the newest": (
        "UPDATE account SET satisfaction = 9 WHERE id = 1",
        "The satisfaction of account Acme is 9 of 2026-10-01, its newest entry is 6 of 2026-10-01.",
    ),
    "a satisfaction without an entry": (
        "DELETE FROM satisfaction",
        "The satisfaction of account Acme is 6 of 2026-10-01, its newest entry is none.",
    ),
    "a trigger lost": (
        "DROP TRIGGER journal_account_update",
        "The trigger 'journal_account_update' is missing: changes are no longer all undone or found.",
    ),
    "a trigger of somebody": (
        "CREATE TRIGGER own AFTER INSERT ON note BEGIN SELECT 1; END",
        "There is a trigger 'own' that kapta has not made.",
    ),
    "a trigger changed": (
        "DROP TRIGGER search_note_insert; "
        "CREATE TRIGGER search_note_insert AFTER INSERT ON note BEGIN SELECT 1; END",
        "The trigger 'search_note_insert' is not the one that kapta makes.",
    ),
    "a text not indexed": (
        "DROP TRIGGER search_account_update; UPDATE account SET name = 'Zebra' WHERE id = 1",
        "The search index differs from the records in 2 words (first: 'acme', 'zebra').",
    ),
    "a record not indexed": (
        "DROP TRIGGER search_note_insert; DROP TRIGGER search_note_delete; DELETE FROM note",
        "The search index holds {more} texts for {held} records.",
    ),
    "a summary that is wrong": (
        "UPDATE account_summary SET overdue = 7 WHERE account_id = 1",
        "The summaries of 1 accounts are stale (first: id 1).",
    ),
    "a due day before the start": (
        "UPDATE action SET start = '2026-05-01', due = '2026-04-01' WHERE id = 1",
        "Action 1: The due date 2026-04-01 is before the start 2026-05-01.",
    ),
    "an address that is none": (
        "UPDATE contact SET email = 'nobody' WHERE id = 1",
        "Contact 1: 'nobody' is no e-mail address.",
    ),
    "a day that is none": (
        "UPDATE action SET start = 'soon' WHERE id = 1",
        "Action 1: Invalid isoformat string: 'soon'.",
    ),
    "an action that ended before it began": (
        "UPDATE action SET status = 'completed', started_at = '2026-05-02', completed_at = '2026-05-01'",
        "Action 1 ended on 2026-05-01, before it began.",
    ),
    "a goal that ended before it began": (
        "UPDATE goal SET status = 'in_progress', started_at = '2026-05-02', completed_at = '2026-05-01'",
        "Goal 1 ended on 2026-05-01, before it began.",
    ),
    "a goal beyond its end": (
        "UPDATE goal SET percent = 150, status = 'in_progress'",
        "Goal 1 stands at 150 %, which is not in 0..100.",
    ),
    "an action below nothing": (
        "UPDATE action SET percent = -1 WHERE id = 1",
        "Action 1 stands at -1 %, which is not in 0..100.",
    ),
    "a goal with a status that is none": (
        "UPDATE goal SET status = 'bogus' WHERE id = 1",
        "Goal 1 has 'bogus' as its status, which is no such code.",
    ),
    "a cancelled goal": (
        "UPDATE goal SET status = 'cancelled' WHERE id = 1",
        "Goal 1 has 'cancelled' as its status, which is no such code.",
    ),
    "a goal completed without a day": (
        "UPDATE goal SET status = 'completed' WHERE id = 1",
        "Goal 1 has 'completed' as its status, which is no such code.",
    ),
    "a goal that began and did not": (
        "UPDATE goal SET started_at = '2026-05-02' WHERE id = 1",
        "Goal 1 began on 2026-05-02, but its status says it did not.",
    ),
    "an action that is on its way and did not begin": (
        "UPDATE action SET percent = 20 WHERE id = 1",
        "Action 1 stands at 20 %, but its status says that it did not begin.",
    ),
    "an action with a status that is none": (
        "UPDATE action SET status = 'bogus' WHERE id = 1",
        "Action 1 has 'bogus' as its status, which is no such code.",
    ),
    "an action completed without a day": (
        "UPDATE action SET status = 'completed' WHERE id = 1",
        "Action 1 is 'completed' but has no day of its end.",
    ),
    "an open action with a day of its end": (
        "UPDATE action SET completed_at = '2026-05-02' WHERE id = 1",
        "Action 1 ended on 2026-05-02, but its status says that it did not.",
    ),
    "a series elsewhere": (
        "INSERT INTO task (account_id, name, name_folded, position, series_id, created_at, updated_at, version) "
        "VALUES (2, 'Next', 'next', 0, 1, 'now', 'now', 1)",
        "Task 3 and the first one of its series belong to different accounts.",
    ),
    "a goal completed ahead": (
        "UPDATE goal SET completed_at = '9000-01-01' WHERE id = 1",
        "Goal 1 was completed on 9000-01-01, which is ahead.",
    ),
    "a task done ahead": (
        "UPDATE task SET done_at = '9000-01-01' WHERE id = 1",
        "Task 1 was done on 9000-01-01, which is ahead.",
    ),
    "a source that is none": (
        "UPDATE goal SET source = 'banana' WHERE id = 1",
        "Goal 1 has 'banana' as its source, which is no such code.",
    ),
    "an end of recurrence that is none": (
        "UPDATE task SET until = 'whatever' WHERE id = 1",
        "Task 1 has 'whatever' as its until, which is no such code.",
    ),
    "a reference to nothing": (
        "PRAGMA foreign_keys = OFF; DELETE FROM goal WHERE id = 1",
        "Row 1 of 'objective' refers to a missing 'goal'.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(desk: Desk, fault: str) -> None:
    desk.do(verbs.add_note, {"account": "Acme", "text": "Met", "contacts": ("Ana Ruiz",)})
    assert desk.faults() == []
    script, sentence = FAULTS[fault]
    (index,) = desk.row(
        "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'risk' AND sql LIKE '%UNIQUE%'"
    )
    (held,) = desk.row("SELECT count(*) FROM note")
    breaking = connect.connect(desk.store.path)
    breaking.executescript(script.format(risk_index=index))
    breaking.close()
    found = desk.faults()
    if "{more}" in sentence:
        assert any(each.startswith("The search index holds ") for each in found)
        assert held > 0
    else:
        assert sentence in found


@pytest.mark.parametrize("column", ["start", "target", "value"])
@pytest.mark.parametrize(
    "broken", ["many", "", "NaN", "Infinity", b"\xff", "1e999999999999999999999", "1e99999"]
)
def test_a_metric_that_is_broken_has_no_colour_and_queries_go_on(
    desk: Desk, column: str, broken: str | bytes
) -> None:
    given: dict[str, str | bytes] = {"start": "0", "target": "10", "value": "10", column: broken}
    assert desk.row("SELECT metric_colour('number', ?, ?, ?)", *given.values()) == (None,)
    given = {"start": "0", "target": "10", "value": "10"}
    assert desk.row("SELECT metric_colour('number', ?, ?, ?)", *given.values()) == ("green",)


def test_a_note_or_action_takes_no_contact_of_another_account(desk: Desk) -> None:
    desk.do(verbs.add_record, "contacts", {"account": "Beta", "name": "Bob"})
    for contact in ("Bob", 2):
        refused = desk.refused(
            verbs.add_note, {"account": "Acme", "text": "Met", "contacts": cast(Value, (contact,))}
        )
        assert refused.exit_code == 1
        refused = desk.refused(verbs.edit_record, "actions", 1, {"contacts": cast(Value, (contact,))})
        assert refused.exit_code == 1

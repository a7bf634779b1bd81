"""The rules of account risks (mission S0; domain.md 3.1 and 3.2), held inside the writing transaction."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import date

import pytest

from kapta_tui.data.store import Store
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import Conflict, KaptaError, NotFound, RuleError, UsageError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import default_text
from tests.conftest import TODAY
from tests.data.desk import Desk

QUIET: Values = {"account": "Acme", "reasons": ("QUIET",)}


def reasons(desk: Desk, risk: int) -> list[tuple[str | None, str]]:
    return desk.rows("SELECT code, label FROM risk_reason WHERE risk_id = ? ORDER BY position", risk)


def resolutions(desk: Desk, risk: int) -> list[tuple[str | None, str]]:
    return desk.rows("SELECT code, label FROM risk_resolution WHERE risk_id = ? ORDER BY position", risk)


def column(desk: Desk, field: str, value: str | None) -> list[int]:
    found = desk.rows(
        f"SELECT id FROM risk WHERE {field} IS ? AND closed_at IS NULL ORDER BY position", value
    )
    return [risk for (risk,) in found]


def with_rule(desk: Desk, old: str, new: str) -> None:
    text = default_text()
    assert old in text
    desk.do(verbs.set_playbook, text.replace(old, new, 1))


def test_only_one_active_risk_per_account(desk: Desk) -> None:
    error = desk.refused(verbs.start_risk, {"account": "Beta", "reasons": ("QUIET",)})
    assert isinstance(error, RuleError)
    assert error.field == "account"
    assert error.cause == "Beta has an active risk already: Price or budget pressure, own words (id 2)."
    assert error.remedy == "Add the reason to that risk, or close it first."


def test_a_risk_must_be_closed_before_a_new_one_can_be_created(desk: Desk) -> None:
    desk.do(verbs.close_risk, 2, {"status": "closed_lost", "resolutions": ("SAME_PRICE",)})
    assert desk.do(verbs.start_risk, {"account": "Beta", "reasons": ("QUIET",)}) == 3


def test_two_connections_racing_to_start_a_risk_leave_one(desk: Desk) -> None:
    together = threading.Barrier(2)
    outcomes: list[object] = []

    def start(user: str) -> None:
        store = Store(desk.store.path, user, TODAY)
        together.wait()
        try:
            outcomes.append(store.do(verbs.start_risk, QUIET).value)
        except KaptaError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=start, args=(user,)) for user in ("jane", "omar")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["RuleError", "int"]
    assert desk.row("SELECT count(*) FROM risk WHERE account_id = 1 AND closed_at IS NULL") == (1,)
    assert desk.faults() == []


def test_the_store_itself_refuses_a_second_active_risk(desk: Desk) -> None:
    with (
        closing(desk.store.connect()) as connection,
        pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE constraint failed: risk\.account_id"),
    ):
        connection.execute(
            "INSERT INTO risk (account_id, status, opened_at, priority_by_hand, position, created_at, "
            "updated_at, version) VALUES (2, 'open', '2026-11-21', 0, 1, '', '', 1)"
        )


def test_reasons_are_ordered_and_may_be_own_words(desk: Desk) -> None:
    risk = desk.do(
        verbs.start_risk, {"account": "Acme", "reasons": ("Value not proven", "=cmd() own", "quiet")}
    )
    assert reasons(desk, risk) == [
        ("VALUE", "Value not proven"),
        (None, "=cmd() own"),
        ("QUIET", "Customer gone quiet"),
    ]
    desk.do(verbs.edit_risk, risk, {"reasons": ("QUIET", "VALUE")})
    assert [code for code, _ in reasons(desk, risk)] == ["QUIET", "VALUE"]


@pytest.mark.parametrize("none", [(), ("",), ("  ",)])
def test_a_risk_needs_a_reason(desk: Desk, none: tuple[str, ...]) -> None:
    error = desk.refused(verbs.start_risk, {"account": "Acme", "reasons": none})
    assert isinstance(error, RuleError)
    assert error.field == "reasons"


def test_a_new_risk_is_open_today_and_belongs_to_the_owner_of_the_account(desk: Desk) -> None:
    risk = desk.do(verbs.start_risk, QUIET)
    found = desk.row("SELECT status, opened_at, closed_at, assignee_id FROM risk WHERE id = ?", risk)
    assert found == ("open", "2026-11-21", None, None)


def test_another_member_can_be_responsible(desk: Desk) -> None:
    risk = desk.do(verbs.start_risk, {**QUIET, "assignee": "omar"})
    assert desk.row("SELECT u.name FROM risk r JOIN user u ON u.id = r.assignee_id WHERE r.id = ?", risk) == (
        "omar",
    )


def test_severity_and_likelihood_are_required_where_the_administrator_says_so(desk: Desk) -> None:
    with_rule(desk, "[required]\n", '[required]\n[required.risk]\nall = ["severity", "resolutions"]\n')
    error = desk.refused(verbs.start_risk, QUIET)
    assert isinstance(error, RuleError)
    assert error.field == "severity"
    assert desk.do(verbs.start_risk, {**QUIET, "severity": "low"}) == 3


@pytest.mark.parametrize(
    ("severity", "likelihood", "priority"),
    [
        ("critical", "likely", "p1"),
        ("high", "likely", "p2"),
        ("medium", "possible", "p3"),
        ("low", "likely", "p4"),
    ],
)
def test_priority_is_proposed_from_severity_and_likelihood(
    desk: Desk, severity: str, likelihood: str, priority: str
) -> None:
    risk = desk.do(verbs.start_risk, {**QUIET, "severity": severity, "likelihood": likelihood})
    assert desk.row("SELECT priority, priority_by_hand FROM risk WHERE id = ?", risk) == (priority, 0)


def test_a_priority_set_by_hand_stays_and_is_marked(desk: Desk) -> None:
    desk.do(verbs.edit_risk, 2, {"priority": "p4"})
    desk.do(verbs.edit_risk, 2, {"severity": "critical"})
    assert desk.row("SELECT priority, priority_by_hand FROM risk WHERE id = 2") == ("p4", 1)
    desk.do(verbs.edit_risk, 2, {"priority": None})
    assert desk.row("SELECT priority, priority_by_hand FROM risk WHERE id = 2") == ("p1", 0)


def test_a_form_that_hands_the_proposal_back_sets_nothing_by_hand(desk: Desk) -> None:
    desk.do(verbs.edit_risk, 2, {"priority": "p2", "severity": "critical"})
    assert desk.row("SELECT priority, priority_by_hand FROM risk WHERE id = 2") == ("p1", 0)


def test_closing_takes_status_resolutions_and_today(desk: Desk) -> None:
    values: Values = {"status": "Closed: resolved", "resolutions": ("paid less", "renewed at same price")}
    desk.do(verbs.close_risk, 2, values)
    assert desk.row("SELECT status, closed_at FROM risk WHERE id = 2") == ("closed_resolved", "2026-11-21")
    assert resolutions(desk, 2) == [(None, "paid less"), ("SAME_PRICE", "renewed at same price")]
    assert desk.row("SELECT risk_id FROM account_summary WHERE account_id = 2") == (None,)


def test_closing_needs_a_resolution_unless_it_was_no_risk(desk: Desk) -> None:
    error = desk.refused(verbs.close_risk, 2, {"status": "closed_resolved"})
    assert isinstance(error, RuleError)
    assert error.field == "resolutions"
    desk.do(verbs.close_risk, 2, {"status": "closed_invalid"})


def test_resolutions_belong_to_the_reasons_or_fit_every_risk(desk: Desk) -> None:
    error = desk.refused(verbs.close_risk, 2, {"status": "closed_resolved", "resolutions": ("PAID",)})
    assert isinstance(error, RuleError)
    assert error.field == "resolutions"
    desk.do(verbs.close_risk, 2, {"status": "closed_accepted", "resolutions": ("NO_LONGER_APPLIES",)})


@pytest.mark.parametrize("status", ["open", "in_process", None])
def test_only_a_closing_status_closes(desk: Desk, status: str | None) -> None:
    error = desk.refused(verbs.close_risk, 2, {"status": status, "resolutions": ("SAME_PRICE",)})
    assert isinstance(error, RuleError)
    assert error.field == "status"


def test_a_closed_risk_is_not_closed_again(desk: Desk) -> None:
    assert "closed already" in desk.refused(verbs.close_risk, 1, {"status": "closed_lost"}).cause


def test_a_risk_is_not_closed_before_it_was_opened(desk: Desk) -> None:
    values: Values = {"status": "closed_invalid", "closed_at": date(2026, 1, 1)}
    error = desk.refused(verbs.close_risk, 2, values)
    assert isinstance(error, RuleError)
    assert error.field == "closed_at"


def test_editing_the_status_closes_and_reopens_too(desk: Desk) -> None:
    desk.do(verbs.edit_record, "risks", 2, {"status": "closed_reduced", "resolutions": ("SCOPE_REDUCED",)})
    assert desk.row("SELECT closed_at FROM risk WHERE id = 2") == ("2026-11-21",)
    desk.do(verbs.edit_record, "risks", 2, {"status": "in_process", "closed_at": TODAY})
    assert desk.row("SELECT status, closed_at FROM risk WHERE id = 2") == ("in_process", None)
    assert resolutions(desk, 2) == []


def test_reopening_is_refused_while_another_risk_is_active(desk: Desk) -> None:
    desk.do(verbs.start_risk, QUIET)
    assert "another active risk" in desk.refused(verbs.reopen_risk, 1).cause


def test_reopening_takes_the_end_back(desk: Desk) -> None:
    desk.do(verbs.reopen_risk, 1, "in_process")
    assert desk.row("SELECT status, closed_at FROM risk WHERE id = 1") == ("in_process", None)
    assert desk.row("SELECT risk_id FROM account_summary WHERE account_id = 1") == (1,)
    assert "active" in desk.refused(verbs.reopen_risk, 1).cause
    desk.store.undo()
    assert "keeps the risk closed" in desk.refused(verbs.reopen_risk, 1, "closed_lost").cause


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("severity", "low"),
        ("severity", None),
        ("status", "in_process"),
        ("likelihood", "unlikely"),
        ("priority", "p4"),
    ],
)
def test_a_risk_is_dragged_between_sections_of_the_board(desk: Desk, field: str, value: str | None) -> None:
    desk.do(verbs.move_risk, 2, field, value)
    assert desk.row(f"SELECT {field} FROM risk WHERE id = 2") == (value,)


def test_dragging_to_a_closed_section_asks_for_resolutions(desk: Desk) -> None:
    error = desk.refused(verbs.move_risk, 2, "status", "closed_resolved")
    assert isinstance(error, RuleError)
    assert error.field == "resolutions"


def test_a_board_is_grouped_by_four_fields_only(desk: Desk) -> None:
    assert isinstance(desk.refused(verbs.move_risk, 2, "details", "x"), UsageError)


def test_cards_keep_the_order_they_are_given(desk: Desk) -> None:
    names = ["c", "d", "e", "f"]
    for name in names:
        desk.do(verbs.add_record, "accounts", {"name": name})
        desk.do(verbs.start_risk, {"account": name, "reasons": ("QUIET",), "severity": "low"})
    assert column(desk, "severity", "low") == [3, 4, 5, 6]
    desk.do(verbs.move_risk, 6, "severity", "low", 0)
    desk.do(verbs.move_risk, 3, "severity", "low", 99)
    desk.do(verbs.move_risk, 2, "severity", "low", before=5)
    assert column(desk, "severity", "low") == [6, 4, 2, 5, 3]
    for _ in range(14):
        desk.do(verbs.move_risk, column(desk, "severity", "low")[-1], "severity", "low", 1)
    assert column(desk, "severity", "low") == [6, 5, 3, 4, 2]
    assert desk.faults() == []


def test_a_reason_is_added_to_the_active_risk_last(desk: Desk) -> None:
    desk.do(verbs.add_risk_reason, 2, "customer gone quiet")
    assert [label for _, label in reasons(desk, 2)] == [
        "Price or budget pressure",
        "own words",
        "Customer gone quiet",
    ]
    assert desk.last_event() == (
        "add_risk_reason",
        "Added the reason Customer gone quiet to the risk on Beta",
    )
    for again in ("QUIET", "OWN words", ""):
        assert isinstance(desk.refused(verbs.add_risk_reason, 2, again), RuleError)


def test_own_reasons_can_be_switched_off(desk: Desk) -> None:
    with_rule(desk, "custom_reasons = true", "custom_reasons = false")
    assert isinstance(desk.refused(verbs.add_risk_reason, 2, "more words"), RuleError)
    desk.do(verbs.add_risk_reason, 2, "SERVICE")
    assert [code for code, _ in reasons(desk, 2)] == ["PRICE", None, "SERVICE"]


def test_prior_risks_can_be_entered_with_their_dates(desk: Desk) -> None:
    values: Values = {
        "account": "Beta",
        "reasons": ("RIVAL",),
        "status": "closed_lost",
        "resolutions": ("KEPT",),
        "opened_at": date(2025, 1, 1),
    }
    error = desk.refused(verbs.add_record, "risks", values)
    assert isinstance(error, RuleError)
    assert error.field == "closed_at"
    desk.do(verbs.add_record, "risks", {**values, "closed_at": date(2025, 2, 1)})
    assert desk.last_event() == ("start_risk", "Entered a closed risk of Beta: Competitor or consolidation")


def test_remove_deletes_the_whole_risk_record_and_the_feed_keeps_a_line(desk: Desk) -> None:
    desk.do(verbs.add_note, {"text": "about it"}, risk=2)
    desk.do(verbs.remove_record, "risks", 2)
    assert desk.rows("SELECT 1 FROM risk_reason WHERE risk_id = 2") == []
    assert desk.row("SELECT risk_id FROM note WHERE text = 'about it'") == (None,)
    assert desk.last_event() == (
        "remove_risk",
        "Removed the risk on Beta (Price or budget pressure +1)",
    )


def test_risk_notes_appear_in_the_notes_of_the_account(desk: Desk) -> None:
    note = desk.do(verbs.add_note, {"text": "spoke to the buyer"}, risk=2)
    found = desk.row("SELECT account_id, type, risk_id FROM note WHERE id = ?", note)
    assert found == (2, "risk", 2)
    assert isinstance(desk.refused(verbs.add_note, {"account": "Acme", "text": "x"}, risk=2), RuleError)
    assert isinstance(desk.refused(verbs.add_note, {"text": " "}, risk=2), RuleError)


def test_a_form_saved_over_a_newer_change_is_refused_with_both_values(desk: Desk) -> None:
    (version,) = desk.row("SELECT version FROM risk WHERE id = 2")
    desk.do(verbs.edit_risk, 2, {"severity": "low", "reasons": ("QUIET",)}, version)
    error = desk.refused(verbs.edit_risk, 2, {"severity": "critical", "reasons": ("VALUE",)}, version)
    assert isinstance(error, Conflict)
    assert "Severity: now 'Low', yours 'Critical'" in error.cause
    assert "Reasons: now 'Customer gone quiet', yours 'Value not proven'" in error.cause
    desk.do(verbs.edit_risk, 2, {"severity": "low"}, version)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"severity": "enormous"}, "severity"),
        ({"status": "sleeping"}, "status"),
        ({"closed_at": TODAY}, "closed_at"),
        ({"reasons": ("QUIET", "quiet words", "Quiet Words")}, "reasons"),
        ({"account": "Acme"}, "account"),
    ],
)
def test_a_refusal_names_its_field(desk: Desk, values: Values, field: str) -> None:
    error = desk.refused(verbs.edit_risk, 2, values)
    assert isinstance(error, RuleError)
    assert error.field == field


def test_a_risk_that_is_gone_is_not_found(desk: Desk) -> None:
    assert isinstance(desk.refused(verbs.edit_risk, 99, {"severity": "low"}), NotFound)


def started(desk: Desk, name: str, likelihood: str = "almost_certain") -> int:
    desk.do(verbs.add_record, "accounts", {"name": name})
    values: Values = {
        "account": name,
        "reasons": ("QUIET",),
        "severity": "critical",
        "likelihood": likelihood,
    }
    return desk.do(verbs.start_risk, values)


def test_a_column_of_the_board_begins_with_what_matters_most(desk: Desk) -> None:
    low, high = started(desk, "Low", "unlikely"), started(desk, "High")
    second = started(desk, "Second")
    assert column(desk, "severity", "critical") == [high, second, low]
    before = desk.content()
    desk.do(verbs.edit_risk, low, {"likelihood": "almost_certain"})
    desk.do(verbs.edit_risk, high, {"likelihood": "unlikely"})
    assert column(desk, "severity", "critical") == [second, low, high]
    desk.store.undo()
    desk.store.undo()
    assert desk.content() == before


def test_a_card_that_people_moved_stays_where_they_put_it(desk: Desk) -> None:
    low, high, second = started(desk, "Low", "unlikely"), started(desk, "High"), started(desk, "Second")
    desk.do(verbs.move_risk, low, "severity", "critical", 0)
    assert column(desk, "severity", "critical") == [low, high, second]
    desk.do(verbs.move_risk, high, "severity", "critical", 2)
    third = started(desk, "Third")
    assert column(desk, "severity", "critical")[0] == low
    desk.do(verbs.edit_risk, low, {"likelihood": "possible"})
    assert column(desk, "severity", "critical") == [low, second, high, third]


def test_what_the_playbook_demands_later_keeps_no_risk_from_being_closed(desk: Desk) -> None:
    risk = desk.do(verbs.start_risk, QUIET)
    with_rule(desk, "[required]\n", '[required]\n[required.risk]\nall = ["severity", "likelihood"]\n')
    desk.do(verbs.edit_risk, risk, {"severity": "low"})
    error = desk.refused(verbs.edit_risk, risk, {"severity": None})
    assert error.cause == "The playbook demands severity for a risk."
    desk.do(verbs.close_risk, risk, {"status": "closed_invalid"})

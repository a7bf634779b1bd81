"""What holds for records of every kind: versions, names, owners, families (mission S1)."""

from __future__ import annotations

from datetime import date

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.amounts import Amount
from kapta_tui.domain.errors import Ambiguous, Conflict, NotFound, RuleError, UsageError
from kapta_tui.domain.fields import Values
from tests.data.desk import Desk


def test_the_owner_of_an_account_defaults_to_you(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", {"name": "Mine"})
    assert desk.row(
        "SELECT u.name FROM account a JOIN user u ON u.id = a.owner_id WHERE a.id = ?", account
    ) == ("jane",)


@pytest.mark.parametrize("name", [None, "", "  ", "\x07"])
def test_an_account_needs_a_name(desk: Desk, name: str | None) -> None:
    error = desk.refused(verbs.add_record, "accounts", {"name": name})
    assert isinstance(error, RuleError)
    assert error.field == "name"


def test_a_form_saved_over_a_newer_change_shows_both_values(desk: Desk) -> None:
    (version,) = desk.row("SELECT version FROM account WHERE id = 1")
    desk.do(verbs.edit_record, "accounts", 1, {"owner": "omar", "contributors": ("jane",)}, version)
    values: Values = {"owner": "kim", "type": "strategic", "contributors": ("kim",)}
    error = desk.refused(verbs.edit_record, "accounts", 1, values, version)
    assert isinstance(error, Conflict)
    assert "Owner: now 'omar', yours 'kim'" in error.cause
    assert "Type: now 'Normal', yours 'Strategic'" in error.cause
    assert "Contributors: now 'jane', yours 'kim'" in error.cause


def test_an_amount_in_conflict_is_shown_in_its_unit(desk: Desk) -> None:
    desk.do(verbs.edit_record, "contracts", 1, {"value": 1300, "end": date(2027, 1, 1)})
    error = desk.refused(verbs.edit_record, "contracts", 1, {"value": 1400, "end": None}, 1)
    assert "Value: now '1300.00', yours '1400.00'; End: now '2027-01-01', yours ''" in error.cause


def test_a_stale_form_that_changes_nothing_is_no_conflict(desk: Desk) -> None:
    desk.do(verbs.edit_record, "accounts", 1, {"satisfaction": 3})
    before = desk.row("SELECT max(id) FROM event")
    desk.do(verbs.edit_record, "accounts", 1, {"satisfaction": 3}, 1)
    assert desk.row("SELECT max(id) FROM event") == before


def test_a_field_that_does_not_exist_is_refused_with_those_that_do(desk: Desk) -> None:
    error = desk.refused(verbs.edit_record, "accounts", 1, {"colour": "red"})
    assert isinstance(error, UsageError)
    assert "satisfaction" in error.remedy
    assert isinstance(desk.refused(verbs.edit_record, "accounts", 1, {"overdue": 1}), UsageError)


def test_a_family_makes_no_circle(desk: Desk) -> None:
    error = desk.refused(verbs.edit_record, "accounts", 1, {"parent": "Beta"})
    assert isinstance(error, RuleError)
    assert error.field == "parent"


def test_a_contact_reports_to_others_than_itself(desk: Desk) -> None:
    boss = desk.do(verbs.add_record, "contacts", {"account": "Acme", "name": "Ann"})
    desk.do(verbs.add_record, "contacts", {"account": "Acme", "name": "Bob", "reports_to": "Ann"})
    error = desk.refused(verbs.edit_record, "contacts", boss, {"reports_to": "Bob"})
    assert error.cause == "Ann cannot report to itself, directly or through others."


def test_a_name_that_fits_several_is_refused_and_lists_them(desk: Desk) -> None:
    desk.do(verbs.add_record, "accounts", {"name": "ACME"})
    error = desk.refused(verbs.add_record, "contacts", {"account": "Acme", "name": "x"})
    assert isinstance(error, Ambiguous)
    assert "(id 1)" in error.cause
    assert "(id 3)" in error.cause


def test_who_owns_accounts_is_not_removed(desk: Desk) -> None:
    (owner,) = desk.row("SELECT owner_id FROM account WHERE id = 1")
    assert isinstance(desk.refused(verbs.remove_record, "users", owner), RuleError)


def test_archiving_keeps_all_data(desk: Desk) -> None:
    before = desk.rows("SELECT * FROM contact")
    desk.do(verbs.archive_account, 1)
    assert desk.rows("SELECT * FROM contact") == before
    assert desk.last_event() == ("archive_account", "Archived account Acme")
    desk.do(verbs.archive_account, 1, False)
    assert desk.last_event() == ("restore_account", "Brought back account Acme")


def test_another_currency_keeps_the_amount(desk: Desk) -> None:
    desk.do(verbs.edit_record, "contracts", 1, {"currency": "JPY"})
    assert desk.row("SELECT value_minor, currency FROM contract") == (1200, "JPY")


def test_a_sign_beside_an_amount_is_its_currency(desk: Desk) -> None:
    values: Values = {"account": "Acme", "name": "In dollars", "value": Amount("5", "$")}
    contract = desk.do(verbs.add_record, "contracts", values)
    select = "SELECT value_minor, currency FROM contract WHERE id = ?"
    assert desk.row(select, contract) == (500, "USD")
    desk.do(verbs.edit_record, "contracts", contract, {"value": Amount("7", "€")})
    assert desk.row(select, contract) == (700, "EUR")
    desk.do(verbs.edit_record, "contracts", contract, {"value": Amount("8", "$"), "currency": "CAD"})
    assert desk.row(select, contract) == (800, "CAD")


def test_a_sign_against_the_given_currency_is_refused(desk: Desk) -> None:
    error = desk.refused(verbs.edit_record, "contracts", 1, {"value": Amount("7", "$"), "currency": "EUR"})
    assert isinstance(error, RuleError)
    assert (error.cause, error.field) == ("The value is written in $, its currency is EUR.", "value")


def test_a_currency_emptied_in_a_form_stays_the_record_s(desk: Desk) -> None:
    desk.do(verbs.edit_record, "contracts", 1, {"currency": None, "name": "Other"})
    assert desk.row("SELECT currency FROM contract WHERE id = 1") == ("EUR",)


def test_hostile_text_is_only_text(desk: Desk) -> None:
    name = "Acme [/oops] '); DROP TABLE account;-- =cmd() <b>"
    account = desk.do(verbs.add_record, "accounts", {"name": f"{name}\x1b[31m\x00"})
    assert desk.row("SELECT name FROM account WHERE id = ?", account) == (name,)
    assert desk.faults() == []


@pytest.mark.parametrize("kind", ["accounts", "tasks"])
def test_a_record_that_is_gone_is_not_found(desk: Desk, kind: str) -> None:
    assert isinstance(desk.refused(verbs.edit_record, kind, 99, {"name": "x"}), NotFound)
    assert isinstance(desk.refused(verbs.remove_record, kind, 99), NotFound)


def test_a_note_about_a_task_names_its_action_too(desk: Desk) -> None:
    note = desk.do(verbs.add_note, {"text": "a **bold** word\nand more", "type": "call"}, task=1)
    found = desk.row("SELECT account_id, type, task_id, action_id, date FROM note WHERE id = ?", note)
    assert found == (1, "call", 1, 1, "2026-11-21")
    assert desk.last_event() == ("add_note", "Noted on Acme: a **bold** word and more")

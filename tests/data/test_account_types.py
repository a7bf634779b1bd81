"""Four types of accounts: two may be chosen at once, flagged and archived only later (domain.md 1.1)."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from kapta_tui.data.read import records
from kapta_tui.data.read.playbook import current
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.playbook import default_text
from tests.data.desk import Desk

STRATEGIC = {"name": "Gamma", "type": "strategic"}


def _view(desk: Desk) -> records.View:
    return records.View(desk.store.today, "jane", current(desk.reading))


def _type(desk: Desk, account: int) -> tuple[object, object]:
    found = records.record(desk.reading, "accounts", _view(desk), account)
    return found["type"], found["archived"]


def _found(desk: Desk, query: str, *, archived: bool = False) -> list[int]:
    return list(records.ids(desk.reading, "accounts", _view(desk), filter=query, archived=archived))


def _said(desk: Desk) -> tuple[str, str]:
    verb, sentence = desk.row("SELECT verb, sentence FROM event ORDER BY id DESC LIMIT 1")
    return verb, sentence


@pytest.mark.parametrize("later", ["flagged", "archived", "Flagged"])
def test_no_new_account_is_flagged_or_archived(desk: Desk, later: str) -> None:
    error = desk.refused(verbs.add_record, "accounts", {"name": "Gamma", "type": later})
    assert isinstance(error, RuleError)
    assert (error.field, error.cause) == ("type", f"A new account cannot be {later.lower()}.")


def test_an_own_type_of_the_playbook_is_for_new_accounts_too(desk: Desk) -> None:
    text = default_text().replace('strategic = "Strategic"', 'strategic = "Strategic"\npartner = "Partner"')
    assert text != default_text()
    desk.do(verbs.set_playbook, text)
    account = desk.do(verbs.add_record, "accounts", {"name": "Gamma", "type": "partner"})
    assert _type(desk, account) == ("partner", False)


def test_the_type_of_an_archived_account_says_so_and_comes_back_with_it(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", STRATEGIC)
    desk.do(verbs.archive_account, account)
    assert _type(desk, account) == ("archived", True)
    desk.do(verbs.archive_account, account, False)
    assert _type(desk, account) == ("strategic", False)


def test_editing_the_type_to_archived_archives(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", STRATEGIC)
    desk.do(verbs.edit_record, "accounts", account, {"type": "archived"})
    assert _said(desk) == ("archive_account", "Archived account Gamma")
    assert desk.row("SELECT type, archived FROM account WHERE id = ?", account) == ("strategic", 1)
    assert _type(desk, account) == ("archived", True)
    assert desk.faults() == []


def test_editing_the_type_of_an_archived_account_brings_it_back(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", STRATEGIC)
    desk.do(verbs.archive_account, account)
    desk.do(verbs.edit_record, "accounts", account, {"type": "flagged", "website": "gamma.test"})
    assert _said(desk) == ("restore_account", "Brought back account Gamma; changed website")
    assert _type(desk, account) == ("flagged", False)


def test_saying_archived_of_what_is_archived_changes_nothing(desk: Desk) -> None:
    desk.do(verbs.archive_account, 2)
    assert desk.store.do(verbs.edit_record, "accounts", 2, {"type": "archived"}).event is None


def test_editing_anything_else_leaves_an_account_archived(desk: Desk) -> None:
    desk.do(verbs.archive_account, 2)
    desk.do(verbs.edit_record, "accounts", 2, {"website": "beta.test"})
    assert _said(desk) == ("edit_account", "Changed website of account Beta")
    assert _type(desk, 2) == ("archived", True)


def test_filters_know_archived_accounts_by_word_flag_and_type(desk: Desk) -> None:
    account = desk.do(verbs.add_record, "accounts", STRATEGIC)
    assert _found(desk, "strategic") == [account] == _found(desk, "type:strategic")
    desk.do(verbs.archive_account, account)
    for query in ("archived", "archived:yes", "type:archived", "type:Archived", "type:arch"):
        assert _found(desk, query) == [account], query
    assert _found(desk, "strategic") == []
    assert _found(desk, "type:strategic") == []
    assert _found(desk, "strategic archived") == [account]
    assert _found(desk, "strategic", archived=True) == [account]
    assert _found(desk, "!type:archived") == [1, 2]
    assert _found(desk, "type:archived,normal") == [1, 2, account]


def test_what_the_playbook_requires_of_a_type_is_asked_of_what_the_type_reads(desk: Desk) -> None:
    text = default_text().replace("[required]\n", '[required]\ncontact.strategic = ["title"]\n')
    assert text != default_text()
    desk.do(verbs.set_playbook, text)
    account = desk.do(verbs.add_record, "accounts", STRATEGIC)
    person = {"account": "Gamma", "name": "Bo"}
    assert desk.refused(verbs.add_record, "contacts", person).field == "title"
    desk.do(verbs.archive_account, account)
    assert desk.do(verbs.add_record, "contacts", person)
    desk.do(verbs.archive_account, account, False)
    assert desk.refused(verbs.add_record, "contacts", person).field == "title"


def test_check_finds_a_type_stored_as_archived(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.store.path)) as connection, connection:
        connection.execute("UPDATE account SET type = 'archived' WHERE id = 2")
    assert desk.faults()[-1:] == ["The type of Beta is stored as archived: the type it had before is lost."]

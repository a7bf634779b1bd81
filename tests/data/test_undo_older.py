"""Undoing a change that is not the newest."""

from __future__ import annotations

import pytest

from kapta_tui.data import check, dump
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, edit_record, remove_record
from kapta_tui.data.write.verbs import close_risk, start_risk
from kapta_tui.domain.errors import Conflict
from tests.conftest import TODAY


def test_an_older_change_is_undone_alone(store: Store) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    older = store.do(edit_record, "accounts", 1, {"description": "first"}).event
    store.do(add_record, "accounts", {"name": "Other"})
    assert store.undo(older) == "Changed description of account Acme"
    connection = store.connect()
    assert connection.execute("SELECT name, description FROM account ORDER BY id").fetchall() == [
        ("Acme", None),
        ("Other", None),
    ]
    assert check.check(connection, TODAY) == []


def test_an_older_change_that_later_records_hang_on_is_refused(store: Store) -> None:
    added = store.do(add_record, "accounts", {"name": "Acme"}).event
    store.do(add_record, "notes", {"account": "Acme", "text": "Called"})
    before = dump.dump(store.connect())
    with pytest.raises(Conflict, match="Records added later"):
        store.undo(added)
    assert dump.dump(store.connect()) == before


def test_an_older_change_whose_account_is_gone_is_refused(store: Store) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    store.do(add_record, "contacts", {"account": "Acme", "name": "Ana"})
    removed = store.do(remove_record, "contacts", 1).event
    store.do(remove_record, "accounts", 1)
    before = dump.dump(store.connect())
    with pytest.raises(Conflict, match="what the store holds now"):
        store.undo(removed)
    assert dump.dump(store.connect()) == before


def test_an_undone_closing_beside_a_newer_risk_is_refused(store: Store) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    store.do(start_risk, {"account": "Acme", "reasons": ("PRICE",)})
    closed = store.do(close_risk, 1, {"status": "closed_invalid"}).event
    store.do(start_risk, {"account": "Acme", "reasons": ("QUIET",)})
    before = dump.dump(store.connect())
    with pytest.raises(Conflict):
        store.undo(closed)
    assert dump.dump(store.connect()) == before
    assert check.check(store.connect(), TODAY) == []


def test_an_older_change_of_a_record_changed_since_is_refused(store: Store) -> None:
    store.do(add_record, "accounts", {"name": "Acme"})
    older = store.do(edit_record, "accounts", 1, {"description": "first"}).event
    store.do(edit_record, "accounts", 1, {"description": "second"})
    with pytest.raises(Conflict, match="later change"):
        store.undo(older)

"""Search over every record: what is found, in which order, and what is shown of it (features: row 23)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from kapta_tui.data import check
from kapta_tui.data.read import searched
from kapta_tui.data.read.search import search
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, edit_record, remove_record
from kapta_tui.data.write.verbs import start_risk
from tests.conftest import TODAY


@pytest.fixture
def filled(store: Store) -> Iterator[sqlite3.Connection]:
    store.do(add_record, "accounts", {"name": "Café Ünal", "description": "sells harbour lamps"})
    store.do(add_record, "accounts", {"name": "Harbour Works", "description": "a shipyard"})
    long = "word " * 30 + "then the harbourmaster called " + "more " * 30
    store.do(add_record, "notes", {"account": "Harbour Works", "text": long})
    store.do(start_risk, {"account": "Café Ünal", "reasons": ("rusty anchor",)})
    with closing(store.connect()) as connection:
        yield connection


def found(connection: sqlite3.Connection, text: str, limit: int = 50) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in search(connection, text, limit=limit)]


def test_names_come_before_bodies(filled: sqlite3.Connection) -> None:
    hits = found(filled, "harbour")
    assert hits == [("accounts", "Harbour Works"), ("accounts", "Café Ünal"), ("notes", "Harbour Works")]
    assert found(filled, "harbour", limit=1) == hits[:1]


def test_the_newest_come_first_and_no_kind_fills_the_list(filled: sqlite3.Connection, store: Store) -> None:
    for number in range(6):
        store.do(add_record, "accounts", {"name": f"Lighthouse {number}"})
    store.do(
        add_record,
        "goals",
        {"account": "Lighthouse 0", "section": "customer", "name": "Lighthouse goal"},
    )
    hits = found(filled, "lighthouse", limit=4)
    assert [title for kind, title in hits if kind == "accounts"] == [f"Lighthouse {n}" for n in (5, 4, 3)]
    assert ("goals", "Lighthouse goal") in hits


@pytest.mark.parametrize("text", ["cafe", "CAFÉ", "cafe\u0301", "unal c", "c", "ca", "caf", "lamps café"])
def test_case_accents_and_order_do_not_count_and_the_last_word_is_a_beginning(
    filled: sqlite3.Connection, text: str
) -> None:
    assert ("accounts", "Café Ünal") in found(filled, text)


def test_every_word_has_to_be_there(filled: sqlite3.Connection) -> None:
    assert found(filled, "harbour nowhere") == []
    assert found(filled, "caf ünal") == [], "only the last word is a beginning"
    assert found(filled, "  ... !") == []


def test_a_piece_around_the_match_is_shown(filled: sqlite3.Connection) -> None:
    (hit,) = search(filled, "harbourmas")
    assert hit.text.startswith("…word then the harbourmaster called more")
    assert hit.text.endswith("…")
    assert len(hit.text.split()) == 12


def test_a_reason_leads_to_its_risk(filled: sqlite3.Connection) -> None:
    (hit,) = search(filled, "rusty")
    assert (hit.kind, hit.account, hit.text) == ("risks", "Café Ünal", "rusty anchor")


def test_what_is_changed_removed_undone_and_redone_is_found_as_it_stands(store: Store) -> None:
    store.do(add_record, "accounts", {"name": "Alder"})
    store.do(edit_record, "accounts", 1, {"name": "Birch"})
    with closing(store.connect()) as connection:
        assert (found(connection, "alder"), len(found(connection, "birch"))) == ([], 1)
        store.undo()
        assert (len(found(connection, "alder")), found(connection, "birch")) == (1, [])
        store.redo()
        store.do(remove_record, "accounts", 1)
        assert found(connection, "birch") == []
        assert check.check(connection, TODAY) == []


def test_a_lost_text_is_noticed(filled: sqlite3.Connection) -> None:
    assert check.check(filled, TODAY) == []
    filled.execute(searched.empty("account", "id = 1"))
    assert check.check(filled, TODAY) == ["The search index holds 4 texts for 5 records."]

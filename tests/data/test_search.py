"""Search over every record: what is found, in which order, and what is shown of it (features: row 23)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from kapta_tui.data import check
from kapta_tui.data.read import search as search_module
from kapta_tui.data.read import searched
from kapta_tui.data.read.search import _query, search
from kapta_tui.data.store import Store
from kapta_tui.data.write import bulk_triggers
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
    for statement in searched.empty("account", "id = 1"):
        filled.execute(statement)
    assert check.check(filled, TODAY) == ["The search index holds 4 texts for 5 records."]


HOSTILE = [
    '"',
    "'",
    "a\x00b",
    "*",
    "NEAR(a b)",
    "a OR",
    "title:lamp",
    "^lamp",
    "-lamp",
    "(",
    "a\U0001e900b",
    "\ufffd",
    "ﬁ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_words_or_nothing(filled: sqlite3.Connection, text: str) -> None:
    search(filled, text)
    search(filled, f"harbour {text}")


def test_a_word_the_index_reads_as_two_is_found_where_both_stand(store: Store) -> None:
    store.do(add_record, "accounts", {"name": "a\U0001e900b"})
    with closing(store.connect()) as connection:
        assert found(connection, "a\U0001e900b") == [("accounts", "a\U0001e900b")]


def test_letters_with_marks_are_kept_by_the_index_as_the_question_asks(store: Store) -> None:
    """Words of four letters and more are looked up as `_query` thinks the index keeps them."""
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), 0x212A, 0x212B)]
    names = {f"zzzz{letter}" for letter in letters if letter.isalpha()}
    with closing(store.connect()) as connection:
        for name in sorted(names):
            connection.execute("INSERT INTO search_text (rowid, words) VALUES (?, ?)", (ord(name[-1]), name))
        for name in sorted(names):
            query = _query(connection, [name])
            rows = connection.execute("SELECT rowid FROM search_text WHERE search_text MATCH ?", (query,))
            assert (ord(name[-1]),) in rows.fetchall(), name


@pytest.mark.parametrize("count", [1, search_module._MOST_WORDS, search_module._MOST_WORDS + 60])
def test_however_many_words_begin_alike_all_are_found(store: Store, count: int) -> None:
    words = [f"quartz{chr(97 + number % 26)}{number}" for number in range(count)]
    with closing(store.connect()) as connection:
        connection.executemany("INSERT INTO search_text (rowid, words) VALUES (?, ?)", enumerate(words, 1))
        for text, wanted in (("quartz", count), ("quartza", len(words[::26])), (words[-1], 1)):
            query = _query(connection, [text])
            found = connection.execute("SELECT count(*) FROM search_text WHERE search_text MATCH ?", (query,))
            assert found.fetchone() == (wanted,)


def test_a_record_found_by_name_takes_no_turn_among_the_texts(filled: sqlite3.Connection) -> None:
    assert len(found(filled, "harbour")) == len(set(found(filled, "harbour")))


def test_rows_written_one_by_one_leave_one_segment_where_they_are_many(
    filled: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def segments() -> int:
        return int(filled.execute("SELECT count(DISTINCT segid) FROM search_text_idx").fetchone()[0])

    several, hits = segments(), found(filled, "harbour")
    bulk_triggers.gather(filled, 4)
    assert segments() == several > 1, "a few rows are left as they are"
    monkeypatch.setattr(bulk_triggers, "MANY", 2)
    bulk_triggers.gather(filled, 4)
    assert segments() == 1
    assert found(filled, "harbour") == hits
    assert check.check(filled, TODAY) == []

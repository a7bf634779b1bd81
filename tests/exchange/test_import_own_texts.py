"""Texts come back as they are: guards and words for "no value" are looked for only where programs put them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Value
from kapta_tui.exchange.pipeline import import_files
from tests.exchange.imports import Bench
from tests.exchange.test_export_import import export

ODD = ("'=y", "''=y", "=y", "'@me", "NULL", "\\N", "#N/A", "(null)", "n/a", "-")


@pytest.fixture
def odd(bench: Bench) -> Bench:
    """A store whose texts look like formulas, guarded formulas and words for nothing."""
    bench.store.do(verbs.add_record, "accounts", {"name": "Acme"})
    for number, text in enumerate(ODD):
        account: dict[str, Value] = {"name": f"{text} {number}", "description": text}
        bench.store.do(verbs.add_record, "accounts", account)
        contact: dict[str, Value] = {"name": text, "account": "Acme", "external_id": text, "phone": text}
        bench.store.do(verbs.add_record, "contacts", contact)
    return bench


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "json", "jsonl"])
@pytest.mark.parametrize("kind", ["accounts", "contacts"])
def test_odd_texts_of_an_own_export_change_nothing(
    odd: Bench, tmp_path: Path, kind: str, suffix: str
) -> None:
    before = odd.dump()
    out = tmp_path / f"{kind}.{suffix}"
    export(odd.store, kind, out)
    outcome = import_files(odd.store, [out])
    assert [item.reasons for item in outcome.files] == [[]]
    assert odd.dump() == before


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "json", "jsonl"])
def test_odd_texts_of_an_own_export_come_into_another_store(odd: Bench, tmp_path: Path, suffix: str) -> None:
    outs = [tmp_path / f"{kind}.{suffix}" for kind in ("accounts", "contacts")]
    for out in outs:
        export(odd.store, out.stem, out)
    texts = "SELECT name, description FROM account UNION ALL SELECT name, phone FROM contact ORDER BY 1, 2"
    before = odd.rows(texts)
    while odd.names("accounts"):
        odd.store.undo()
    outcome = import_files(odd.store, outs)
    assert [item.reasons for item in outcome.files] == [[], []]
    assert odd.rows(texts) == before


def test_a_string_of_foreign_json_is_its_text(bench: Bench) -> None:
    records = [{"name": text, "notes": text} for text in ODD]
    assert bench.one("accounts.json", json.dumps(records)).created == len(ODD)
    assert sorted(map(str, bench.names("accounts"))) == sorted(ODD)


def test_words_of_foreign_json_under_what_is_no_text_are_no_value(bench: Bench) -> None:
    record = {"name": "Acme", "satisfaction": "n/a", "website": "N/A", "currency": None}
    item = bench.one("accounts.json", json.dumps([record]))
    assert (item.created, item.warnings) == (1, [])


def test_it_is_said_which_words_were_read_as_empty(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    people = [
        {"name": "N/A", "account": "Acme", "title": "unknown", "email": "n/a", "phone": "-"},
        {"name": "None", "account": "Acme", "title": "-", "email": " N/A ", "phone": "unknown"},
        {"name": "Null", "account": "Acme", "title": "n/a", "email": "n/a", "phone": None},
    ]
    item = bench.one("contacts.json", json.dumps(people))
    assert (item.created, item.warnings) == (3, [])
    said = "Words read as empty: 'n/a' (2), 'N/A' under email; '-', 'unknown' under phone"
    assert said in item.notes
    stored = bench.rows("SELECT name, title, email, phone FROM contact ORDER BY name")
    assert stored == [("N/A", "unknown", None, None), ("None", "-", None, None), ("Null", "n/a", None, None)]


def test_a_word_for_nothing_does_not_hide_the_next_column_that_says_something(bench: Bench) -> None:
    bench.one("Account.csv", "Id,Name,IsDeleted,SystemModstamp\n001A,Acme,0,2026-01-01\n")
    header = "Id,LastName,AccountId,Phone,MobilePhone,IsDeleted,SystemModstamp\n"
    rows = "003A,Ruiz,001A,NULL,+1 555,0,2026-01-01\n003B,Bo,001A,-,,0,2026-01-01\n"
    item = bench.one("Contact.csv", header + rows)
    assert (item.preset.startswith("salesforce"), item.created) == (True, 2)
    assert bench.rows("SELECT name, phone FROM contact ORDER BY name") == [("Bo", None), ("Ruiz", "+1 555")]
    assert "Words read as empty: '-' under Phone" in item.notes


def test_words_for_nothing_in_a_foreign_table_are_said_too(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name,description,satisfaction,website\nAcme,NULL,,\nBeta,-,n/a,-\n")
    assert (
        "Words read as empty: 'NULL' under description; 'n/a' under satisfaction; '-' under website"
        in item.notes
    )
    assert bench.rows("SELECT description FROM account ORDER BY name") == [(None,), ("-",)]


def test_of_many_words_read_as_empty_the_first_few_are_named(bench: Bench) -> None:
    words = ["n/a", "N/A", "-", "?", "tbd", "TBA", "none"]
    rows = "".join(f"A{at},{word}\n" for at, word in enumerate(words))
    item = bench.one("accounts.csv", f"name,satisfaction\n{rows}")
    assert "Words read as empty: 'n/a', 'N/A', '-', '?', 'tbd' and 2 more under satisfaction" in item.notes


def test_a_file_of_real_words_has_no_such_remark(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name,description,website\nAcme,None at all,\n")
    assert not [note for note in item.notes if "read as empty" in note]


def test_a_foreign_table_has_words_for_nothing_and_guards(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name,description,website\n'=Acme,NULL,n/a\n")
    assert item.created == 1
    assert bench.rows("SELECT name, description, website FROM account") == [("=Acme", None, None)]

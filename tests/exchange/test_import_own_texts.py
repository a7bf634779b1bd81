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


def test_a_foreign_table_has_words_for_nothing_and_guards(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name,description,website\n'=Acme,NULL,n/a\n")
    assert item.created == 1
    assert bench.rows("SELECT name, description, website FROM account") == [("=Acme", None, None)]

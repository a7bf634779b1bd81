"""Rows of JSON are records: what is wrong with one is told by its number, with the line besides."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kapta_tui.exchange.outcomewords import notes_of
from tests.exchange.imports import Bench

RECORDS = [
    {"name": "Acme", "satisfaction": 7},
    {"name": "Beta", "satisfaction": 11},
    {"name": "Gamma", "satisfaction": 5, "website": "not a site"},
]


def places(text: str, name: str, bench: Bench) -> list[str]:
    """Return where the rejected rows and left out cells of a file are said to stand."""
    item = bench.one(name, text)
    return [cell.place for cell in [*item.reasons, *item.warnings]]


def test_a_record_of_json_is_named_by_its_number(bench: Bench) -> None:
    text = "[\n" + ",\n\n".join(json.dumps(record) for record in RECORDS) + "\n]"
    assert places(text, "accounts.json", bench) == ["record 2 (line 4)", "record 3 (line 6)"]


def test_so_it_is_where_the_whole_text_is_one_line(bench: Bench) -> None:
    text = json.dumps({"accounts": RECORDS})
    assert places(text, "export.json", bench) == ["record 2 (line 1)", "record 3 (line 1)"]


def test_a_record_of_json_lines_is_named_by_its_number(bench: Bench) -> None:
    text = "\n\n".join(json.dumps(record) for record in RECORDS)
    assert places(text, "accounts.jsonl", bench) == ["record 2 (line 3)", "record 3 (line 5)"]


def test_a_row_of_a_table_is_named_by_its_line(bench: Bench) -> None:
    text = "name,satisfaction,website\nAcme,7,\nBeta,11,\nGamma,5,not a site\n"
    assert places(text, "accounts.csv", bench) == ["line 3", "line 4"]


def test_records_left_out_on_the_way_are_counted(bench: Bench) -> None:
    names = {"name": "name", "satisfaction": "satisfaction"}
    records = [*RECORDS[:1], names, RECORDS[1], {"name": "Total", "satisfaction": 18}]
    item = bench.one("accounts.json", json.dumps(records))
    assert [cell.place for cell in item.reasons] == ["record 3 (line 1)"]
    assert item.skips == {"only repeats the names of its fields": 1}


def test_what_is_said_of_a_record_reads_the_same_everywhere(bench: Bench, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    outcome = bench.load(("accounts.json", json.dumps(RECORDS)), rejects=rejects)
    (item,) = outcome.files
    lines = list(notes_of(item, ""))
    assert "record 2 (line 1), column satisfaction: '11' is not between 0 and 10" in lines
    assert "cell left out, record 3 (line 1), column website: 'not a site' is no web address" in lines
    reasons = outcome.as_json()["files"][0]["reasons"]
    assert [(reason["record"], reason["line"], reason["column"]) for reason in reasons] == [
        (2, 1, "satisfaction")
    ]
    assert [row["why_rejected"] for row in csv.DictReader(io.StringIO(rejects.read_text()))] == [
        "record 2 (line 1), satisfaction: '11' is not between 0 and 10",
        "record 3 (line 1), website: 'not a site' is no web address",
    ]


def test_a_line_of_a_table_has_no_record_in_the_outcome(bench: Bench) -> None:
    outcome = bench.load(("accounts.csv", "name,satisfaction\nBeta,11\n"))
    (reason,) = outcome.as_json()["files"][0]["reasons"]
    assert (reason["line"], reason["record"]) == (2, None)


@pytest.mark.parametrize(("kind", "noun"), [("contacts", "contact"), ("goals", "goal")])
def test_the_row_that_another_contradicts_is_named_so_too(bench: Bench, kind: str, noun: str) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    records = [{"name": "Ana", "account": "Acme", "external_id": "X", "description": text} for text in "ab"]
    (cell,) = bench.one(f"{kind}.json", json.dumps(records)).reasons
    assert cell.place == "record 2 (line 1)"
    assert cell.reason.startswith(f"the same {noun} as record 1 (line 1)")


def test_so_is_that_of_another_file(bench: Bench) -> None:
    texts = [json.dumps([{"name": "Acme", "external_id": "X", "satisfaction": number}]) for number in (3, 4)]
    outcome = bench.load(("accounts.json", texts[0]), ("accounts2.json", texts[1]))
    (cell,) = outcome.files[1].reasons
    assert cell.reason.startswith("the same account as record 1 (line 1) of another file")


def test_so_it_is_where_a_file_is_read_ahead(bench: Bench) -> None:
    records = [{"name": f"A{number}"} for number in range(31_000)] + [{"name": "Last", "satisfaction": 11}]
    text = "\n".join(json.dumps(record) for record in records)
    item = bench.one("accounts.jsonl", text, second_process=True)
    assert [cell.place for cell in item.reasons] == ["record 31001 (line 31001)"]


def test_a_broken_record_of_what_is_not_imported_is_named_so(bench: Bench) -> None:
    item = bench.one("quotes.json", json.dumps([{"foo": 1, "bar": 2}, 17]))
    assert "Broken record 2 (line 1): a record (an object) is expected here" in item.notes

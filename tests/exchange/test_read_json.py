"""JSON of every shape as flat text with the line of each record."""

from __future__ import annotations

import io

import pytest

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers import Table, open_tables


def read(text: str, name: str = "export.json", sheet: str | None = None) -> list[Table]:
    return open_tables(io.BytesIO(text.encode()), name, sheet=sheet)


def records(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.header, row.cells, strict=True)) for row in table.rows]


def test_values_become_text_exactly() -> None:
    (table,) = read(
        '[{"name": "Acme", "mrr": 1200.50, "big": 12345678901234567890123, "share": 1e-3,'
        ' "strategic": true, "parent": null, "tags": ["a", 2, null], "odd": ["a;b"],'
        ' "owner": {"name": "omar", "team": {"id": 7}}, "lines": [{"n": 1.10}], "none": {}}]'
    )
    assert records(table) == [
        {
            "name": "Acme",
            "mrr": "1200.50",
            "big": "12345678901234567890123",
            "share": "1e-3",
            "strategic": "true",
            "parent": "",
            "tags": "a; 2; ",
            "odd": '"a;b"',
            "owner.name": "omar",
            "owner.team.id": "7",
            "lines": '[{"n": 1.10}]',
            "none": "{}",
        }
    ]


def test_columns_are_those_of_all_records_and_lines_are_true() -> None:
    (table,) = read('[\n {"a": 1},\n\n {"b": 2,\n  "a": 3}\n]')
    assert table.header == ("a", "b")
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("1", "")), (4, ("3", "2"))]


def test_what_is_no_record_has_a_problem() -> None:
    (table,) = read('[{"a": 1}, 17]')
    assert [row.problem for row in table.rows] == [None, "a record (an object) is expected here"]


def test_one_object_is_one_record() -> None:
    (table,) = read('{"name": "Acme", "tags": ["a", "b"], "contacts": []}')
    assert records(table) == [{"name": "Acme", "tags": "a; b", "contacts": ""}]


def test_a_wrapped_list_takes_the_name_of_the_file() -> None:
    (table,) = read('{"@odata.context": "x", "value": [{"name": "Acme"}]}', "accounts.json")
    assert table.name == "accounts"
    assert table.notes == ["Left out, because they are no lists of records: @odata.context"]


def test_one_list_of_several_can_be_chosen() -> None:
    text = '{"accounts": [{"name": "Acme"}], "contacts": [{"name": "Ana"}]}'
    assert [table.name for table in read(text, sheet="contacts")] == ["contacts"]
    with pytest.raises(UsageError, match="Its lists: accounts, contacts"):
        read(text, sheet="risks")


def test_an_empty_list_says_so() -> None:
    (table,) = read("[]")
    assert (table.header, table.notes, list(table.rows)) == ((), ["The list is empty"], [])


def test_json_lines_are_read_line_by_line() -> None:
    (table,) = read('{"a": 1}\n\n{"b": {"c": "é"}}\n', "x.jsonl")
    assert [(row.line, row.cells) for row in table.rows] == [(1, ("1", "")), (3, ("", "é"))]


def test_batches_of_many_records() -> None:
    text = "[" + ",\n".join(f'{{"n": {number}}}' for number in range(12_000)) + "]"
    batches = list(read(text)[0].batches())
    assert [len(batch.rows) for batch in batches] == [5000, 5000, 2000]
    assert batches[2].lines[-1] == 12_000


def test_a_line_that_is_no_json_costs_only_itself() -> None:
    (table,) = read('{"a": 1}\n{"a": \n[1]\n{"b": 2}\n', "x.jsonl")
    assert table.header == ("a", "b")
    rows = [(row.line, row.cells, row.problem) for row in table.rows]
    assert [line for line, _cells, _problem in rows] == [1, 2, 3, 4]
    assert [cells for _line, cells, _problem in rows] == [("1", ""), ("", ""), ("", ""), ("", "2")]
    problems = [problem for _line, _cells, problem in rows]
    assert (problems[0], problems[3]) == (None, None)
    assert problems[1] is not None
    assert problems[1].startswith("the line is no JSON: column")
    assert problems[2] == "a record (an object) is expected here"


def test_a_file_without_one_line_of_json_is_refused() -> None:
    with pytest.raises(UsageError, match=r"x.jsonl, line 2: the line is no JSON: column 1"):
        read("\nhello\nworld\n", "x.jsonl")


def test_a_value_among_records_makes_no_column() -> None:
    (table,) = read('[{"name": "Acme"}, 5]', "x.json")
    assert table.header == ("name",)
    (values,) = read("[5, 6]", "x.json")
    assert values.header == ("value",)

"""What is written is what a re-import reads, in every format."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.exchange.readers import denature, open_tables
from kapta_tui.exchange.writers import TABLES, Sheet, write_sheets, write_table

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

HEADER = ("name", "owners", "value", "end", "at_risk", "note")
ROWS: list[tuple[Value, ...]] = [
    ("Acme Nordic", ("omar", "lea"), Decimal("1200.50"), date(2027, 3, 31), True, None),
    ("=HYPERLINK(1)", (), Decimal("-1E+3"), None, False, 'He said "so",\nand | left'),
    ("+49 30", ("-x",), -5, date(1899, 12, 31), None, "'@quoted"),
]
# The store holds neither control characters (domain.text.clean) nor lone surrogates.
anything = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12)
awkward = anything | st.text(st.sampled_from("'=+-@\t\r\n\",;|ab \\"), max_size=8)


def written(form: str, rows: list[tuple[Value, ...]], header: tuple[str, ...] = HEADER) -> bytes:
    out = io.BytesIO()
    write_table(out, form, header, rows, "accounts")
    return out.getvalue()


def reread(form: str, rows: list[tuple[Value, ...]], header: tuple[str, ...]) -> list[tuple[str, ...]]:
    (table,) = open_tables(io.BytesIO(written(form, rows, header)), f"t.{form}")
    assert table.header == header
    found = list(table.rows)
    assert all(row.problem is None for row in found)
    return [tuple(map(denature, row.cells)) for row in found]


def test_csv_in_full() -> None:
    assert written("csv", ROWS).decode() == (
        "name,owners,value,end,at_risk,note\n"
        "Acme Nordic,omar; lea,1200.50,2027-03-31,true,\n"
        '\'=HYPERLINK(1),,-1000,,false,"He said ""so"",\nand | left"\n'
        "'+49 30,'-x,-5,1899-12-31,,''@quoted\n"
    )


def test_tsv_separates_with_tabs_and_quotes_those_in_cells() -> None:
    assert written("tsv", [("a\tb", 1)], ("name", "n")) == b'name\tn\n"a\tb"\t1\n'


def test_json_has_exact_numbers_nulls_and_arrays() -> None:
    text = written("json", ROWS).decode()
    assert '"value": 1200.50' in text
    assert json.loads(text, parse_float=Decimal)[:2] == [
        {
            "name": "Acme Nordic",
            "owners": ["omar", "lea"],
            "value": Decimal("1200.50"),
            "end": "2027-03-31",
            "at_risk": True,
            "note": None,
        },
        {
            "name": "=HYPERLINK(1)",
            "owners": [],
            "value": -1000,
            "end": None,
            "at_risk": False,
            "note": 'He said "so",\nand | left',
        },
    ]
    assert written("json", []) == b"[]\n"


def test_json_lines_are_one_object_each() -> None:
    lines = written("jsonl", ROWS).decode().splitlines()
    assert [json.loads(line)["name"] for line in lines] == [row[0] for row in ROWS]


def test_markdown_cells_are_never_markup() -> None:
    rows: list[tuple[Value, ...]] = [("a|b\\", "<b>x</b>\n*y* [z](u) `c` _d_ snake_case &amp;", -5)]
    assert written("md", rows, ("name", "note", "n")).decode() == (
        "| name | note | n |\n"
        "| --- | --- | --- |\n"
        r"| a\|b\\ | \<b\>x\</b\><br>\*y\* \[z\](u) \`c\` \_d\_ snake_case \&amp; | -5 |" + "\n"
    )


def test_workbook_cells_are_typed() -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(written("xlsx", ROWS)))
    assert book.sheet_names == ["accounts"]
    header, first, second, third = book.get_sheet_by_index(0).to_python()
    assert header == list(HEADER)
    assert first == ["Acme Nordic", "omar; lea", 1200.5, date(2027, 3, 31), True, ""]
    assert second[:5] == ["'=HYPERLINK(1)", "", -1000.0, "", False]
    assert third == ["'+49 30", "'-x", -5.0, "1899-12-31", "", "''@quoted"]


def test_workbook_keeps_long_digits_links_and_digit_texts() -> None:
    rows: list[tuple[Value, ...]] = [
        (12345678901234567, Decimal("0.1234567890123456789"), "007", "https://acme.test")
    ]
    header = ("big", "fine", "code", "web")
    assert reread("xlsx", rows, header) == [
        ("12345678901234567", "0.1234567890123456789", "007", "https://acme.test")
    ]


def test_workbook_of_several_sheets() -> None:
    out = io.BytesIO()
    sheets = [Sheet("accounts", ("name",), [("Acme",)]), Sheet("contacts", ("name",), [("Ana",), ("Bo",)])]
    write_sheets(out, "xlsx", sheets)
    tables = open_tables(io.BytesIO(out.getvalue()))
    assert [(table.name, len(list(table.rows))) for table in tables] == [("accounts", 1), ("contacts", 2)]


def test_two_tables_need_a_workbook_or_a_folder() -> None:
    with pytest.raises(UsageError, match="holds one table"):
        write_sheets(io.BytesIO(), "csv", [Sheet("a", ("x",), []), Sheet("b", ("x",), [])])


def test_text_beyond_the_limit_of_a_workbook_is_refused_not_cut() -> None:
    with pytest.raises(UsageError, match=r"'note' in row 1 of accounts has 40,000 characters"):
        written("xlsx", [("x" * 40_000,)], ("note",))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="no export format 'ods'"):
        written("ods", [])


@pytest.mark.parametrize("form", TABLES)
def test_rows_are_taken_one_by_one(form: str) -> None:
    taken = 0

    def endless() -> Iterator[tuple[Value, ...]]:
        nonlocal taken
        while True:
            taken += 1
            if taken > 20_000:
                raise KeyboardInterrupt
            yield ("x" * 50,)

    class Sink(io.BytesIO):
        seen = 0

        def write(self, data: ReadableBuffer, /) -> int:
            self.seen = max(self.seen, taken)
            return super().write(data)

    out = Sink()
    with pytest.raises(KeyboardInterrupt):
        write_table(out, form, ("name",), endless())
    if form == "xlsx":
        assert out.getvalue() == b""
    else:
        assert len(out.getvalue()) > 500_000


@given(st.lists(st.tuples(st.just("x"), awkward, awkward), max_size=6))
@settings(deadline=None)
def test_any_text_survives_csv_and_tsv(rows: list[tuple[Value, ...]]) -> None:
    for form in ("csv", "tsv"):
        assert reread(form, rows, ("id", "name", "note")) == rows


@given(st.lists(st.tuples(st.just("x"), awkward, awkward), min_size=1, max_size=6))
@settings(deadline=None)
def test_any_text_survives_json(rows: list[tuple[Value, ...]]) -> None:
    for form in ("json", "jsonl"):
        (table,) = open_tables(io.BytesIO(written(form, rows, ("id", "name", "note"))), f"t.{form}")
        assert [row.cells for row in table.rows] == rows


@given(st.lists(st.tuples(st.just("x"), awkward, awkward), max_size=4))
@settings(deadline=None, max_examples=60)
def test_any_text_survives_a_workbook(rows: list[tuple[Value, ...]]) -> None:
    assert reread("xlsx", rows, ("id", "name", "note")) == rows

"""CSV and its kin, in small files that each hold one trap."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers import Table, open_tables
from kapta_tui.exchange.readers.rows import BLOCK


def read(content: str | bytes, name: str = "t.csv", encoding: str | None = None) -> Table:
    raw = content.encode() if isinstance(content, str) else content
    (table,) = open_tables(io.BytesIO(raw), name, encoding=encoding)
    return table


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_separators_and_line_ends(mark: str, end: str) -> None:
    lines = [mark.join(row) for row in (("name", "owner", "mrr"), ("Acme", "omar", "1.5"), ("B", "lea", "2"))]
    table = read(end.join(lines))
    assert table.header == ("name", "owner", "mrr")
    assert [row.line for row in table.rows] == [2, 3]
    assert cells(table)[0] == ("Acme", "omar", "1.5")


def test_decimal_commas_do_not_separate() -> None:
    table = read("name;mrr;arr\nAcme;1,5;18,0\nBeta;2,5;30,0\n")
    assert cells(table) == [("Acme", "1,5", "18,0"), ("Beta", "2,5", "30,0")]


def test_an_equal_count_of_two_marks_is_settled() -> None:
    table = read("first|second,third\na|b,c\nd|e,f\n")
    assert len(table.header) == 2


def test_the_separator_line_of_excel() -> None:
    table = read("sep=|\nname|note\nAcme|a, b\n")
    assert (table.header, table.header_line) == (("name", "note"), 2)
    assert [(row.line, row.cells) for row in table.rows] == [(3, ("Acme", "a, b"))]


def test_prose_is_one_column() -> None:
    table = read("Minutes of the meeting\nWe met at noon\nNobody spoke\n", "t.txt")
    assert table.header == ("Minutes of the meeting",)
    assert table.details == "UTF-8, one column"


def test_multi_line_cells_keep_their_ends_and_lines() -> None:
    table = read('a,b\r\n1,"x\r\ny\nz"\r\n\r\n2,w\r\n')
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("1", "x\r\ny\nz")), (6, ("2", "w"))]


def test_titles_comments_and_blank_lines_above_the_header() -> None:
    table = read('Accounts of 2026,,\n,,\n# draft,,\nName,Owner,MRR\nAcme,omar,5\n# later\nBeta,"",\n')
    assert table.header_line == 4
    assert [row.line for row in table.rows] == [5, 7]
    assert table.notes == ["2 lines above the column names left out", "1 comment line left out"]


def test_empty_and_repeated_names_are_repaired() -> None:
    table = read("Phone,,Phone,column 2,Phone (2)\n1,2,3,4,5\n")
    assert table.header == ("Phone", "column 2 (2)", "Phone (3)", "column 2", "Phone (2)")
    assert len(table.notes) == 2


def test_a_first_row_of_data_is_remarked() -> None:
    assert (
        "The first row looks like data, not like column names"
        in read("1,2026-01-01,0\n2,2026-01-02,0\n").notes
    )


def test_rows_of_another_length() -> None:
    table = read("a,b\n1\n1,2,\n1,2,3\n1,2\n")
    assert [(row.line, row.cells, row.problem) for row in table.rows] == [
        (2, ("1", ""), "1 cell where the header has 2"),
        (3, ("1", "2"), None),
        (4, ("1", "2", "3"), "3 cells where the header has 2"),
        (5, ("1", "2"), None),
    ]
    assert "1 row with empty cells beyond the last column, left out" in table.notes


def test_an_unclosed_quote_costs_its_own_row_only() -> None:
    table = read('a,b\n1,"open\n2,x\n3,"closed"\n4,y\n')
    rows = list(table.rows)
    assert [row.line for row in rows] == [2, 3, 4, 5]
    assert [row.cells for row in rows][1:] == [("2", "x"), ("3", "closed"), ("4", "y")]
    assert "never properly closed" in (rows[0].problem or "")
    assert [row.problem for row in rows[1:]] == [None, None, None]


def test_an_unclosed_quote_in_a_long_file_ends_at_the_field_limit() -> None:
    lines = ["a,b", '1,"open', *(f"{number},x" for number in range(2, 60_000))]
    rows = list(read("\n".join(lines)).rows)
    assert [row.line for row in rows if row.problem] == [2]
    assert (len(rows), rows[-1].line) == (59_999, 60_000)


def test_cells_across_the_edges_of_blocks() -> None:
    record = '1,"' + "first\nsecond " * 300 + '"\n'
    count = 3 * BLOCK // len(record)
    table = read("a,b\n" + record * count)
    rows = list(table.rows)
    assert len(rows) == count
    assert {row.problem for row in rows} == {None}
    assert [row.line for row in rows] == [2 + 301 * number for number in range(count)]


def test_batches_keep_problems_beside_their_rows() -> None:
    text = "a,b\n" + "".join("1\n" if number % 7 == 3 else "1,2\n" for number in range(100))
    batches = list(read(text).batches(size=10))
    assert [len(batch.rows) for batch in batches] == [10] * 10
    found = [batch.lines[at] for batch in batches for at in batch.problems]
    assert found == [2 + number for number in range(100) if number % 7 == 3]


def test_rows_can_be_read_again_and_remarks_stay_single() -> None:
    table = read("a,b\n1,2\n# aside\n")
    assert cells(table) == cells(table)
    assert table.notes == ["1 comment line left out"]


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("name,owner\nMüller,José\n", "utf-8", "UTF-8"),
        ("name,owner\nMüller,José\n", "utf-8-sig", "UTF-8"),
        ("name,owner\nMüller,José\n", "utf-16", "UTF-16"),
        ("name,owner\nMüller,José\n", "utf-16-le", "UTF-16"),
        ("name,owner\nMüller,José\n", "utf-16-be", "UTF-16"),
        ("name,owner\nMüller,José\n", "utf-32", "UTF-32"),
        ("name,owner\nMüller,“José”\n", "cp1252", "cp1252"),
        ("name,owner\nŁódź,Żółć i Wałęsa\n", "cp1250", "cp1250"),
        ("имя,владелец\n" + "Иван Петров,Москва клиент\n" * 5, "cp1251", "cp1251"),
    ],
)
def test_encodings(text: str, codec: str, label: str) -> None:
    table = read(text.encode(codec))
    assert [table.header, cells(table)[0]] == [tuple(line.split(",")) for line in text.splitlines()[:2]]
    assert table.details == f"{label}, commas"


def test_an_odd_byte_far_down_is_met() -> None:
    content = b"name,owner\n" + b"Acme,omar\n" * 200_000 + "Société,omar\n".encode("cp1252")
    table = read(content)
    assert table.details == "cp1252, commas"
    *_others, last = table.batches()
    assert last.rows[-1] == ["Société", "omar"]


def test_a_few_broken_characters_do_not_spoil_utf8() -> None:
    table = read(b"name\n" + "Société Générale\n".encode() * 20 + b"Br\xe9sil\n")
    assert cells(table)[-1] == ("Br\ufffdsil",)
    assert table.details.startswith("UTF-8")
    assert table.notes == ["1 character could not be decoded and shown as \ufffd"]


def test_nul_characters_are_counted() -> None:
    table = read(b"name,owner\nAc\0me,om\0ar\n")
    assert cells(table) == [("Acme", "omar")]
    assert table.notes == ["2 NUL characters left out"]


def test_a_wanted_encoding_is_obeyed_or_refused() -> None:
    assert cells(read("a\nЖ\n".encode("koi8-r"), encoding="koi8-r")) == [("Ж",)]
    with pytest.raises(UsageError, match="not written in utf-8"):
        read("a\né\n".encode("cp1252"), encoding="utf-8")
    for nonsense in ("klingon", "base64"):
        with pytest.raises(UsageError, match="no encoding called"):
            read("a\n1\n", encoding=nonsense)


def test_an_unclosed_reading_leaves_no_open_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "1,2\n" * 100)
    rows = open_tables(path)[0].rows
    assert next(rows).line == 2
    assert isinstance(rows, Generator)
    rows.close()


@given(st.lists(st.lists(st.text("ab,;\"'\n\r =", max_size=6), min_size=3, max_size=3), max_size=8))
def test_what_csv_writes_is_read_back(rows: list[list[str]]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows([["one", "two", "three"], *rows])
    table = read(buffer.getvalue())
    assert cells(table) == [tuple(row) for row in rows if any(row)]
    assert all(row.problem is None for row in table.rows)


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_words(content: bytes) -> None:
    try:
        tables = open_tables(io.BytesIO(content), "any.csv")
    except UsageError:
        return
    for table in tables:
        for row in table.rows:
            assert row.problem or len(row.cells) == len(table.header)

"""Workbooks made here: what the real files do not hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers import open_tables
from kapta_tui.exchange.readers.cells import cell_text


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    from xlsxwriter import Workbook

    book = Workbook(str(path))
    yield book
    book.close()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (-0.0, "0"),
        (0.52, "0.52"),
        (68.66499999999999, "68.665"),
        (0.1 + 0.2, "0.3"),
        (4.5e-7, "0.00000045"),
        (1.5e16, "15000000000000000"),
        (123456789012345.0, "123456789012345"),
        (1e300, "1e+300"),
        (7, "7"),
        (True, "true"),
        ("=1+1", "=1+1"),
        (date(2026, 11, 20), "2026-11-20"),
        (datetime(2026, 11, 20, 8, 30), "2026-11-20T08:30:00"),
        (datetime(2026, 11, 20, 8, 29, 59, 999_600), "2026-11-20T08:30:00"),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=26, minutes=3), "26:03:00"),
        (timedelta(minutes=-90), "-1:30:00"),
    ],
)
def test_cells_become_canonical_text(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_hidden_sheets_are_read_and_remarked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with workbook(path) as book:
        book.add_worksheet("seen").write_row(0, 0, ["name", "owner"])
        hidden = book.add_worksheet("unseen")
        hidden.write_row(0, 0, ["name", "owner"])
        hidden.hide()
    assert [(table.name, table.notes) for table in open_tables(path)] == [
        ("seen", []),
        ("unseen", ["The sheet is hidden"]),
    ]


@pytest.mark.filterwarnings("ignore:Unknown worksheet reference")
def test_a_workbook_of_charts_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with workbook(path) as book:
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Gone!$A$1:$A$3"})
        book.add_chartsheet().set_chart(chart)
    with pytest.raises(UsageError, match="holds no worksheet"):
        open_tables(path)


def test_merged_cells_are_repeated_on_every_row(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 1, 0, 3, "Contacts of 2026")
        sheet.write_row(1, 1, ["Account", "Contact", "Role"])
        sheet.merge_range(2, 1, 4, 1, "Acme")
        for row, name in enumerate(["Ana", "Bo", "Cy"], start=2):
            sheet.write_row(row, 2, [name, "user"])
        sheet.write_row(5, 1, ["Beta", "Di", "buyer"])
    (table,) = open_tables(path)
    assert (table.header, table.header_line) == (("Account", "Contact", "Role"), 2)
    assert [(row.line, *row.cells[:2]) for row in table.rows] == [
        (3, "Acme", "Ana"),
        (4, "Acme", "Bo"),
        (5, "Acme", "Cy"),
        (6, "Beta", "Di"),
    ]
    assert "1 merged cell repeated on every row" in table.notes


def test_formulas_give_their_values_and_errors_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "sum", "share"])
        sheet.write_string(1, 0, "Acme")
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    (table,) = open_tables(path)
    assert [row.cells for row in table.rows] == [("Acme", "2", "")]


def test_many_rows_come_in_batches_with_their_sheet_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["name", "number"])
        for number in range(1, 12_001, 2):
            sheet.write_row(number, 0, ["Acme", number])
    batches = list(open_tables(path)[0].batches())
    assert [len(batch.rows) for batch in batches] == [5000, 1000]
    assert batches[1].rows[-1] == ["Acme", "11999"]
    assert batches[1].lines[-1] == 12_000


SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Accounts">
<table:table-row><table:table-cell office:value-type="string"><text:p>name</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>since</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>share</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>Acme</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2026-01-31"><text:p>31.01.26</text:p>
</table:table-cell><table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25 %</text:p>
</table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def test_a_sheet_of_open_document() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", SHEET.replace("\n", ""))
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    buffer.seek(0)
    (found,) = open_tables(buffer)
    assert (found.format, found.name, found.header) == ("ods", "Accounts", ("name", "since", "share"))
    assert [row.cells for row in found.rows] == [("Acme", "2026-01-31", "0.25")]

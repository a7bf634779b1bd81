"""Real exports and files made to break importers: every one gives tables, or words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers import RawRow, Table, open_tables
from tests.exchange.conftest import sample_files

SPECTRUM = [path.stem for path in sample_files("csv-spectrum/*.csv")]
SOUND = [path.stem for path in sample_files("csv-test-data/*.json")]
# Its JSON gives another phone number than its CSV.
DISAGREES = {"location_coordinates"}


def only(path: Path) -> Table:
    (table,) = open_tables(path)
    return table


def filled(rows: list[list[str]]) -> list[list[str]]:
    """Blank records carry nothing to import and are left out by the reader."""
    return [row for row in rows if any(row)]


def cells(table: Table) -> list[list[str]]:
    return [list(row.cells) for row in table.rows]


def test_every_real_file_gives_tables_or_words(samples: Path) -> None:
    files = [path for path in samples.rglob("*") if path.is_file()]
    assert files
    for path in files:
        if path.suffix == ".ics" or path.name in {"all-empty.csv", "bad-header-no-header.csv"}:
            with pytest.raises(UsageError):
                open_tables(path)
            continue
        for table in open_tables(path):
            assert table.header or table.notes, path
            lines = [row.line for row in table.rows]
            assert lines == sorted(lines)
            sound = [row for row in table.rows if row.problem is None]
            assert all(len(row.cells) == len(table.header) for row in sound), path


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum(samples: Path, name: str) -> None:
    folder = samples / "csv-spectrum"
    expected = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    table = only(folder / f"{name}.csv")
    found = [dict(zip(table.header, row.cells, strict=True)) for row in table.rows]
    assert all(row.problem is None for row in table.rows)
    if name in DISAGREES:
        key = "Location Coordinates"
        assert found[0][key] == expected[key]
    else:
        assert found == expected


@pytest.mark.parametrize("name", SOUND)
def test_csv_test_data(samples: Path, name: str) -> None:
    folder = samples / "csv-test-data"
    expected = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    if name == "all-empty":
        with pytest.raises(UsageError, match="only blank lines"):
            open_tables(folder / "all-empty.csv")
        return
    table = only(folder / f"{name}.csv")
    assert all(row.problem is None for row in table.rows)
    if name == "header-simple":
        expected = [list(expected[0]), *(list(row.values()) for row in expected)]
    found = [list(table.header), *cells(table)] if expected else cells(table)
    assert found == filled(expected)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bad-header-less-fields", "2 cells where the header has 3"),
        ("bad-header-more-fields", "4 cells where the header has 3"),
        ("bad-missing-quote", "never properly closed"),
        ("bad-quotes-with-unescaped-quote", "not doubled"),
    ],
)
def test_bad_rows_are_reported_with_their_line(samples: Path, name: str, said: str) -> None:
    (row,) = only(samples / "csv-test-data" / f"{name}.csv").rows
    assert row.line == 2
    assert said in (row.problem or "")


def test_quotes_in_an_unquoted_cell_are_kept_and_reported(samples: Path) -> None:
    table = only(samples / "csv-test-data" / "bad-unescaped-quote.csv")
    assert cells(table) == [["1", 'This "quotes" must be escaped', "3"]]
    assert table.notes == ["2 quotation marks inside unquoted cells kept as they stand (first in line 2)"]


def test_an_empty_file_is_refused(samples: Path) -> None:
    with pytest.raises(UsageError, match="is empty"):
        open_tables(samples / "csv-test-data" / "bad-header-no-header.csv")


@pytest.mark.parametrize(
    ("file", "line", "header", "rows"),
    [
        ("invoiceninja/clients.csv", 4, ("Name", "Balance", "Paid to Date"), 20),
        ("invoiceninja/products.csv", 4, ("User", "Product", "Notes"), 181),
        ("messy-csv/excel_pasting.csv", 4, ("Year", "2000", "2001"), 16),
        ("messy-csv/mixedGLB.csv", 4, ("Year", "Jan", "Feb"), 133),
        ("messy-csv/weird_head_padding.csv", 12, ("column 1", "1985", "1993"), 76),
        ("xlsx-quirks/skip-rows.csv", 2, ("id", "name"), 2),
        ("xlsx-quirks/skip-rows-before-headers.csv", 2, ("id", "name"), 2),
        ("xlsx-quirks/skip-rows.xlsx", 2, ("A", "B"), 2),
        ("xlsx-readxl/deaths.xlsx", 5, ("Name", "Profession", "Age"), 14),
        ("xlsx-readxl/skipping.xlsx", 3, ("var1", "var2"), 2),
        ("xlsx-readxl/names-need-repair-xlsx.xlsx", 1, ("a b", "a b (2)", "column 3"), 2),
        ("xlsx-readxl/unnamed-duplicated-columns.xlsx", 1, ("column 1", "var2", "column 3", "var2 (2)"), 2),
    ],
)
def test_the_header_is_found(samples: Path, file: str, line: int, header: tuple[str, ...], rows: int) -> None:
    table = open_tables(samples / file)[0]
    assert table.header_line == line
    assert table.header[: len(header)] == header
    assert len(list(table.rows)) == rows


@pytest.mark.parametrize(
    ("file", "details"),
    [
        ("messy-csv/characters.csv", "big5, commas"),
        ("messy-csv/utf-16le_encoded.csv", "UTF-16, commas"),
        ("messy-csv/spanish_chars.csv", "cp1252, commas"),
        ("messy-csv/sparse_with_column_errors.csv", "cp1252, commas"),
        ("messy-csv/utf8bom.csv", "UTF-8, commas"),
        ("messy-csv/example.tsv", "UTF-8, tabs"),
        ("messy-csv/long.csv", "UTF-8, one column"),
        ("dutch-contracts/Adressen.csv", "cp1252, semicolons"),
        ("dutch-contracts/Contracten.csv", "UTF-8, semicolons"),
        ("salesforce-weekly-export/Product2.csv", "cp1252, commas"),
        ("xlsx-quirks/latin1.csv", "cp1252, commas"),
        ("xlsx-quirks/accent.csv", "UTF-8, semicolons"),
    ],
)
def test_encoding_and_separator_are_found(samples: Path, file: str, details: str) -> None:
    assert only(samples / file).details == details


def test_nul_bytes_are_left_out_and_counted(samples: Path) -> None:
    table = only(samples / "salesforce-weekly-export" / "Product2.csv")
    assert "14 NUL characters left out" in table.notes
    assert "\0" not in "".join(text for row in table.rows for text in row.cells)


@pytest.mark.parametrize(
    ("file", "too_long"), [("customers.csv", 24), ("orders.csv", 176), ("suppliers.csv", 9)]
)
def test_unquoted_commas_make_rows_too_long(samples: Path, file: str, too_long: int) -> None:
    table = only(samples / "northwind" / file)
    misfits = [row for row in table.rows if row.problem]
    assert len(misfits) == too_long
    assert all(len(row.cells) > len(table.header) for row in misfits)


def test_short_rows_are_padded_and_reported(samples: Path) -> None:
    table = only(samples / "sfdx-tree-json" / "lwc-recipes" / "Accounts-Contacts.csv")
    short = [row for row in table.rows if row.problem]
    assert len(short) == 8
    assert short[0].problem == "3 cells where the header has 9"
    assert len(short[0].cells) == 9


def test_lines_are_physical_lines(samples: Path) -> None:
    path = samples / "messy-csv" / "characters.csv"
    text = path.read_bytes().decode("big5", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = list(only(path).rows)
    assert rows[-1].line > len(rows) + 1
    for row in rows:
        assert lines[row.line - 1].lstrip('"').startswith(row.cells[0].split("\n")[0])


def test_blanks_before_quotes_and_backslashes(samples: Path) -> None:
    assert cells(only(samples / "messy-csv" / "complex.csv"))[2] == ["2011-01-03", "", "6,000,000", "Galway"]
    assert cells(only(samples / "xlsx-quirks" / "escaping.csv"))[1:] == [
        ["2", 'Test " line 2'],
        ["3", 'Test " line 3'],
    ]


def test_the_large_catalogue_is_read_whole(samples: Path) -> None:
    table = only(samples / "retail-products" / "products.csv")
    batches = list(table.batches(5000))
    assert sum(len(batch.rows) for batch in batches) == 92331
    assert max(len(batch.rows) for batch in batches) <= 5000
    assert batches[-1].lines[-1] == 92332


def first(path: Path, sheet: str | None = None) -> list[list[str]]:
    return cells(open_tables(path, sheet=sheet)[0])


def test_workbook_numbers_and_dates_are_canonical(samples: Path) -> None:
    quirks, readxl = samples / "xlsx-quirks", samples / "xlsx-readxl"
    assert first(quirks / "adjust_floating_point_error.xlsx")[1][1:] == ["68.665", "274.66", "274.66"]
    assert first(quirks / "preserve-formatting-percentage.xlsx")[0] == ["123", "0.52"]
    assert first(quirks / "test_scientific_notation.xlsx") == [["0.000000427335427525861"]]
    assert first(readxl / "big-texty-numbers-xlsx.xlsx")[1][:2] == ["2147483647", "2147483647"]
    assert first(readxl / "datetime-rounding.xlsx")[0] == ["2016-04-28T11:30:00", "2016-04-28 11:30:00"]
    assert first(readxl / "dates-leap-year-1900-xlsx.xlsx")[4][0] == "1900-03-01T08:00:00"
    assert first(readxl / "clippy.xlsx")[2] == ["Approx date of death", "2007-01-01"]
    assert first(readxl / "type-me.xlsx")[4:6] == [["true", "boolean true"], ["false", "boolean false"]]


def test_sheets_of_a_workbook(samples: Path) -> None:
    path = samples / "xlsx-readxl" / "empty-sheets.xlsx"
    empty, header_only = open_tables(path)
    assert (empty.header, empty.notes, list(empty.rows)) == ((), ["The sheet is empty"], [])
    assert (header_only.header, list(header_only.rows)) == (("var1", "var2"), [])
    sheets = samples / "xlsx-quirks" / "sheets.xlsx"
    assert first(sheets, "sheet3") == first(sheets, "3") == [["3", "rome"]]
    with pytest.raises(UsageError, match="Its sheets: Sheet1, Sheet2, Sheet3"):
        open_tables(sheets, sheet="Accounts")


def test_json_of_named_arrays(samples: Path) -> None:
    tables = {table.name: table for table in open_tables(samples / "atomic-crm" / "import-sample.json")}
    assert list(tables) == ["sales", "companies", "contacts", "notes", "tasks"]
    companies = tables["companies"]
    second = dict(zip(companies.header, list(companies.rows)[1].cells, strict=True))
    assert second["size"] == "500"
    assert second["context_links"] == (
        "https://aperturescience.com/research; https://aperturescience.com/portal-technology"
    )
    (chosen,) = open_tables(samples / "atomic-crm" / "import-sample.json", sheet="Contacts")
    assert chosen.name == "contacts"


def test_json_of_salesforce_records(samples: Path) -> None:
    folder = samples / "sfdx-tree-json" / "lwc-recipes"
    contacts = only(folder / "Contacts.json")
    row: RawRow = next(contacts.rows)
    found = dict(zip(contacts.header, row.cells, strict=True))
    assert contacts.name == "Contact"
    assert found["attributes.referenceId"] == "ContactRef1"
    assert found["AccountId"] == "@AccountRef1"
    assert row.line == 3
    plan = only(folder / "data-plan.json")
    assert (plan.header, list(plan.rows)) == ((), [])
    assert "Accounts.json, Contacts.json, Opportunities.json" in plan.notes[0]


def test_naughty_strings_survive_as_they_are(samples: Path) -> None:
    path = samples / "naughty-strings" / "blns.json"
    expected = json.loads(path.read_text(encoding="utf-8"))
    assert [row.cells[0] for row in only(path).rows] == expected

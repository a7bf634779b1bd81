"""Files made to break importers: each is taken, or refused in words; nothing crashes, hangs or lies."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.pipeline import Options, import_files
from kapta_tui.exchange.readers import open_tables, rows
from tests.exchange.imports import Bench, reasons


@contextmanager
def workbook(path: Path) -> Iterator[Any]:
    """A workbook that is written when the block ends."""
    from xlsxwriter import Workbook

    book = Workbook(str(path))
    yield book
    book.close()


def test_a_cell_of_many_lines_and_megabytes_is_one_cell(bench: Bench) -> None:
    long = "a line of text\n" * 60_000
    item = bench.one("accounts.csv", f'name,description\nAcme,"{long}"\nBeta,ok\n')
    assert (item.rows, item.created) == (2, 2)
    assert bench.rows("SELECT length(description) FROM account WHERE name = 'Acme'") == [(len(long) - 1,)]


@pytest.fixture
def short_limit() -> Iterator[int]:
    """A limit of cells that is quickly reached."""
    before = csv.field_size_limit(10_000)
    yield 10_000
    csv.field_size_limit(before)


def test_a_cell_longer_than_any_is_rejected_alone(bench: Bench, short_limit: int) -> None:
    item = bench.one("accounts.csv", f"name,description\nAcme,{'x' * (short_limit + 1)}\nBeta,ok\n")
    assert (item.rows, item.created) == (2, 1)
    assert reasons(item) == [(2, "", f"a cell is longer than {rows.LONGEST:,} characters")]


def test_a_stray_cell_far_away_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with workbook(path) as book:
        sheet = book.add_worksheet("Accounts")
        sheet.write_row(20, 5, ["name", "website"])
        sheet.write(1048575, 16383, "x")
    with pytest.raises(UsageError, match="XFD1048576"):
        open_tables(path)


def test_a_far_cell_without_content_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with workbook(path) as book:
        sheet = book.add_worksheet("Accounts")
        sheet.write_column(0, 0, ["name", "Acme"])
        sheet.write_blank(1048575, 16383, None, book.add_format({"bold": True}))
    (table,) = open_tables(path)
    assert [row.cells for row in table.rows] == [("Acme",)]


def test_formulas_nobody_calculated_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with workbook(path) as book:
        sheet = book.add_worksheet("Accounts")
        sheet.write_row(0, 0, ["name", "satisfaction", "website"])
        sheet.write(1, 0, "Acme")
        sheet.write_formula(1, 1, "=3+4", None, 7)
        sheet.write(2, 0, "Beta")
        sheet.write_formula(2, 1, "=3+4")
    text = zip_part(path, "xl/worksheets/sheet1.xml").replace("<v>0</v>", "<v></v>")
    (table,) = open_tables(with_part(path, "xl/worksheets/sheet1.xml", text))
    assert [row.cells[1] for row in table.rows] == ["7", ""]
    assert "nothing calculated them: 1 formula;" in " ".join(table.notes)


def zip_part(path: Path, name: str) -> str:
    """Return a part of a workbook."""
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        return archive.read(name).decode()


def with_part(path: Path, name: str, text: str) -> io.BytesIO:
    """Return the workbook with a part replaced."""
    from zipfile import ZipFile

    out = io.BytesIO()
    with ZipFile(path) as archive, ZipFile(out, "w") as copy:
        for info in archive.infolist():
            copy.writestr(info, text if info.filename == name else archive.read(info))
    out.seek(0)
    return out


def test_column_names_repeated_further_down_are_no_record(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name,website\nAcme,a.test\nname,website\nBeta,b.test\n")
    assert (item.rows, item.created) == (2, 2)
    assert "Column names repeated in 1 row, left out" in item.notes
    assert bench.names("accounts") == ["Acme", "Beta"]


@pytest.mark.parametrize("last", ["Total,,5", "Grand total:,,€ 1.200", "SUMME,2,7"])
def test_a_last_row_of_totals_is_no_record(bench: Bench, last: str) -> None:
    item = bench.one("accounts.csv", f"account name,satisfaction,annual value\nAcme,8,5\n{last}\n")
    assert (item.rows, item.created) == (1, 1)
    assert any("only adds up the others" in note for note in item.notes)


@pytest.mark.parametrize("last", ["Total,total.test,5", "Total Energies,,5", "Total,,"])
def test_a_company_called_total_is_a_record(bench: Bench, last: str) -> None:
    item = bench.one("accounts.csv", f"account name,website,annual value\nAcme,,5\n{last}\n")
    assert item.created == 2


def test_broken_rows_are_told_of_what_is_not_imported_too(bench: Bench) -> None:
    item = bench.one("quotes-bad.csv", "foo,bar,baz\nqux,quux\n1,2,3\n")
    assert (item.kind, item.rows, item.skipped) == ("", 2, 2)
    assert item.notes == [
        "Nothing imported: its columns (foo, bar, baz) fit no kind of record; --as KIND says what it is, "
        "--map FILE which column is what.",
        "Broken row in line 2: 2 cells where the header has 3",
    ]
    item = bench.one("bad.csv", 'foo,bar\nq"ux,quux\n')
    assert "1 quotation mark inside unquoted cells kept as they stand (first in line 2)" in item.notes


def test_json_in_a_file_called_csv_is_read_as_json(bench: Bench) -> None:
    records = [{"name": "Acme", "website": "acme.test"}]
    assert bench.one("accounts.csv", json.dumps(records)).created == 1
    lines = '{"name": "Beta", "website": "b.test"}\n{"name": "Gamma", "website": "c.test"}\n'
    assert bench.one("accounts.txt", lines).created == 2


def test_errors_of_a_spreadsheet_are_no_values(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name,satisfaction\nA,#NAME?\nB,#NUM!\nC,#NULL!\nD,#DIV/0!\n")
    assert item.created == 4


@pytest.mark.parametrize("mark", ["^", "~", "|", "\t", ";"])
def test_rarer_separators_are_found(bench: Bench, mark: str) -> None:
    text = "name,website,owner\nAcme,acme.test,omar\nBeta,b.test,omar\n".replace(",", mark)
    assert bench.one("accounts.csv", text).created == 2


def test_amounts_as_bookkeepers_write_them(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = 'contract,account,value\nC-1,Acme,(500)\nC-2,Acme,"(1,200.50)"\nC-3,Acme,$ 12k\n'
    item = bench.one("any.csv", text)
    assert (item.kind, item.created) == ("contracts", 1)
    # Parentheses say below 0, which no contract is worth.
    assert [(reject.value, reject.reason) for reject in item.reasons] == [
        ("(500)", "The value is below 0"),
        ("(1,200.50)", "The value is below 0"),
    ]
    assert [record["value"] for record in bench.all("contracts")] == [Decimal(12000)]


def test_days_as_a_spreadsheet_counts_them(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("any.csv", "contract,account,end\nC-1,Acme,46387\nC-2,Acme,46387.75\nC-3,Acme,4638\n")
    assert [reject.value for reject in item.reasons] == ["4638"]
    assert {record["end"] for record in bench.all("contracts")} == {date(2026, 12, 31)}


def test_percentages_as_a_spreadsheet_stores_them(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    head = "opportunity,account,probability\n"
    bench.one("any.csv", head + "A,Acme,0.25\nB,Acme,1\nC,Acme,0\nD,Acme,40%\n")
    assert [record["probability"] for record in bench.all("opportunities")] == [25, 100, 0, 40]
    bench.one("any.csv", head + "E,Acme,1\nF,Acme,0\n")
    assert {record["name"]: record["probability"] for record in bench.all("opportunities")}["E"] == 1


def test_a_table_of_people_with_an_account_is_no_table_of_accounts(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    item = bench.one("any.csv", "name,email,email,account\nAna,a@x.test,b@x.test,Acme\n")
    assert (item.kind, item.created, item.unmatched) == ("contacts", 1, ("email (2)",))


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("utf-16-le", "name,website\nAcmé,acme.test\n"),
        ("utf-16-be", "name,website\nAcme,acme.test\n"),
        ("utf-32", "name,website\nAcme,acme.test\n"),
        ("utf-8", "name,website\rAcme,acme.test\r"),
        ("utf-8", "sep=;\r\nname;website\r\nAcme;acme.test\r\n"),
        ("utf-8", "Our customers,\nprinted by omar,\n,\nname,website\nAcme,acme.test\n"),
        ("utf-8", "name,website\nAc\0me,acme.test\n"),
        ("utf-8", "# by me\nname,website\nAcme,acme.test\n# end\n"),
        ("utf-8", "name,website\n" + "\n" * 5000 + "Acme,acme.test\n"),
    ],
)
def test_odd_but_sound_files_come_in(bench: Bench, codec: str, text: str) -> None:
    source = ("accounts.csv", io.BytesIO(text.encode(codec)))
    (item,) = import_files(bench.store, [source]).files
    assert (item.rows, item.created) == (1, 1), item
    source = ("accounts.csv", io.BytesIO(text.encode(codec)))
    assert import_files(bench.store, [source], Options()).event is None


def test_amounts_of_several_currencies_keep_their_own(bench: Bench) -> None:
    bench.one("accounts.csv", "name,currency\nAcme,CHF\n")
    rows = ('A,Acme,"€ 1,200.00"', "B,Acme,USD 12k", "C,Acme,7", "D,Acme,1\u202f200 EUR", "E,Acme,5 MIO")
    text = "\n".join(["contract,account,value", *rows]) + "\n"
    item = bench.one("any.csv", text)
    assert "Amounts under 'value' carry several currencies: EUR, USD" in item.notes
    stored = {record["name"]: (record["value"], record["currency"]) for record in bench.all("contracts")}
    assert stored["A"] == (Decimal(1200), "EUR")
    assert stored["B"] == (Decimal(12000), "USD")
    assert stored["C"] == (Decimal(7), "CHF")
    assert stored["D"] == (Decimal(1200), "EUR")
    assert stored["E"][1] == "CHF"
    assert bench.load(("any.csv", text)).event is None


def test_yes_and_no_of_other_languages(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    words = ("ja", "WAHR", "Oui", "nein", "FALSCH", "non")
    rows = "".join(f"C-{word},Acme,{word}\n" for word in words)
    assert bench.one("any.csv", f"contract,account,auto_renew\n{rows}").created == 6
    flags = {str(record["name"])[2:]: record["auto_renew"] for record in bench.all("contracts")}
    assert [flags[word] for word in words] == [True, True, True, False, False, False]


def test_an_address_with_a_name_is_an_address(bench: Bench) -> None:
    bench.one("accounts.csv", "name\nAcme\n")
    text = 'name,account,email\nA,Acme,"Ruiz, Ana <ana@acme.test>"\nB,Acme,mailto:b@acme.test\n'
    item = bench.one("contacts.csv", text)
    assert item.warnings == []
    item = bench.one("contacts.csv", "name,account,email\nC,Acme,mailto:c@acme.test\n")
    assert {record["email"] for record in bench.all("contacts")} == {
        "ana@acme.test",
        "b@acme.test",
        "c@acme.test",
    }


def test_a_name_nobody_can_see_is_none(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name,website\n\u200b,a.test\n\u2060\u00a0,b.test\n🦄\u200d,c.test\n")
    assert [reason for _, _, reason in reasons(item)] == ["Name is required"] * 2
    assert item.created == 1


def test_half_a_character_of_json_is_marked(bench: Bench) -> None:
    item = bench.one("accounts.json", '[{"name": "A\\ud800", "website": "a.test", "\\udfff": 1}]')
    assert item.created == 1
    assert bench.names("accounts") == ["A\ufffd"]
    assert item.unmatched == ("\ufffd",)

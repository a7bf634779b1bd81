"""A wrong file ends in words that say what it is and what to do, never in a traceback."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers import open_tables

PLAIN_CSV = b"name,owner\nAcme,omar\n"


def zipped(**members: str) -> bytes:
    """Return an archive that is the same at any time, as every worker of a run has to collect the same tests."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.csv", b"", "is empty"),
        ("blank.csv", b"\n\n , \n", "only blank lines"),
        ("paper.pdf", b"%PDF-1.7 ...", "is a PDF document"),
        ("logo.csv", b"\x89PNG\r\n\x1a\n....", "is a picture"),
        ("export.csv.gz", b"\x1f\x8b\x08\x00....", "is a compressed file"),
        ("kapta.db", b"SQLite format 3\0....", "is a database"),
        ("program", bytes(range(32)) * 40, "is a binary file"),
        ("report.xls", b"<html><table><tr><td>Name</td></tr></table></html>", "web page or XML"),
        ("people.vcf", b"BEGIN:VCARDS\nEND:VCARDS\n", "no contact cards"),
        ("days.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "a calendar"),
        ("all.zip", zipped(**{"accounts.csv": "name"}), "is a zip archive"),
        ("letter.docx", zipped(word__document="x"), "is a text document"),
        ("cut.xlsx", zipped(xl__workbook="x")[:40], "damaged or cut-off workbook"),
        ("false.xlsx", zipped(**{"xl/workbook.xml": "<workbook"}), "damaged or cut-off workbook"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "damaged or cut-off workbook"),
        (
            "secret.xlsx",
            b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        ("cut.json", b'[{"name": "Acme"', "is not valid JSON: line 1, column 17"),
        ("comma.json", b'[{"a": 1},]', "comma stands before the closing bracket"),
        ("twice.json", b'{"a": 1} {"a": 2}', "More text after the end"),
        ("deep.json", b"[" * 100_000, "nested too deeply"),
        ("scalar.json", b"17", "holds no records"),
        ("lines.jsonl", b'\n{"a": }\n', "line 2: the line is no JSON: column 7"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_wrong_file_is_refused_in_words(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError, match=said) as caught:
        open_tables(path)
    assert name in caught.value.cause
    assert caught.value.cause.endswith(".")
    assert caught.value.remedy.endswith(".")
    assert str(tmp_path) not in str(caught.value)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        open_tables(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        open_tables(tmp_path / "none.csv")


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.csv"
    path.write_bytes(PLAIN_CSV)

    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UsageError, match="may not be read"):
        open_tables(path)


def test_a_sheet_of_a_text_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(PLAIN_CSV)
    with pytest.raises(UsageError, match="has no sheets"):
        open_tables(path, sheet="Accounts")


@pytest.mark.parametrize(
    ("content", "kind", "header"),
    [
        (PLAIN_CSV, "csv", ("name", "owner")),
        (b"\xef\xbb\xbf" + PLAIN_CSV, "csv", ("name", "owner")),
        (PLAIN_CSV.decode().encode("utf-16"), "csv", ("name", "owner")),
        (b'[{"name": "Acme", "owner": "omar"}]', "json", ("name", "owner")),
        (b'\xef\xbb\xbf {"accounts": [{"name": "Acme", "owner": "omar"}]}', "json", ("name", "owner")),
        (
            b'{"name": "Acme", "owner": "omar"}\n{"name": "Beta", "owner": "omar"}\n',
            "jsonl",
            ("name", "owner"),
        ),
        (b"[draft] name,owner\nAcme,omar\n", "csv", ("[draft] name", "owner")),
    ],
)
def test_a_stream_is_known_by_its_content(content: bytes, kind: str, header: tuple[str, ...]) -> None:
    (table,) = open_tables(io.BytesIO(content))
    assert (table.format, table.header) == (kind, header)
    assert next(table.rows).cells == next(table.rows).cells == ("Acme", "omar")


def test_a_stream_leaves_no_copy_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    tables = open_tables(io.BytesIO(PLAIN_CSV))
    assert len(list(tables[0].rows)) == 1
    del tables
    assert not list(tmp_path.iterdir())


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PLAIN_CSV)))
    (table,) = open_tables(Path("-"))
    assert (table.name, table.header) == ("standard input", ("name", "owner"))

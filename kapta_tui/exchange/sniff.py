"""What kind of file this is, judged by its first bytes; a suffix only decides between texts."""

from __future__ import annotations

import codecs
import json
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Literal

from kapta_tui.domain.errors import UsageError

if TYPE_CHECKING:
    from kapta_tui.exchange.readers.source import Source

Format = Literal["csv", "tsv", "xlsx", "xls", "ods", "json", "jsonl", "vcf"]

HEAD = 64 * 1024
_RETRY = "Open it in a spreadsheet program and save it as XLSX or CSV."
_EXPORT = "Export the records as CSV, XLSX or JSON and import that."
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "a PDF document", _EXPORT),
    (b"\x89PNG", "a picture", _EXPORT),
    (b"\xff\xd8\xff", "a picture", _EXPORT),
    (b"GIF8", "a picture", _EXPORT),
    (b"\x1f\x8b", "a compressed file", "Unpack it first, then import what is in it."),
    (b"7z\xbc\xaf", "a compressed archive", "Unpack it first, then import what is in it."),
    (b"Rar!", "a compressed archive", "Unpack it first, then import what is in it."),
    (b"SQLite format 3\0", "a database", "To open a store, use --db; to import, export its tables as CSV."),
    (b"{\\rtf", "a text document", _EXPORT),
)
_MARKUP = ("<!doctype html", "<html", "<table", "<?xml", "<meta", "<style")
_RECORDS = re.compile(r'(\[\s*)?\{\s*"[^"]*"\s*:')
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def sniff_format(source: Source) -> Format:
    """Return the format of `source`. Raises UsageError, in words, for what holds no table."""
    with source.open() as stream:
        head = stream.read(HEAD)
    if head.startswith(b"PK\x03\x04"):
        return _inside_zip(source)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _inside_compound(source)
    for magic, what, remedy in _FOREIGN:
        if head.startswith(magic):
            raise UsageError(f"{source.name} is {what}, not a spreadsheet.", remedy)
    return _among_texts(source, head)


def encrypted(name: str) -> UsageError:
    """Return the refusal of a workbook that asks for a password."""
    return UsageError(
        f"{name} is protected by a password.", "Save it without a password, or export the sheet as CSV."
    )


def damaged(name: str, reason: str) -> UsageError:
    """Return the refusal of a workbook that cannot be taken apart; `reason` is the library's short word."""
    return UsageError(f"{name} is a damaged or cut-off workbook ({reason}).", "Fetch or save it again.")


def _inside_zip(source: Source) -> Format:
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, UnicodeError, RuntimeError, EOFError) as error:
        raise damaged(source.name, "not a whole zip file") from error
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if any(name.startswith("word/") for name in names) or b"opendocument.text" in kind:
        raise UsageError(f"{source.name} is a text document, not a spreadsheet.", _EXPORT)
    raise UsageError(f"{source.name} is a zip archive.", "Unpack it first, then import the files in it.")


def _inside_compound(source: Source) -> Format:
    with source.open() as stream:
        body = stream.read()
    if _ENCRYPTED in body:
        raise encrypted(source.name)
    return "xls"


def _among_texts(source: Source, head: bytes) -> Format:
    text = _glance(head)
    if _is_binary(text):
        raise UsageError(f"{source.name} is a binary file, not a spreadsheet.", _EXPORT)
    start = text.lstrip("\ufeff \t\r\n")
    opening = start[:20].casefold()
    if opening.startswith("begin:vcard") or (source.suffix == ".vcf" and "begin:vcard" in start.casefold()):
        return "vcf"
    if opening.startswith("begin:vcalendar"):
        raise UsageError(f"{source.name} holds a calendar, not a table.", _EXPORT)
    if opening.startswith(_MARKUP):
        raise UsageError(f"{source.name} is a web page or XML, whatever its suffix says.", _RETRY)
    if source.suffix in {".csv", ".tsv", ".tab", ".txt"} and not _RECORDS.match(start):
        return "tsv" if source.suffix in {".tsv", ".tab"} else "csv"
    return _json_or_csv(start, source.suffix)


def _json_or_csv(start: str, suffix: str) -> Format:
    if suffix in {".jsonl", ".ndjson"} or _has_object_per_line(start):
        return "jsonl"
    second = start[1:].lstrip()[:1]
    if suffix == ".json" or (start[:1] == "{" and second in '"}') or (start[:1] == "[" and second in '{["]'):
        return "json"
    return "csv"


def _has_object_per_line(start: str) -> bool:
    lines = [line for line in start.splitlines()[:3] if line.strip()]
    if len(lines) < 2 or not (lines[0].startswith("{") and lines[1].startswith("{")):
        return False
    try:
        json.loads(lines[0])
    except (ValueError, RecursionError):
        return False
    return True


def _glance(head: bytes) -> str:
    """Return the head as text, well enough to tell JSON from CSV; bytes that fit nowhere stay visible."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return head.decode("utf-32", errors="replace")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    zeros = head.count(0)
    if zeros > len(head) // 5:
        return head.decode("utf-16-le" if head[1::2].count(0) * 2 > zeros else "utf-16-be", errors="replace")
    return head.decode("latin-1").removeprefix("ï»¿")


def _is_binary(text: str) -> bool:
    controls = sum(text.count(chr(code)) for code in (*range(9), *range(14, 27), 28, 29, 30, 31))
    return controls > max(32, len(text) // 20)

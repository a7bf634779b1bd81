"""Tables as files: CSV, TSV, XLSX, JSON, JSON lines and Markdown; contacts as cards too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.writers.delimited import write_csv, write_tsv
from kapta_tui.exchange.writers.json_text import write_json, write_json_object, write_jsonl
from kapta_tui.exchange.writers.markdown import write_markdown, write_markdown_document
from kapta_tui.exchange.writers.target import opened, words_for
from kapta_tui.exchange.writers.values import Row, Sheet
from kapta_tui.exchange.writers.vcard import write_vcards
from kapta_tui.exchange.writers.workbook import write_workbook

__all__ = [
    "FORMATS",
    "TABLES",
    "TOGETHER",
    "Sheet",
    "format_of",
    "opened",
    "write_folder",
    "write_sheets",
    "write_table",
    "write_together",
]

_SINGLE: dict[str, Callable[[BinaryIO, Sheet], None]] = {
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "jsonl": write_jsonl,
    "md": write_markdown,
    "vcf": write_vcards,
}
TABLES = ("csv", "tsv", "xlsx", "json", "jsonl", "md")
_TOGETHER: dict[str, Callable[[BinaryIO, Iterable[Sheet]], None]] = {
    "xlsx": write_workbook,
    "json": write_json_object,
    "md": write_markdown_document,
}
TOGETHER = tuple(_TOGETHER)
"""Formats of which one file holds several tables."""
FORMATS = (*TABLES, "vcf")
"""All formats; cards (`vcf`) are for contacts alone."""


def format_of(path: Path, wanted: str | None = None, kind: str = "") -> str:
    """Return `wanted`, or the format the suffix of `path` names.

    Raises UsageError for an unknown one, and for cards of another `kind` than contacts.
    """
    name = wanted if wanted is not None else path.suffix.removeprefix(".").lower()
    known = FORMATS if kind == "contacts" else TABLES
    if name not in known:
        cause = f"There is no export format {name!r}." if name else f"{path.name} does not name a format."
        if name in FORMATS:
            cause = "Only contacts can be written as contact cards (vcf)."
        raise UsageError(cause, f"Formats: {', '.join(known)}.")
    return name


def write_table(
    out: Path | BinaryIO, form: str, header: Sequence[str], rows: Iterable[Row], name: str = "table"
) -> None:
    """Write one table; `name` becomes the sheet of a workbook.

    Rows are taken one by one and never held together. A file is replaced whole or not at all. Raises
    UsageError for an unknown format or a target that cannot be written, KaptaError when the disk is full.
    """
    write_sheets(out, form, [Sheet(name, header, rows)])


def write_sheets(out: Path | BinaryIO, form: str, sheets: Iterable[Sheet]) -> None:
    """Write several tables into one workbook; every other format takes exactly one table."""
    if form not in _SINGLE:
        format_of(Path("-"), form)
    with opened(out) as stream:
        if form == "xlsx":
            write_workbook(stream, sheets)
            return
        for number, sheet in enumerate(sheets):
            if number:
                raise UsageError(f"A {form} file holds one table.", "Write a workbook or a folder.")
            _SINGLE[form](stream, sheet)


def write_together(out: Path | BinaryIO, form: str, sheets: Iterable[Sheet]) -> None:
    """Write several tables into one file of a format of `TOGETHER`: sheets, named arrays, or tables under headings.

    Raises: as `write_table`.
    """
    if form not in TOGETHER:
        raise UsageError(f"A {form} file holds one table.", f"Use {', '.join(TOGETHER)}, or name a folder.")
    with opened(out) as stream:
        _TOGETHER[form](stream, sheets)


def write_folder(folder: Path, form: str, sheets: Iterable[Sheet]) -> list[Path]:
    """Write each table as a file of its own into `folder`, made when missing, and return the files.

    What else the folder holds stays; files of the same names are replaced. Raises UsageError for the root of a disk,
    and as `write_table`.
    """
    if folder.absolute() == Path(folder.absolute().anchor):
        raise UsageError("Nothing is written into the root of a disk.", "Name a folder in it.")
    with words_for(folder.name):
        folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sheet in sheets:
        path = folder / f"{sheet.name}.{form}"
        write_sheets(path, form, [sheet])
        written.append(path)
    return written

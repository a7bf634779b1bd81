"""Any file people send, as tables of text: `open_tables` is the one door."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kapta_tui.domain.errors import UsageError
from kapta_tui.exchange.readers.source import Source, open_source
from kapta_tui.exchange.readers.table import BATCH, Batch, RawRow, Table
from kapta_tui.exchange.sniff import Format, sniff_format
from kapta_tui.exchange.writers.guard import denature

__all__ = ["BATCH", "Batch", "RawRow", "Table", "denature", "open_tables"]


def open_tables(
    source: Path | BinaryIO, name: str | None = None, *, sheet: str | None = None, encoding: str | None = None
) -> list[Table]:
    """Return the tables of a file: one for CSV, JSON lines and contact cards, one per sheet or named array otherwise.

    `source` is a path, `Path("-")` for standard input, or a stream of bytes; `name` is what messages call
    it. `sheet` keeps one sheet (name, or number from 1) or one named array; `encoding` overrules what
    would be detected. A table without a header holds no records and says why in its notes. Raises
    UsageError, in words, for whatever cannot be read as a table. Rows are read when asked for.
    """
    opened = open_source(source, name)
    kind = sniff_format(opened)
    if sheet is not None and kind in {"csv", "tsv", "jsonl", "vcf"}:
        raise UsageError(f"{opened.name} has no sheets.", "Leave the sheet out; it is for workbooks.")
    return _read(opened, kind, sheet, encoding)


def _read(source: Source, kind: Format, sheet: str | None, encoding: str | None) -> list[Table]:
    if kind in {"csv", "tsv"}:
        from kapta_tui.exchange.readers.delimited import read_delimited

        return read_delimited(source, kind, encoding)
    if kind == "vcf":
        from kapta_tui.exchange.readers.vcard import read_vcards

        return read_vcards(source, encoding)
    if kind in {"json", "jsonl"}:
        from kapta_tui.exchange.readers.json_text import read_json, read_json_lines

        if kind == "jsonl":
            return read_json_lines(source, kind, encoding)
        return read_json(source, kind, sheet, encoding)
    from kapta_tui.exchange.readers.workbook import read_workbook

    return read_workbook(source, kind, sheet)

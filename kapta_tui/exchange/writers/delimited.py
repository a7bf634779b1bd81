"""CSV and TSV: UTF-8, one line feed after each row, quotes where they are needed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO, cast

from kapta_tui.exchange.writers.values import Row, Sheet, safe_row

_CHUNK = 2000


def write_csv(out: BinaryIO, sheet: Sheet) -> None:
    """Write `sheet` separated by commas."""
    _write(out, sheet, ",")


def write_tsv(out: BinaryIO, sheet: Sheet) -> None:
    """Write `sheet` separated by tabs; a cell that holds one is quoted."""
    _write(out, sheet, "\t")


def _write(out: BinaryIO, sheet: Sheet, separator: str) -> None:
    rows = _rows(sheet)
    while chunk := list(islice(rows, _CHUNK)):
        text = _bare(chunk, separator) if sheet.guarded else None
        out.write((text or _lines(chunk, separator)).encode("utf-8", errors="replace"))


def _rows(sheet: Sheet) -> Iterator[Row]:
    return chain([safe_row(list(sheet.header))], sheet.rows if sheet.guarded else map(safe_row, sheet.rows))


def _bare(rows: list[Row], separator: str) -> str | None:
    """Return rows of text none of whose cells needs quotes, or None: most tables never need any."""
    width = len(rows[0])
    text = "\n".join([separator.join(row) for row in cast("list[list[str]]", rows)])
    clean = text.count(separator) == (width - 1) * len(rows) and text.count("\n") == len(rows) - 1
    return f"{text}\n" if clean and width > 1 and '"' not in text and "\r" not in text else None


def _lines(rows: list[Row], separator: str) -> str:
    # Python before 3.13 quotes a lone CR only when the line end contains one, so rows are written with
    # CR LF; where no cell holds a CR, one replacement turns all ends into LF.
    text = _cut(rows, separator)
    if text.count("\r") == len(rows):
        return text.replace("\r\n", "\n")
    return "".join(_cut([row], separator)[:-2] + "\n" for row in rows)


def _cut(rows: list[Row], separator: str) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()

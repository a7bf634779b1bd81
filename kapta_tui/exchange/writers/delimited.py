"""CSV and TSV: UTF-8, one line feed after each row, quotes where they are needed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from kapta_tui.exchange.writers.guard import SUSPECT
from kapta_tui.exchange.writers.values import Packs, Row, Sheet, safe_row

_CHUNK = 2000


def write_csv(out: BinaryIO, sheet: Sheet) -> None:
    """Write `sheet` separated by commas."""
    _write(out, sheet, ",")


def write_tsv(out: BinaryIO, sheet: Sheet) -> None:
    """Write `sheet` separated by tabs; a cell that holds one is quoted."""
    _write(out, sheet, "\t")


def _write(out: BinaryIO, sheet: Sheet, separator: str) -> None:
    for text in _texts(sheet, separator):
        out.write(text.encode("utf-8", errors="replace"))


def _texts(sheet: Sheet, separator: str) -> Iterator[str]:
    yield _lines([safe_row(list(sheet.header))], separator)
    rows = map(safe_row, sheet.rows)
    while chunk := list(islice(rows, _CHUNK)):
        yield _lines(chunk, separator)
    if sheet.packs is not None:
        for packed in sheet.packs.rows:
            yield _bare(packed, sheet.packs, separator) or _lines(sheet.packs.cells(packed), separator)


def _bare(packed: list[str], packs: Packs, separator: str) -> str | None:
    """Return the lines of rows none of whose cells needs quotes or care, or None: most tables never need any."""
    text = "\n".join(packed)
    if packs.mark not in packed[0] or text.count("\n") >= len(packed):
        # csv writes a lone empty cell as two quotation marks, and a cell of several lines between them.
        return None
    if any(sign in text for sign in (separator, '"', "\r", *packs.special)):
        return None
    # Looking for one character is far quicker than for two, and most signs do not occur at all.
    suspects = [sign for sign in SUSPECT if sign in text]
    if packed[0][0] in SUSPECT or any(
        start + sign in text for start in (packs.mark, "\n") for sign in suspects
    ):
        return None
    return text.replace(packs.mark, separator) + "\n"


def _lines(rows: Sequence[Row], separator: str) -> str:
    # Python before 3.13 quotes a lone CR only when the line end contains one, so rows are written with
    # CR LF; where no cell holds a CR, one replacement turns all ends into LF.
    text = _cut(rows, separator)
    if text.count("\r") == len(rows):
        return text.replace("\r\n", "\n")
    return "".join(_cut([row], separator)[:-2] + "\n" for row in rows)


def _cut(rows: Sequence[Row], separator: str) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()

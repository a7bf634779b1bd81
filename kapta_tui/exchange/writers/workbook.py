"""XLSX workbooks: one sheet a table, real numbers and dates, text that stays text."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.exchange.temporary import temporary_words
from kapta_tui.exchange.writers.guard import neutralise
from kapta_tui.exchange.writers.values import Sheet, plain

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Limits of the file format: rows and characters in a cell; a number keeps 15 digits.
MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
_DIGITS = 15
# The calendar of workbooks has a 29 February 1900 that never was; dates up to there stay text.
_FIRST_DATE = date(1900, 3, 1)
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_REMEDY = "Export as CSV or JSON, or choose fewer rows and columns."


def write_workbook(out: BinaryIO, sheets: Iterable[Sheet]) -> None:
    """Write every sheet in turn, memory flat in the number of rows.

    Raises UsageError, in words, when a sheet or a text exceeds the format's limits: nothing is cut silently.
    """
    with temporary_words():
        temporary = tempfile.TemporaryDirectory(prefix="kapta-export-")
    with temporary as folder:
        built = Path(folder) / "workbook.xlsx"
        with _workbook(built) as workbook:
            head = workbook.add_format({"bold": True})
            day = workbook.add_format({"num_format": "yyyy-mm-dd"})
            for sheet in sheets:
                _fill(workbook.add_worksheet(sheet.name[:31]), sheet, head, day)
        with built.open("rb") as stream:
            shutil.copyfileobj(stream, out)


@contextmanager
def _workbook(path: Path) -> Iterator[Workbook]:
    """Yield a workbook that is closed in any case, because it keeps files open until then."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    workbook = Workbook(str(path), {**_OPTIONS, "tmpdir": str(path.parent)})
    try:
        yield workbook
    finally:
        try:
            workbook.close()
        except FileCreateError as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error


def _fill(worksheet: Worksheet, sheet: Sheet, head: Any, day: Any) -> None:
    for column, name in enumerate(sheet.header):
        worksheet.set_column(column, column, min(40, max(11, len(name) + 2)))
    worksheet.freeze_panes(1, 0)
    for column, name in enumerate(sheet.header):
        worksheet.write_string(0, column, neutralise(name), head)
    for number, row in enumerate(sheet.rows, start=1):
        if number >= MAX_ROWS:
            raise UsageError(f"A workbook sheet holds at most {MAX_ROWS:,} rows.", _REMEDY)
        for column, value in enumerate(row):
            if isinstance(value, str | tuple):
                _write_text(worksheet, number, column, neutralise(plain(value)), sheet)
            elif value is not None:
                _write_value(worksheet, number, column, value, day)


def _write_text(worksheet: Worksheet, row: int, column: int, text: str, sheet: Sheet) -> None:
    if len(text) > MAX_TEXT:
        name = sheet.header[column]
        raise UsageError(
            f"{name!r} in row {row} of {sheet.name} has {len(text):,} characters; a workbook cell holds"
            f" at most {MAX_TEXT:,}.",
            _REMEDY,
        )
    if text:
        worksheet.write_string(row, column, text)


def _write_value(worksheet: Worksheet, row: int, column: int, value: Value, day: Any) -> None:
    if isinstance(value, bool):
        worksheet.write_boolean(row, column, value)
    elif isinstance(value, date):
        if value >= _FIRST_DATE:
            worksheet.write_datetime(row, column, value, day)
        else:
            worksheet.write_string(row, column, value.isoformat())
    elif isinstance(value, int | Decimal) and _exact(value):
        worksheet.write_number(row, column, float(value))
    else:
        worksheet.write_string(row, column, plain(value))


def _exact(value: int | Decimal) -> bool:
    """Return whether the number survives in a cell that keeps 15 digits."""
    digits = Decimal(value).normalize().as_tuple()
    exponent = digits.exponent
    return isinstance(exponent, int) and len(digits.digits) + max(0, exponent) <= _DIGITS

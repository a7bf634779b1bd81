"""Workbooks (XLSX, XLSM, XLS, ODS): every sheet a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.text import fold
from kapta_tui.exchange.readers.cells import cell_text
from kapta_tui.exchange.readers.header import LOOK, find_header, is_comment, name_columns
from kapta_tui.exchange.readers.parts import look_into
from kapta_tui.exchange.readers.source import Source
from kapta_tui.exchange.readers.table import BATCH, Batch, Table, counted, nothing
from kapta_tui.exchange.sniff import damaged, encrypted

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata


def read_workbook(source: Source, kind: str, wanted: str | None = None) -> list[Table]:
    """Return a table per worksheet, or only the sheet called `wanted` (its name, or its number from 1).

    Raises UsageError for a damaged or encrypted workbook and for a sheet that is not there.
    """
    from python_calamine import CalamineError, SheetTypeEnum

    unvalued = look_into(source) if kind == "xlsx" else 0
    with _opened(source) as workbook:
        sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        if not sheets:
            raise UsageError(f"{source.name} holds no worksheet.", "Save the rows in a sheet of their own.")
        chosen = sheets if wanted is None else [_named(sheets, wanted, source.name)]
        try:
            tables = [_table(workbook.get_sheet_by_name(sheet.name), sheet, kind) for sheet in chosen]
        except CalamineError as error:
            raise damaged(source.name, type(error).__name__) from error
    if unvalued:
        tables[0].note(
            f"Read as empty, because nothing calculated them: {counted(unvalued, 'formula')}; "
            "open the file in a spreadsheet program and save it"
        )
    return tables


def _opened(source: Source) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with source.open() as stream:
            return CalamineWorkbook.from_filelike(stream)
    except PasswordError as error:
        raise encrypted(source.name) from error
    except CalamineError as error:
        raise damaged(source.name, type(error).__name__) from error


def _named(sheets: list[SheetMetadata], wanted: str, file: str) -> SheetMetadata:
    for sheet in sheets:
        if fold(sheet.name) == fold(wanted):
            return sheet
    if wanted.isdecimal() and 1 <= int(wanted) <= len(sheets):
        return sheets[int(wanted) - 1]
    names = ", ".join(sheet.name for sheet in sheets)
    raise UsageError(f"{file} has no sheet called {wanted!r}.", f"Its sheets: {names}.")


def _table(sheet: CalamineSheet, about: SheetMetadata, kind: str) -> Table:
    from python_calamine import SheetVisibleEnum

    rows = [[cell_text(value) for value in row] for row in islice(sheet.iter_rows(), LOOK)]
    at = find_header(rows)
    hidden = [] if about.visible == SheetVisibleEnum.Visible else ["The sheet is hidden"]
    if at is None:
        empty = Table(about.name, kind, (), 0, "no rows", nothing)
        empty.notes.extend([*hidden, "The sheet is empty"])
        return empty
    header, notes = name_columns(rows[at])
    merged = _spans(sheet, at)
    table = Table(about.name, kind, header, at + 1, "sheet", lambda table: _read(table, sheet, at, merged))
    before = sum(map(any, rows[:at]))
    above = [f"{counted(before, 'line')} above the column names left out"] if before else []
    filled = [f"{counted(len(set(merged.values())), 'merged cell')} repeated on every row"] if merged else []
    table.notes.extend([*hidden, *above, *notes, *filled])
    return table


def _spans(sheet: CalamineSheet, header: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each cell covered by a merge downwards the cell that holds its value."""
    left = sheet.start[1] if sheet.start else 0
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, first), (bottom, _last) in sheet.merged_cell_ranges or ():
        if top > header:
            for row in range(top + 1, min(bottom, sheet.total_height) + 1):
                covered[row, first - left] = (top, first - left)
    return covered


def _read(
    table: Table, sheet: CalamineSheet, header: int, merged: dict[tuple[int, int], tuple[int, int]]
) -> Iterator[Batch]:
    lines: list[int] = []
    rows: list[list[str]] = []
    comments = 0
    values: dict[tuple[int, int], str] = {}
    holders = set(merged.values())
    for at, raw in enumerate(islice(sheet.iter_rows(), header + 1, None), start=header + 1):
        row = [value if type(value) is str else cell_text(value) for value in raw]
        if merged:
            _fill(row, at, merged, holders, values)
        if not any(row):
            continue
        if len(row) > 1 and is_comment(row) and row[0]:
            comments += 1
            continue
        lines.append(at + 1)
        rows.append(row)
        if len(rows) >= BATCH:
            yield Batch(lines, rows, {})
            lines, rows = [], []
    yield Batch(lines, rows, {})
    if comments:
        table.note(f"{counted(comments, 'comment line')} left out")


def _fill(
    row: list[str],
    at: int,
    merged: dict[tuple[int, int], tuple[int, int]],
    holders: set[tuple[int, int]],
    values: dict[tuple[int, int], str],
) -> None:
    for column, text in enumerate(row):
        if (at, column) in holders:
            values[at, column] = text
        elif not text and (at, column) in merged:
            row[column] = values.get(merged[at, column], "")

"""Exports: one kind as a table in any format, or everything as a workbook or a folder."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from kapta_tui.data.read.bulk import Which, chunks, export_order
from kapta_tui.data.read.measurements import MEASURED, measurements
from kapta_tui.data.read.packed import CELL, LIST_MARKS, has_lists, packed, unpacked
from kapta_tui.data.read.records import View, chosen_fields, ids
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.values import format_value
from kapta_tui.exchange.writers import Sheet, format_of, write_folder, write_sheets
from kapta_tui.exchange.writers.guard import neutralise
from kapta_tui.exchange.writers.values import Packs, Row
from kapta_tui.exchange.writers.vcard import FIELDS as CARD_FIELDS

_TEXTUAL = frozenset({"xlsx", "md"})
"""Formats in which a list is one text."""


def export_table(
    connection: sqlite3.Connection,
    kind: str,
    view: View,
    *,
    out: Path | BinaryIO,
    format: str,  # noqa: A002
    filter: str = "",  # noqa: A002
    sort: Sequence[str] = (),
    columns: Sequence[str] = (),
    archived: bool = False,
    account: int | None = None,
    wanted: Sequence[int] | None = None,
) -> int:
    """Write the records of `kind` that pass `filter` to `out` and return how many they are.

    `columns` are field names, all of them by default; they head the table, and an import of the table
    changes nothing. `archived` adds what belongs to archived accounts, `account` limits to one, archived or
    not. `wanted` limits to these ids, of archived accounts too, and puts them in that order. Contact cards
    (`vcf`) have the columns they have. Memory is flat in the number of rows.

    Raises:
        FilterError, UsageError: filter, sort, columns or format cannot be used, or `out` not be written.
    """
    if format_of(Path("-"), format, kind) == "vcf":
        if columns:
            raise UsageError("A contact card has no columns to choose.", "Leave --columns out, or write CSV.")
        columns = CARD_FIELDS
    if account is not None:
        order = sort or export_order(kind)
        wanted = ids(connection, kind, view, filter=filter, sort=order, account=account, archived=True)
    count, which = _Count(), Which(filter, sort, archived, wanted)
    write_sheets(out, format, [_sheet(connection, kind, view, format, count, which, columns)])
    return count.rows


def export_all(
    connection: sqlite3.Connection,
    view: View,
    out: Path,
    format: str | None = None,  # noqa: A002
) -> dict[str, int]:
    """Write every kind, archived records too, and return kind → number of records.

    Beside them stand the `measurements`, all values of all metrics, which an import adds to the metrics.

    A format of one table (from `format`, else the suffix, else CSV) makes `out` a folder with a file per
    kind; `xlsx` makes it a workbook with a sheet per kind.

    Raises:
        UsageError: the format is unknown, or `out` cannot be written.
    """
    name = format_of(out, format or (out.suffix.removeprefix(".").lower() or "csv"))
    counts = {kind: _Count() for kind in KINDS}
    sheets = [_sheet(connection, kind, view, name, counts[kind], Which(archived=True)) for kind in KINDS]
    values = Sheet("measurements", MEASURED, measurements(connection))
    sheets.insert(1 + list(KINDS).index("metrics"), values)
    if name == "xlsx":
        write_sheets(out, name, sheets)
    else:
        write_folder(out, name, sheets)
    return {kind: count.rows for kind, count in counts.items()}


@dataclass(slots=True)
class _Count:
    """How many rows have passed."""

    rows: int = 0

    def columns_of(self, found: Iterable[list[Sequence[Value]]]) -> Iterator[list[Sequence[Value]]]:
        for columns in found:
            self.rows += len(columns[0])
            yield columns

    def rows_of(self, found: Iterable[list[str]]) -> Iterator[list[str]]:
        for rows in found:
            self.rows += len(rows)
            yield rows


def _sheet(
    connection: sqlite3.Connection,
    kind: str,
    view: View,
    format_name: str,
    count: _Count,
    which: Which,
    columns: Sequence[str] = (),
) -> Sheet:
    fields = chosen_fields(kind, view.playbook, columns)
    header = [item.name for item in fields]
    if format_name in ("csv", "tsv"):
        rows = packed(connection, kind, view, fields, which)
        special = LIST_MARKS if has_lists(fields) else ""
        return Sheet(kind, header, packs=Packs(CELL, special, count.rows_of(rows), partial(_safe, fields)))
    found = chunks(connection, kind, view, fields, which)
    cells = chain.from_iterable(zip(*columns, strict=True) for columns in count.columns_of(found))
    return Sheet(kind, header, _flat(cells, fields) if format_name in _TEXTUAL else cells)


def _safe(fields: Sequence[Field], packs: list[str]) -> list[Row]:
    """Neutralise what a spreadsheet would take for a formula; numbers and days keep their signs."""
    columns = [
        [neutralise(cell) for cell in column] if _may_be_formula(item) else column
        for item, column in zip(fields, unpacked(packs, fields), strict=True)
    ]
    return list(zip(*columns, strict=True))


def _may_be_formula(field: Field) -> bool:
    return field.type.is_words or field.type is FieldType.CHOICE


def _flat(source: Iterator[tuple[Value, ...]], fields: Sequence[Field]) -> Iterator[tuple[Value, ...]]:
    """Write lists as one text that an import takes apart again, whatever their parts hold."""
    lists = [at for at, item in enumerate(fields) if item.type in (FieldType.REFERENCES, FieldType.LABELS)]
    if not lists:
        return source
    return (_with_text(row, lists, fields) for row in source)


def _with_text(row: tuple[Value, ...], lists: Sequence[int], fields: Sequence[Field]) -> tuple[Value, ...]:
    if all(row[at] is None for at in lists):
        return row
    cells = list(row)
    for at in lists:
        cells[at] = format_value(fields[at], cells[at])
    return tuple(cells)

"""Exports: one kind as a table in any format, several kinds together, or everything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from kapta_tui.data.read.bulk import Which, chunks, export_order
from kapta_tui.data.read.measurements import MEASURED, measurements
from kapta_tui.data.read.packed import CELL, LIST_MARKS, has_lists, packed, unpacked
from kapta_tui.data.read.records import View, chosen_fields, ids
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.values import format_value
from kapta_tui.exchange.writers import TOGETHER, Sheet, format_of, write_folder, write_sheets, write_together
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
    if wanted is None:
        which = _which(connection, kind, view, filter, sort, account=account, archived=archived)
    else:
        which = Which(filter, sort, archived, wanted)
    count = _Count()
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


SETS: Final[Mapping[str, tuple[str, ...]]] = {"plans": ("goals", "objectives", "actions", "tasks")}
"""Kinds that are written together, by the name of what they are (features: row 89)."""


def export_set(
    connection: sqlite3.Connection,
    name: str,
    view: View,
    *,
    out: Path | BinaryIO,
    format: str,  # noqa: A002
    filter: str = "",  # noqa: A002
    account: int | None = None,
    archived: bool = False,
) -> dict[str, int]:
    """Write the kinds of the set `name` with all their fields and return kind → number of records.

    `filter`, `account` and `archived` hold for each kind, as in `export_table`. A workbook, a JSON object of arrays
    and a Markdown document take all of them (`TOGETHER`); any other format makes `out` a folder with a file per kind.

    Raises:
        FilterError: the filter names a field that one of the kinds lacks.
        UsageError: the format is unknown or wants a folder, or `out` cannot be written.
    """
    form = format_of(Path("-"), format)
    counts = {kind: _Count() for kind in SETS[name]}
    whichs = {
        kind: _which(connection, kind, view, filter, (), account=account, archived=archived)
        for kind in counts
    }
    sheets = [_sheet(connection, kind, view, form, counts[kind], whichs[kind]) for kind in counts]
    if form in TOGETHER or not isinstance(out, Path):
        write_together(out, form, sheets)
    else:
        write_folder(out, form, sheets)
    return {kind: count.rows for kind, count in counts.items()}


def set_format(out: Path | None, wanted: str | None) -> str:
    """Return the format of a set: the `wanted` one, else what the suffix names, else CSV files in a folder.

    Raises:
        UsageError: the format is unknown, or the suffix is that of a file that holds one table.
    """
    suffix = "" if out is None else out.suffix
    form = format_of(out or Path("-"), wanted or (suffix.removeprefix(".").lower() or "csv"))
    if form not in TOGETHER and (out is None or suffix):
        raise UsageError(
            f"A {form} file holds one table.",
            f"Name a file that ends in {', '.join(f'.{one}' for one in TOGETHER)}, or a folder.",
        )
    return form


def _which(
    connection: sqlite3.Connection,
    kind: str,
    view: View,
    filter: str,  # noqa: A002
    sort: Sequence[str],
    *,
    account: int | None,
    archived: bool,
) -> Which:
    if account is None:
        return Which(filter, sort, archived)
    order = sort or export_order(kind)
    found = ids(connection, kind, view, filter=filter, sort=order, account=account, archived=True)
    return Which(filter, sort, archived, found)


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

"""Records of a kind as text, for exports to text files: SQLite joins the cells, Python sees whole rows.

A row is one text whose cells are parted by `CELL`. Taking a million cells apart in Python and putting them
together again costs three times what reading them does.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from kapta_tui.data.read.bulk import CHUNK, Which, stored
from kapta_tui.data.read.money import written_units
from kapta_tui.data.read.records import View
from kapta_tui.data.read.sources import SOURCES, Source
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.values import format_value

CELL = "\x1e"
"""Stands between the cells of a row; no text that comes in through a verb holds one."""

LIST_MARKS = f'{LIST_SEPARATOR};,"'
"""Where one of these stands in a list as it is stored, its text is another one."""

_ARGUMENTS = 60
"""Arguments one call is given; SQLite takes 100."""

_LISTS = frozenset({FieldType.REFERENCES, FieldType.LABELS})


def packed(
    connection: sqlite3.Connection, kind: str, view: View, fields: Sequence[Field], which: Which
) -> Iterator[list[str]]:
    """Yield the rows of records of `kind`, some at a time, each packed into one text.

    Every cell is the text that a converter reads back to the stored value, except that lists stand as they
    are stored. `unpacked` takes rows apart.

    Raises:
        FilterError, UsageError: the filter or a sort field cannot be used.
    """
    source = SOURCES[kind]
    cells = [_text(source, item, view) for item in fields]
    sql, parameters = which.statement(kind, view, _row(cells))
    parts, _ = which.statement(kind, view, ", ".join(cells))
    cursor, done = connection.execute(sql, parameters), 0
    while found := cursor.fetchmany(CHUNK):
        rows = [text for (text,) in found]
        if "".join(rows).count(CELL) != (len(fields) - 1) * len(rows):
            part = {"limit": len(rows), "offset": done}
            rows = [
                _repacked(cells) for cells in connection.execute(f"{parts} OFFSET :offset", parameters | part)
            ]
        done += len(rows)
        yield rows


def unpacked(rows: Sequence[str], fields: Sequence[Field]) -> list[Sequence[str]]:
    """Return the cells of packed rows, one sequence per field, lists written as one text."""
    columns: list[Sequence[str]] = list(zip(*(row.split(CELL) for row in rows), strict=True))
    return [
        _listed(item, column) if item.type in _LISTS else column
        for item, column in zip(fields, columns, strict=True)
    ]


def has_lists(fields: Sequence[Field]) -> bool:
    """Return whether any cell may hold several values, so that its packed text is not the text to write."""
    return any(item.type in _LISTS for item in fields)


def _listed(item: Field, column: Sequence[str]) -> Sequence[str]:
    known = {
        cell: format_value(item, tuple(cell.split(LIST_SEPARATOR))) if cell else "" for cell in set(column)
    }
    return [known[cell] for cell in column]


def _row(cells: Sequence[str]) -> str:
    """Return the expression of a packed row; printf writes null as nothing and is faster than joining by ||."""
    parts = (cells[at : at + _ARGUMENTS] for at in range(0, len(cells), _ARGUMENTS))
    texts = (f"printf('{CELL.join(['%s'] * len(part))}', {', '.join(part)})" for part in parts)
    return f" || '{CELL}' || ".join(texts)


def _repacked(cells: Sequence[object]) -> str:
    return CELL.join("" if cell is None else str(cell).replace(CELL, "") for cell in cells)


def _text(source: Source, item: Field, view: View) -> str:
    expression = stored(source, item, view.playbook)
    if item.type is FieldType.FLAG:
        return f"CASE {expression} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END"
    if item.type is FieldType.MONEY and not item.custom:
        return written_units(expression, source.currency)
    return expression

"""Records of a kind as they are stored, for exports: rows as tuples, memory flat in their number."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kapta_tui.data.read import expressions
from kapta_tui.data.read.records import View, ids
from kapta_tui.data.read.sources import SOURCES, Source
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.money import from_minor
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.values import format_value

_CHUNK = 2000
_CACHED = 8192
_TEXTUAL = frozenset({FieldType.TEXT, FieldType.LONG, FieldType.CHOICE, FieldType.DATE, FieldType.REFERENCE})
_OTHER_ROWS = frozenset({FieldType.REFERENCE, FieldType.REFERENCES, FieldType.LABELS})

_Read = Callable[[Any], Value]


def chunks(
    connection: sqlite3.Connection,
    kind: str,
    view: View,
    fields: Sequence[Field],
    *,
    filter: str = "",  # noqa: A002
    sort: Sequence[str] = (),
    archived: bool = False,
    texts: bool = False,
) -> Iterator[list[Sequence[Value]]]:
    """Yield the records of `kind` that pass `filter`, some at a time, as one sequence of values per field.

    What people can set stands as it is stored, so that nothing inherited becomes the record's own when
    the rows are read back; a currency, a probability or a due day that is empty stays empty. With `texts`
    every value is the text that a converter reads back to it.

    Raises:
        FilterError, UsageError: the filter or a sort field cannot be used.
    """
    wanted = ids(connection, kind, view, filter=filter, sort=sort, archived=archived)
    source = SOURCES[kind]
    select = ", ".join(_expression(source, item, view.playbook) for item in fields)
    has_money = any(item.type is FieldType.MONEY and not item.custom for item in fields)
    sql = (
        f"SELECT {source.currency if has_money else 'NULL'}, {select} FROM json_each(:ids) chosen "
        f"CROSS JOIN {source.tables} WHERE t.id = chosen.value ORDER BY chosen.key"
    )
    for start in range(0, len(wanted), _CHUNK):
        chosen = json.dumps(list(wanted[start : start + _CHUNK]))
        found = connection.execute(sql, {**view.parameters, "ids": chosen}).fetchall()
        if found:
            currencies, *columns = zip(*found, strict=True)
            pairs = zip(fields, columns, strict=True)
            values = ((item, _read(item, column, currencies, texts)) for item, column in pairs)
            yield [_texts(item, cells) if texts else cells for item, cells in values]


def _expression(source: Source, item: Field, playbook: Playbook) -> str:
    if item.writable and not item.custom and item.type not in _OTHER_ROWS:
        return f't."{item.stored_as}"'
    return expressions.value(source, item, playbook)


def _read(
    item: Field, column: Sequence[Any], currencies: Sequence[str | None], texts: bool
) -> Sequence[Value]:
    if texts and item.type is FieldType.DATE:
        return column
    if item.type is FieldType.MONEY and not item.custom:
        return [
            None if minor is None else _amount(minor, code or "")
            for minor, code in zip(column, currencies, strict=True)
        ]
    read = _CUSTOM.get(item.type) if item.custom else _STORED.get(item.type)
    return column if read is None else [None if cell is None else read(cell) for cell in column]


def _texts(item: Field, column: Sequence[Value]) -> Sequence[Value]:
    if column.count(None) == len(column):
        return [""] * len(column)
    if item.type in _TEXTUAL and not item.custom:
        return [cell or "" for cell in column] if None in column else column
    known: dict[Value, str] = {}
    for cell in column:
        if cell not in known:
            known[cell] = format_value(item, cell)
    return [known[cell] for cell in column]


@lru_cache(_CACHED)
def _amount(minor: int, currency: str) -> Decimal:
    return from_minor(minor, currency)


def _list(cell: str) -> Value:
    return tuple(cell.split(LIST_SEPARATOR))


_STORED: dict[FieldType, _Read] = {
    FieldType.DATE: lru_cache(_CACHED)(date.fromisoformat),
    FieldType.FLAG: bool,
    FieldType.REFERENCES: _list,
    FieldType.LABELS: _list,
}
_CUSTOM: dict[FieldType, _Read] = {
    FieldType.DATE: date.fromisoformat,
    FieldType.FLAG: bool,
    FieldType.NUMBER: lambda cell: Decimal(str(cell)),
    FieldType.MONEY: lambda cell: Decimal(str(cell)),
}

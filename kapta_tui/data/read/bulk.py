"""Records of a kind as they are stored, for exports: rows as tuples, memory flat in their number."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kapta_tui.data.read import expressions
from kapta_tui.data.read.records import View, selection
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
    source = SOURCES[kind]
    select = ", ".join(_expression(source, item, view.playbook) for item in fields)
    has_money = any(item.type is FieldType.MONEY and not item.custom for item in fields)
    select = f"{source.currency if has_money else 'NULL'}, {select}"
    sql, parameters = selection(kind, view, select, filter=filter, sort=sort, archived=archived)
    cursor = connection.execute(sql, parameters)
    while found := cursor.fetchmany(_CHUNK):
        currencies, *columns = zip(*found, strict=True)
        pairs = zip(fields, columns, strict=True)
        read = _texts if texts else _read
        yield [read(item, column, currencies) for item, column in pairs]


def _expression(source: Source, item: Field, playbook: Playbook) -> str:
    if item.writable and not item.custom and item.type not in _OTHER_ROWS:
        return f't."{item.stored_as}"'
    return expressions.value(source, item, playbook)


def _read(item: Field, column: Sequence[Any], currencies: Sequence[str | None]) -> Sequence[Value]:
    if item.type is FieldType.MONEY and not item.custom:
        return [
            None if minor is None else _amount(minor, code or "")
            for minor, code in zip(column, currencies, strict=True)
        ]
    read = _CUSTOM.get(item.type) if item.custom else _STORED.get(item.type)
    return column if read is None else [None if cell is None else read(cell) for cell in column]


def _texts(item: Field, column: Sequence[Any], currencies: Sequence[str | None]) -> Sequence[Value]:
    if column.count(None) == len(column):
        return [""] * len(column)
    if not item.custom and (item.type in _TEXTUAL or _are_single(item, column)):
        return [cell or "" for cell in column] if None in column else column
    if item.type is FieldType.INTEGER and not item.custom and None not in column:
        return list(map(str, column))
    cells = _read(item, column, currencies)
    known = {cell: format_value(item, cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _are_single(item: Field, column: Sequence[Any]) -> bool:
    """Return whether no cell holds several labels, or one that would be taken for several."""
    if item.type is not FieldType.LABELS:
        return False
    joined = "".join(cell for cell in column if cell is not None)
    return not any(mark in joined for mark in (LIST_SEPARATOR, ";", ",", '"', "\n"))


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

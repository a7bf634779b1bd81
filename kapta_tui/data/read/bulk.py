"""Records of a kind as they are stored, for exports: rows as tuples, memory flat in their number."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from kapta_tui.data.read import expressions
from kapta_tui.data.read.records import View, selection
from kapta_tui.data.read.sources import SOURCES, Source
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.money import from_minor
from kapta_tui.domain.playbook import Playbook

CHUNK = 2000
"""Rows that are read at a time."""
_CACHED = 8192
_OTHER_ROWS = frozenset({FieldType.REFERENCE, FieldType.REFERENCES, FieldType.LABELS})

_Read = Callable[[Any], Value]


@dataclass(frozen=True, slots=True)
class Which:
    """Which records of a kind an export takes, and how they stand.

    Those that pass `filter`, in the order of `sort`, without what belongs to archived accounts unless
    `archived`; or those with the ids `wanted`, in that order, as far as they are there.
    """

    filter: str = ""
    sort: Sequence[str] = ()
    archived: bool = False
    wanted: Sequence[int] | None = None

    def statement(self, kind: str, view: View, select: str) -> tuple[str, dict[str, Any]]:
        """Return the statement that selects `select` of them, and its parameters. Raises as `selection`."""
        return selection(
            kind,
            view,
            select,
            filter=self.filter,
            sort=self.sort or export_order(kind),
            archived=self.archived or self.wanted is not None,
            wanted=self.wanted,
        )


def chunks(
    connection: sqlite3.Connection, kind: str, view: View, fields: Sequence[Field], which: Which
) -> Iterator[list[Sequence[Value]]]:
    """Yield records of `kind`, some at a time, as one sequence of values per field.

    What people can set stands as it is stored, so that nothing inherited becomes the record's own when
    the rows are read back; a currency, a probability or a due day that is empty stays empty.

    Raises:
        FilterError, UsageError: the filter or a sort field cannot be used.
    """
    source = SOURCES[kind]
    select = ", ".join(stored(source, item, view.playbook) for item in fields)
    has_money = any(item.type is FieldType.MONEY and not item.custom for item in fields)
    select = f"{source.currency if has_money else 'NULL'}, {select}"
    cursor = connection.execute(*which.statement(kind, view, select))
    while found := cursor.fetchmany(CHUNK):
        currencies, *columns = zip(*found, strict=True)
        yield [_read(item, column, currencies) for item, column in zip(fields, columns, strict=True)]


def export_order(kind: str) -> tuple[str, ...]:
    """Return how rows stand in an export that names no order: as they were made, so that new ones come last.

    Kinds whose records have a place among others keep it, because an import gives places by the order.
    """
    own = KINDS[kind].sort
    return own if "position" in own else ("id",)


def stored(source: Source, item: Field, playbook: Playbook) -> str:
    """Return the expression of a field as it is stored: what is inherited or derived only where it has no own."""
    if item.writable and not item.custom and not item.apart and item.type not in _OTHER_ROWS:
        return f't."{item.stored_as}"'
    expression = expressions.value(source, item, playbook)
    if item.name in source.adds_up:
        return f"CASE WHEN {source.adds_up[item.name]} THEN {expression} END"
    return expression


def _read(item: Field, column: Sequence[Any], currencies: Sequence[str | None]) -> Sequence[Value]:
    if item.type is FieldType.MONEY and not item.custom:
        return [
            None if minor is None else _amount(minor, code or "")
            for minor, code in zip(column, currencies, strict=True)
        ]
    read = _CUSTOM.get(item.type) if item.custom else _STORED.get(item.type)
    return column if read is None else [None if cell is None else read(cell) for cell in column]


@lru_cache(_CACHED)
def _amount(minor: int, currency: str) -> Decimal:
    return from_minor(minor, currency)


def _list(cell: str) -> Value:
    return tuple(cell.split(LIST_SEPARATOR))


_STORED: dict[FieldType, _Read] = {
    FieldType.DATE: lru_cache(_CACHED)(date.fromisoformat),
    FieldType.FLAG: bool,
    FieldType.NUMBER: Decimal,
    FieldType.REFERENCES: _list,
    FieldType.LABELS: _list,
}
_CUSTOM: dict[FieldType, _Read] = {
    FieldType.DATE: date.fromisoformat,
    FieldType.FLAG: bool,
    FieldType.NUMBER: lambda cell: Decimal(str(cell)),
    FieldType.MONEY: lambda cell: Decimal(str(cell)),
}

"""Rows that say what is stored already are counted before they are staged.

Of a file that comes every night most rows are such, and staging and matching them costs several times what
looking their records up does. Only what is certain is taken: whatever needs a rule is staged.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import compress

from kapta_tui.data.read.money import written_units
from kapta_tui.data.read.sources.base import account_type
from kapta_tui.data.write.bulk_load import Cell, Load, Staged, single
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.kinds import KINDS

_COLUMNS = {"external_id": "external_id", "code": "code", "name": "name_folded"}
"""Match keys to the indexed column that holds them."""


class Same:
    """Leaves out of batches of `load` the rows whose record, found by the first match key, says the same."""

    def __init__(self, raw: sqlite3.Connection, load: Load, *, alone: bool) -> None:
        self.raw, self.load = raw, load
        self.table = f"temp.same_{load.number}"
        self._key = _key(raw, load) if alone else None
        if self._key is None:
            return
        names = [item.name for item in load.fields]
        self._account = (
            names.index("account") if load.kind.owner == "account" and "account" in names else None
        )
        # The folded name stands behind the fields.
        self._place = 2 + (len(names) if self._key == "name" else names.index(self._key))
        column = _COLUMNS[self._key]
        stored = ", ".join(_stored(load, item) for item in load.fields)
        self._values = f'SELECT {stored} FROM "{load.kind.table}" t'
        self._select = (
            f'SELECT t.{column}, t.id, {stored} FROM "{load.kind.table}" t '
            f"WHERE t.{column} IN (SELECT value FROM json_each(?))"
        )
        raw.execute(f"DROP TABLE IF EXISTS {self.table}")
        raw.execute(
            f"CREATE TEMP TABLE same_{load.number} (rid INTEGER, at INTEGER, line INTEGER, filled BLOB)"
        )

    def without(self, columns: Staged) -> Staged:
        """Return the batch without the rows that change nothing, which are counted in the load's tally."""
        if self._key is None:
            return columns
        keys = columns[self._place]
        records = self._records(keys)
        if not records:
            return columns
        same: list[tuple[int, Cell, Cell, bytes | None]] = []
        kept = []
        rows = zip(*columns[2 : 2 + len(self.load.fields)], strict=True)
        for at, line, key, row in zip(columns[0], columns[1], keys, rows, strict=True):
            number, stored = records.get(key, (0, ()))
            has_account = self._account is None or row[self._account] is not None
            is_same = bool(number) and has_account and (row == stored or _says(row, stored))
            kept.append(not is_same)
            if is_same:
                # Which cells are filled is only asked when another row of the record is staged.
                same.append((number, at, line, None if row == stored else _filled(row)))
        self.load.tally.same += len(same)
        self.raw.executemany(f"INSERT INTO {self.table} VALUES (?, ?, ?, ?)", same)
        return [list(compress(column, kept)) for column in columns] if same else columns

    def _records(self, keys: Sequence[Cell]) -> dict[Cell, tuple[int, tuple[Cell, ...]]]:
        """Return the one record of each key, its id and values; keys of several are left out."""
        records: dict[Cell, tuple[int, tuple[Cell, ...]]] = {}
        several = set()
        for key, number, *values in self.raw.execute(self._select, (json.dumps(list(keys)),)):
            if key in records:
                several.add(key)
            records[key] = (number, tuple(values))
        for key in several:
            del records[key]
        return records

    @property
    def found_by(self) -> frozenset[str]:
        """The key by which the rows that were left out have found their records; empty where none was."""
        return frozenset({self._key} if self._key is not None and self.load.tally.same else ())

    def holds(self, number: str) -> str:
        """Return the condition that a row of the record `number`, an SQL expression, was left out."""
        return "0" if self._key is None else f"{number} IN (SELECT rid FROM {self.table})"

    def rows_of(self, number: int) -> Iterator[tuple[int, int, tuple[Cell, ...]]]:
        """Yield number, line and cells of the rows of the record `number` that were left out."""
        if self._key is None:
            return
        found = self.raw.execute(
            f"SELECT at, line, filled FROM {self.table} WHERE rid = ?", (number,)
        ).fetchall()
        if not found:
            return
        stored = self.raw.execute(f"{self._values} WHERE t.id = ?", (number,)).fetchone()
        for at, line, filled in found:
            cells = (
                stored
                if filled is None
                else (cell if is_filled else None for cell, is_filled in zip(stored, filled, strict=True))
            )
            yield at, line, tuple(cells)

    def forget(self, at: int) -> None:
        """Take back that the row `at` was left out: another one of its record stands against it."""
        self.load.tally.same -= 1
        self.raw.execute(f"DELETE FROM {self.table} WHERE at = ?", (at,))


def _filled(row: Sequence[Cell]) -> bytes:
    return bytes(cell is not None for cell in row)


def _key(raw: sqlite3.Connection, load: Load) -> str | None:
    """Return the key to look records up by, or None where rows of `load` need more than a look."""
    key = load.match[0] if load.match else ""
    within_account = load.kind.owner == "account" and key != "external_id"
    if key not in _COLUMNS or not load.has(key) or within_account or load.own or load.customs:
        return None
    if not all(single(item) for item in load.fields):
        return None
    return key if raw.execute(f'SELECT 1 FROM "{load.kind.table}" LIMIT 1').fetchone() else None


def _stored(load: Load, item: Field) -> str:
    """Return the expression of a stored value as it would be staged."""
    if item.type is FieldType.REFERENCE:
        called = "external_id" if item.name in load.by_id else "name"
        return f'(SELECT n.{called} FROM "{KINDS[item.target].table}" n WHERE n.id = t.{item.stored_as})'
    if item.type is FieldType.MONEY:
        return written_units(f"t.{item.stored_as}", "t.currency")
    if load.kind.name == "accounts" and item.name == "type":
        return account_type("t")
    return f't."{item.stored_as}"'


def _says(row: Sequence[Cell], stored: Sequence[Cell]) -> bool:
    """Return whether every filled cell of a row says what is stored: an empty one leaves it."""
    return all(cell is None or cell == value for cell, value in zip(row, stored, strict=True))

"""Rows that say what is stored already are counted before they are staged.

Of a file that comes every night most rows are such, and staging and matching them costs several times what
looking their records up does. Only what is certain is taken: whatever needs a rule is staged.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from itertools import compress

from kapta_tui.data.read.money import written_units
from kapta_tui.data.write.bulk_load import Cell, Load, Reject, Staged, single
from kapta_tui.data.write.bulk_stage import reject
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
        self._select = (
            f'SELECT t.{column}, t.id, {stored} FROM "{load.kind.table}" t '
            f"WHERE t.{column} IN (SELECT value FROM json_each(?))"
        )
        raw.execute(f"DROP TABLE IF EXISTS {self.table}")
        raw.execute(f"CREATE TEMP TABLE same_{load.number} (rid INTEGER, at INTEGER, line INTEGER)")

    def without(self, columns: Staged) -> Staged:
        """Return the batch without the rows that change nothing, which are counted in the load's tally."""
        if self._key is None:
            return columns
        keys = columns[self._place]
        records = self._records(keys)
        if not records:
            return columns
        same: list[tuple[int, Cell, Cell]] = []
        kept = []
        rows = zip(*columns[2 : 2 + len(self.load.fields)], strict=True)
        for at, line, key, row in zip(columns[0], columns[1], keys, rows, strict=True):
            number, stored = records.get(key, (0, ()))
            has_account = self._account is None or row[self._account] is not None
            is_same = bool(number) and has_account and (row == stored or _says(row, stored))
            kept.append(not is_same)
            if is_same:
                same.append((number, at, line))
        self.load.tally.same += len(same)
        self.raw.executemany(f"INSERT INTO {self.table} VALUES (?, ?, ?)", same)
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

    def refuse_repeated(self) -> None:
        """Reject the rows that say other than the first of their record, where only some were staged."""
        if self._key is None:
            return
        noun, reject_row = self.load.kind.noun, self.load.tally.reject
        found = self.raw.execute(
            "SELECT s.known, min(s.at), s.line, e.at, e.line "
            f"FROM temp.{self.load.stage} s JOIN (SELECT rid, min(at) AS at, line FROM {self.table} GROUP BY rid) e "
            "ON e.rid = s.known GROUP BY s.known"
        ).fetchall()
        for number, at, line, same_at, same_line in found:
            first = self.load.tally.place(*min((at, line), (same_at, same_line)))
            words = f"the same {noun} as {first}, with other values"
            if same_at < at:
                sql = f"SELECT at, line, NULL, ? FROM temp.{self.load.stage} WHERE known = ?"
                reject(self.raw, self.load, self.raw.execute(sql, (words, number)).fetchall(), "")
                continue
            sql = f"SELECT at, line FROM {self.table} WHERE rid = ?"
            for other_at, other_line in self.raw.execute(sql, (number,)).fetchall():
                self.load.tally.same -= 1
                reject_row(other_at, Reject(other_line, "", "", words))


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
    return f't."{item.stored_as}"'


def _says(row: Sequence[Cell], stored: Sequence[Cell]) -> bool:
    """Return whether every filled cell of a row says what is stored: an empty one leaves it."""
    return all(cell is None or cell == value for cell, value in zip(row, stored, strict=True))

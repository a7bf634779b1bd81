"""Rows of an own export with different ids are different records, even where all else is the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Mapping, Sequence
from typing import Any

from kapta_tui.data.write.bulk_load import Load

_TOLD_BY = {
    "notes": "f_text",
    "risks": "f_opened_at",
    "documents": "f_path",
    "swot": "f_text",
    "voc": "f_text",
    "qbrs": "f_date",
    "satisfaction": "f_date",
}
"""Kinds that are not told by a name, to the column of the stage that tells them."""

PARENTS = frozenset({"goals", "objectives", "actions"})
"""Kinds of which several records of an account may bear a name that rows of other kinds refer to."""


class OwnRows:
    """Which record each of several rows of a load is that look alike, given that rows of other ids are others.

    Rows and records pair in their order: what the first import made of the rows, the second one finds so. `fresh`
    are the ids of records that this import made. Of a file that is not this program's nothing is said.
    """

    def __init__(self, raw: sqlite3.Connection, load: Load, fresh: Container[int]) -> None:
        self._raw, self._load = raw, load
        self._taken: dict[int, object] = {}
        self._alike: dict[tuple[object, object], int] = {}
        self._known: set[int] = set()
        if load.own:
            sql = (
                f'SELECT t.id FROM temp.{load.stage} s JOIN "{load.kind.table}" t '
                "ON t.id = s.f_id AND t.created_at = s.f_created_at"
            )
            self._known = {number for (number,) in raw.execute(sql) if number not in fresh}

    def says(self, row: Mapping[str, Any]) -> bool:
        """Return whether a staged row says by an id which one it is."""
        return self._load.own and row["f_id"] is not None

    def possible(self, found: Sequence[int], row: Mapping[str, Any]) -> list[int]:
        """Return which of the records `found` a row with an id can be: none, the one it is, or several.

        Records of other rows are not it; of the rest it is the first, unless there are more of them than rows.
        """
        if mine := [number for number in found if self._taken.get(number) == row["f_id"]]:
            return mine[:1]
        others = [number for number in found if number not in self._known]
        free = [number for number in others if number not in self._taken]
        return free[:1] if len(free) > 1 and len(others) <= self._rows_like(row) else free

    def take(self, number: int, row: Mapping[str, Any]) -> None:
        """Tell that a row was found to be the record `number`."""
        if self.says(row):
            self._taken[number] = row["f_id"]
            if self._load.kind.name in PARENTS:
                self._raw.execute(
                    "INSERT OR REPLACE INTO temp.own_id (load, kind, id, record) VALUES (?, ?, ?, ?)",
                    (self._load.number, self._load.kind.name, row["f_id"], number),
                )

    def _rows_like(self, row: Mapping[str, Any]) -> int:
        """Return how many ids the rows have that are called as `row` is, in its account."""
        column = _TOLD_BY.get(self._load.kind.name, "name_folded")
        key = row["r_account"], row.get(column)
        if key not in self._alike:
            sql = f"SELECT count(DISTINCT f_id) FROM temp.{self._load.stage} WHERE r_account IS ? AND {column} IS ?"
            (self._alike[key],) = self._raw.execute(sql, key).fetchone()
        return self._alike[key]

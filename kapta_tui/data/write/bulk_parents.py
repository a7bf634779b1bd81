"""Which of several goals, objectives or actions of one name a row stands under (features: row 89)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from kapta_tui.data.write.bulk_load import Load
from kapta_tui.domain.fields import Field, Value


def told_apart(
    raw: sqlite3.Connection,
    load: Load,
    item: Field,
    row: Mapping[str, Any],
    values: Mapping[str, Value],
    found: Sequence[int],
) -> list[int]:
    """Return which of the records `found`, all called what a staged row calls `item`, the row can mean.

    An own export says by an id which one; that is the record which its row became in this import, or, for a row of
    this very store, the one with the id. An objective is one of the goal in `values`. All of them where nothing tells.
    """
    if load.own:
        known = _made(raw, item, row) or _own(raw, load, item, row)
        if one := [number for number in found if number in known]:
            return one
    goal = values.get("goal")
    if item.name == "objective" and goal is not None:
        marks = ", ".join(map(str, found))
        own = raw.execute(f"SELECT id FROM objective WHERE goal_id = ? AND id IN ({marks})", (goal,))
        return [number for (number,) in own] or list(found)
    return list(found)


def _made(raw: sqlite3.Connection, item: Field, row: Mapping[str, Any]) -> frozenset[int]:
    """Return what the rows with the id of the file became that the row gives for `item`."""
    sql = "SELECT record FROM temp.own_id WHERE kind = ? AND id = ?"
    found = raw.execute(sql, (item.target, row.get(f"f_{item.name}_id")))
    return frozenset(int(number) for (number,) in found if number is not None)


def _own(raw: sqlite3.Connection, load: Load, item: Field, row: Mapping[str, Any]) -> frozenset[int]:
    """Return the id that a row of this store gives for `item`, else what its record stands under now."""
    column = item.stored_as
    found = raw.execute(
        f'SELECT coalesce(?, "{column}") FROM "{load.kind.table}" WHERE id = ? AND created_at = ?',
        (row.get(f"f_{item.name}_id"), row["f_id"], row["f_created_at"]),
    )
    return frozenset(int(number) for (number,) in found if number is not None)

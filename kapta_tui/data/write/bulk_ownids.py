"""Staged rows of an own export with different ids are different records, even where all else is the same.

What rows become is decided by the row's place where only the ids tell them apart: the first one is the first of the
records that are called so, in the store where the rows were taken in before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from kapta_tui.data.write.bulk_load import Load
from kapta_tui.data.write.bulk_stage import reject_where

HAS_ID: Final = "s.f_id IS NOT NULL"


def tell_apart(load: Load) -> bool:
    """Return whether ids tell the rows of a load apart: people bear names of their own in any case."""
    return load.own and load.kind.name != "users"


def not_apart(load: Load, group: str) -> str:
    """Return the condition that no row with another id shares the expressions `group` with a row, which has an id."""
    return f"NOT ({HAS_ID} AND s.at IN ({_of_several(load, group)}))"


def not_anothers(load: Load) -> str:
    """Return the condition that a stored record `t` is not the one of another row with an id."""
    known = f"SELECT known FROM temp.{load.stage} WHERE known IS NOT NULL"
    return f"NOT ({HAS_ID} AND t.id IN ({known}))"


def refuse_unclear(raw: sqlite3.Connection, load: Load, groups: Mapping[str, str]) -> None:
    """Reject the rows without an id that could be several of those with one; `groups` are the expressions by key."""
    for key, group in groups.items():
        what = f"several {load.kind.many} of this file have this {key.replace('_', ' ')}"
        words = f"'{what}; say by id which one this is'"
        where = f"s.f_id IS NULL AND s.at IN ({_of_several(load, group)})"
        reject_where(raw, load, where, f"s.f_{key}", words, load.header(key))


def pair(
    raw: sqlite3.Connection, load: Load, key: str, group: str, source: str, stored: str
) -> frozenset[str]:
    """Set `known` of rows with ids that share `key`, the first to the first record; return the key where any was set.

    `group` are the expressions of what they share, `stored` those of the records `t` of `source`. Where there are
    more records than rows nothing tells which is which. By a name or an address none is found that
    has an id of another system.
    """
    names = [f"k{number}" for number in range(group.count(",") + 1)]
    # Of two that share even the other system's id, that is no proof against any.
    row_alone, record_alone = (
        ("1", "1") if key == "external_id" else ("s.f_external_id IS NULL", "t.external_id IS NULL")
    )
    rows = _numbered(
        f"temp.{load.stage} s",
        "s.at",
        group,
        names,
        f"s.known IS NULL AND {HAS_ID} AND {row_alone} AND s.f_{key} IS NOT NULL",
    )
    records = _numbered(
        f"{source} t",
        "t.id",
        stored,
        names,
        f"{record_alone} AND {not_anothers(load).replace(HAS_ID, '1')}",
    )
    same = " AND ".join(f"r.{name} = o.{name}" for name in names)
    found = raw.execute(
        f"SELECT o.one, r.one FROM {rows} r JOIN {records} o ON {same} AND o.place = r.place "
        "WHERE r.several > 1 AND o.several <= r.several"
    ).fetchall()
    raw.executemany(f"UPDATE temp.{load.stage} SET known = ? WHERE at = ?", found)
    return frozenset({key} if found else ())


def _numbered(table: str, one: str, group: str, names: list[str], where: str) -> str:
    parts = ", ".join(f"{each} AS {name}" for each, name in zip(group.split(", "), names, strict=True))
    window = f"PARTITION BY {group}"
    return (
        f"(SELECT {one} AS one, {parts}, row_number() OVER ({window} ORDER BY {one}) AS place, "
        f"count(*) OVER ({window}) AS several FROM {table} WHERE {where})"
    )


def _of_several(load: Load, group: str) -> str:
    """Return the query for the numbers of the rows that share `group` with rows of different ids."""
    last = group.split(", ")[-1]
    return (
        f"SELECT at FROM (SELECT at, min(f_id) OVER (PARTITION BY {group}) AS low, max(f_id) OVER (PARTITION BY "
        f"{group}) AS high FROM temp.{load.stage} s WHERE {last} IS NOT NULL) WHERE low <> high"
    )

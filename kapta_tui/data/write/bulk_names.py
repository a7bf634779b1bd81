"""Products of one name that a file tells apart by id or code: the later one gets a number behind its name."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import cached_property
from itertools import count

from kapta_tui.data.write.bulk_load import Load, Reject
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold

_LONGEST = KINDS["products"].by_name["name"].maximum or 500

_HELD = (
    "SELECT s.at FROM {stage} s JOIN product p ON p.name_folded = s.name_folded AND p.id <> s.rid "
    "ORDER BY s.at"
)
_SHARED = (
    "SELECT at FROM (SELECT at, rid, first_value(rid) OVER (PARTITION BY name_folded ORDER BY at) AS first "
    "FROM {stage} WHERE name_folded IS NOT NULL) WHERE rid <> first ORDER BY at"
)


def name_apart(raw: sqlite3.Connection, load: Load) -> bool:
    """Give staged products whose name another one bears a free name, with a warning; return whether there were any.

    The stored product has the name, of new ones the first. One that was numbered before keeps that name, so that the
    same file again changes nothing. Products are told apart by name wherever one is chosen, hence not even ids let
    two share one.
    """
    if load.kind.name != "products" or not load.has("name"):
        return False
    names, is_any = _Names(raw, load), False
    # Who leaves a name to its bearer no longer shares it with others of the file.
    for shared in (_HELD, _SHARED):
        rows = raw.execute(shared.format(stage=f"temp.{load.stage}")).fetchall()
        for (at,) in rows:
            names.change(at)
        is_any |= bool(rows)
    return is_any


class _Names:
    """The names that stored and staged products bear, and the free ones that rows get instead."""

    def __init__(self, raw: sqlite3.Connection, load: Load) -> None:
        self.raw, self.load = raw, load
        self._numbers: dict[str, Iterator[int]] = {}

    @cached_property
    def _taken(self) -> set[str]:
        sql = f"SELECT name_folded FROM product UNION SELECT name_folded FROM temp.{self.load.stage}"
        return {folded for (folded,) in self.raw.execute(sql)}

    def change(self, at: int) -> None:
        """Give the row staged as `at` the name with a number that its product has already, else a free one."""
        stage = f"temp.{self.load.stage}"
        line, name, stored = self.raw.execute(
            f"SELECT s.line, s.f_name, p.name FROM {stage} s LEFT JOIN product p ON p.id = s.rid WHERE s.at = ?",
            (at,),
        ).fetchone()
        given = stored if stored and _is_numbered(stored, name) else self._free(name)
        words = f"another product is called so; this one is called '{given}'"
        self.load.tally.warn(at, Reject(line, self.load.header("name"), name, words))
        sql = f"UPDATE {stage} SET f_name = ?, name_folded = ? WHERE at = ?"
        self.raw.execute(sql, (given, fold(given), at))

    def _free(self, name: str) -> str:
        numbers = self._numbers.setdefault(fold(name), count(2))
        names = (_with(name, f" ({number})") for number in numbers)
        given = next(text for text in names if fold(text) not in self._taken)
        self._taken.add(fold(given))
        return given


def _is_numbered(stored: str, name: str) -> bool:
    """Return whether a stored name is `name` with a number behind it."""
    behind = re.search(r" \(\d+\)$", stored)
    return behind is not None and fold(stored) == fold(_with(name, behind.group()))


def _with(name: str, behind: str) -> str:
    return name[: _LONGEST - len(behind)] + behind

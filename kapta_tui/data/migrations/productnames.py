"""Names of products told apart, in what is stored and in what undo and redo would bring back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from kapta_tui.domain.text import fold

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LONGEST = 500
"""Characters that a product's name may have."""

_STORED = "SELECT id, name, name_folded FROM product ORDER BY id"
_IMAGES = """
SELECT row_id, json_extract(image, '$.name'), json_extract(image, '$.name_folded') FROM (
    SELECT id, row_id, before AS image FROM change WHERE tbl = 'product'
    UNION ALL SELECT id, row_id, after FROM change WHERE tbl = 'product'
) WHERE image IS NOT NULL ORDER BY id
"""

Given = dict[tuple[int, str], str]
"""By product and folded name the name that it gets instead."""


def name_apart(connection: Connection) -> list[tuple[str, str]]:
    """Let no two products bear a name, now or at any time of the history; later ones get a number behind it.

    What is called so now has the name before what only was. Returns former and new names of the stored ones.
    """
    stored = connection.exec_driver_sql(_STORED).all()
    given = _given([*stored, *connection.exec_driver_sql(_IMAGES).all()])
    for (number, folded), name in given.items():
        _rename(connection, number, folded, name)
    return [(name, given[number, folded]) for number, name, folded in stored if (number, folded) in given]


def _given(borne: list[tuple[int, str, str]]) -> Given:
    """Return the names to give; `borne` are product, name and folded name, those with more right to it first."""
    taken = {folded for _, _, folded in borne}
    bearers: dict[str, int] = {}
    given: Given = {}
    for number, name, folded in borne:
        if bearers.setdefault(folded, number) != number and (number, folded) not in given:
            wanted = next(text for text in _numbered(name) if fold(text) not in taken)
            taken.add(fold(wanted))
            given[number, folded] = wanted
    return given


def _numbered(name: str) -> Iterator[str]:
    for number in count(2):
        behind = f" ({number})"
        yield name[: _LONGEST - len(behind)] + behind


def _rename(connection: Connection, number: int, folded: str, name: str) -> None:
    connection.exec_driver_sql(
        "UPDATE product SET name = ?, name_folded = ?, version = version + 1 WHERE id = ? AND name_folded = ?",
        (name, fold(name), number, folded),
    )
    for side in ("before", "after"):
        connection.exec_driver_sql(
            f"UPDATE change SET {side} = json_set({side}, '$.name', ?, '$.name_folded', ?) WHERE tbl = 'product' "
            f"AND row_id = ? AND json_extract({side}, '$.name_folded') = ?",
            (name, fold(name), number, folded),
        )

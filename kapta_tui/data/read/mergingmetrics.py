"""Metrics of one name that two accounts have which become one (features: rows 11 and 29)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple


class SameName(NamedTuple):
    """A metric of the account that goes whose name the kept account has too; `kept` is the one of one unit with it.

    Without such a one (`kept` is None) the values of both cannot stand in one history.
    """

    gone: int
    name: str
    kept: int | None


def same_names(connection: sqlite3.Connection, kept: int, gone: int) -> Iterator[SameName]:
    """Yield the metrics of `gone` whose names, case and accents aside, `kept` has too; none is taken twice."""
    free = _metrics(connection, kept)
    names = {folded for _, folded, _, _ in free}
    for number, folded, unit, name in _metrics(connection, gone):
        if folded not in names:
            continue
        fitting = next((held for held in free if held[1:3] == (folded, unit)), None)
        if fitting is not None:
            free.remove(fitting)
        yield SameName(number, name, None if fitting is None else fitting[0])


def _metrics(connection: sqlite3.Connection, account: int) -> list[tuple[int, str, str, str]]:
    # Amounts fit each other in one currency alone.
    return connection.execute(
        "SELECT id, name_folded, unit || iif(unit = 'money', ' ' || currency, ''), name FROM metric "
        "WHERE account_id = ? ORDER BY position, id",
        (account,),
    ).fetchall()

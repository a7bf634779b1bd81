"""Row images of an event, put back in runs: changes of one sort to one table that follow each other.

A run is one statement however many rows it has, and runs keep the order in which the rows were changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Run:
    """The changes `first` to `last` of one event: all to different rows of `table`, all `gone` or none.

    `gone` means that the rows are not there in the state that is put back.
    """

    first: int
    last: int
    table: str
    gone: bool


def put_back(connection: sqlite3.Connection, event: int) -> None:
    """Bring every row that `event` touched into the state before it, and keep the images of the state after."""
    for run in _runs(connection, event, "before", newest_first=True):
        image = _image_sql(connection, run.table)
        _apply(
            connection,
            event,
            run,
            f'UPDATE change SET after = (SELECT {image} FROM "{run.table}" t WHERE t.id = change.row_id) WHERE',
        )
        _restore(connection, event, run, "before")


def put_again(connection: sqlite3.Connection, event: int) -> None:
    """Bring every row that `event` touched into the state after it, whose images are dropped then."""
    for run in _runs(connection, event, "after", newest_first=False):
        _restore(connection, event, run, "after")
    connection.execute("UPDATE change SET after = NULL WHERE event_id = ?", (event,))


def _runs(connection: sqlite3.Connection, event: int, column: str, *, newest_first: bool) -> list[_Run]:
    # The difference of the two counts is the same for changes of one sort without another one between them.
    found = connection.execute(
        "SELECT min(id), max(id), tbl, gone, count(*) = count(DISTINCT row_id) FROM ("
        f"SELECT id, tbl, row_id, {column} IS NULL AS gone, row_number() OVER (ORDER BY id) "
        f"- row_number() OVER (PARTITION BY tbl, {column} IS NULL ORDER BY id) AS island "
        "FROM change WHERE event_id = ?) GROUP BY tbl, gone, island ORDER BY 1",
        (event,),
    ).fetchall()
    runs = [
        part
        for first, last, table, gone, distinct in found
        for part in _parts(connection, _Run(first, last, table, bool(gone)), distinct=bool(distinct))
    ]
    return runs[::-1] if newest_first else runs


def _parts(connection: sqlite3.Connection, run: _Run, *, distinct: bool) -> Iterator[_Run]:
    """Yield the run, or each of its changes where one row was changed twice: the order counts then."""
    if distinct:
        yield run
        return
    numbers = connection.execute("SELECT id FROM change WHERE id BETWEEN ? AND ?", (run.first, run.last))
    for (number,) in numbers.fetchall():
        yield _Run(number, number, run.table, run.gone)


def _restore(connection: sqlite3.Connection, event: int, run: _Run, column: str) -> None:
    if run.gone:
        sql = f'DELETE FROM "{run.table}" WHERE id IN (SELECT row_id FROM change WHERE'
        _apply(connection, event, run, sql, ")")
        return
    # All images of one side of an event were taken under one schema.
    keys = connection.execute(
        f"SELECT key FROM json_each((SELECT {column} FROM change WHERE id = ?))", (run.first,)
    )
    names = [str(name) for (name,) in keys]
    listed = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f"json_extract({column}, '$.\"{name}\"')" for name in names)
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    order = "DESC" if column == "before" else "ASC"
    _apply(
        connection,
        event,
        run,
        f'INSERT INTO "{run.table}" ({listed}) SELECT {values} FROM change WHERE',
        f"ORDER BY id {order} ON CONFLICT (id) DO UPDATE SET {sets}",
    )


def _apply(connection: sqlite3.Connection, event: int, run: _Run, sql: str, tail: str = "") -> None:
    # The plus keeps SQLite from walking all changes of the event for each of many short runs.
    connection.execute(
        f"{sql} id BETWEEN :first AND :last AND +event_id = :event {tail}",
        {"first": run.first, "last": run.last, "event": event},
    )


def _image_sql(connection: sqlite3.Connection, table: str) -> str:
    names = [column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')]
    pairs = ", ".join(f"'{name}', t.\"{name}\"" for name in names)
    return f"json_object({pairs})"

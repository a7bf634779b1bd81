"""The lossless dump: every row of every table and the history that stands, as JSON, and back (row 129).

Equal stores give equal bytes. Summaries and the search index are left out, because they follow from the
rest; so are changes that were undone, because they no longer stand.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from kapta_tui.data.connect import one_moment
from kapta_tui.data.schema import REVISIONS
from kapta_tui.domain.errors import UsageError

_JOURNAL = {
    "event": "SELECT * FROM event WHERE undone = 0 ORDER BY id",
    "change": "SELECT c.* FROM change c JOIN event e ON e.id = c.event_id WHERE e.undone = 0 ORDER BY c.id",
}
_DAYS = "SELECT * FROM health_day WHERE account_id IN (SELECT id FROM account) ORDER BY account_id, day"
"""The days of health of the accounts that there are: the present one too, or a history of one day would be lost."""
_UNFIT = (sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.IntegrityError, OverflowError)
"""What SQLite says of values that are none, that are missing, or that break a rule of their table."""

_DERIVED = ("account_summary", "account_health", "health_state", "journal_state", "alembic_version")


def write(connection: sqlite3.Connection, out: TextIO) -> None:
    """Write the dump of one consistent state of the store to `out`."""
    with one_moment(connection):
        for piece in _pieces(connection):
            out.write(piece)


def dump(connection: sqlite3.Connection) -> str:
    """Return the dump as one text."""
    return "".join(_pieces(connection))


def is_dump(values: object) -> bool:
    """Return whether parsed JSON is a dump of a store."""
    return isinstance(values, Mapping) and "kapta" in values and "tables" in values


def fill(connection: sqlite3.Connection, values: Mapping[str, Any]) -> int:
    """Put the rows of a dump in place of all there are, in a store of its schema, and return how many they are.

    Inside the caller's transaction; summaries are left as they were. Raises UsageError for what is no whole dump.
    """
    tables = _shape(values, {*_tables(connection), *_JOURNAL})
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for table in tables:
        connection.execute(f'DELETE FROM "{table}"')
    count = sum(_fill(connection, table, rows) for table, rows in tables.items())
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        raise _damaged(f"row {row} of '{table}' refers to a missing '{parent}'")
    _spend_ids(connection)
    return count


def _damaged(what: str) -> UsageError:
    return UsageError(f"The dump is damaged: {what}.", "Make the dump again.")


def _shape(values: Mapping[str, Any], known: set[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table, whose form holds: all tables, each a list of objects with equal names."""
    found: dict[str, list[dict[str, Any]]] = {}
    for part in ("tables", "journal"):
        tables = values.get(part)
        if not isinstance(tables, Mapping):
            raise _damaged(f"its part '{part}' is missing or holds no tables")
        found.update(tables)
    for table in found.keys() ^ known:
        if table in known:
            raise _damaged(f"its table '{table}' is missing")
        raise UsageError(f"The dump holds a table '{table}' that is unknown here.", "Upgrade kapta first.")
    for table, rows in found.items():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise _damaged(f"its table '{table}' is no list of rows")
        if any(row.keys() != rows[0].keys() for row in rows):
            raise _damaged(f"the rows of its table '{table}' have different columns")
    if not found["playbook_version"]:
        raise _damaged("it holds no playbook")
    return found


def _spend_ids(connection: sqlite3.Connection) -> None:
    """Let no new row have the id of a removed one that the history still knows."""
    spent = "SELECT tbl, max(row_id) AS last FROM change GROUP BY tbl"
    connection.execute(
        f"UPDATE sqlite_sequence SET seq = max(seq, s.last) FROM ({spent}) s WHERE s.tbl = sqlite_sequence.name"
    )
    connection.execute(
        f"INSERT INTO sqlite_sequence (name, seq) SELECT tbl, last FROM ({spent}) "
        "WHERE tbl NOT IN (SELECT name FROM sqlite_sequence)"
    )


def _pieces(connection: sqlite3.Connection) -> Iterator[str]:
    yield f'{{"kapta": 1, "schema": "{REVISIONS[-1]}",\n"tables": {{'
    yield from _group(connection, {name: _rows_of(name) for name in _tables(connection)})
    yield '},\n"journal": {'
    yield from _group(connection, _JOURNAL)
    yield "}}\n"


def _group(connection: sqlite3.Connection, selects: Mapping[str, str]) -> Iterator[str]:
    for number, (table, select) in enumerate(selects.items()):
        yield f'{"," if number else ""}\n"{table}": ['
        cursor = connection.execute(select)
        names = [column[0] for column in cursor.description]
        for place, row in enumerate(cursor):
            comma = ",\n" if place else "\n"
            yield comma + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
        yield "]"


def _rows_of(table: str) -> str:
    return _DAYS if table == "health_day" else f'SELECT * FROM "{table}" ORDER BY id'


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "AND name NOT LIKE 'search%' ORDER BY name"
    )
    return [name for (name,) in found if name not in _DERIVED and name not in _JOURNAL]


def _fill(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> int:
    if not rows:
        return 0
    columns = {column[1] for column in connection.execute(f'PRAGMA table_info("{table}")')}
    names = list(rows[0])
    if set(names) - columns:
        raise UsageError(f"The dump's table '{table}' has columns unknown here.", "Upgrade kapta first.")
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join(f":{name}" for name in names)
    try:
        connection.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', rows)
    except _UNFIT as error:
        raise _damaged(f"the rows of its table '{table}' cannot be kept: {error}") from error
    return len(rows)

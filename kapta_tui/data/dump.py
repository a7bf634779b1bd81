"""The lossless dump: every row of every table and the history that stands, as JSON, and back (row 129).

Equal stores give equal bytes. Summaries and the search index are left out, because they follow from the
rest; so are changes that were undone, because they no longer stand.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TextIO

from kapta_tui.data import summary
from kapta_tui.data.read.playbook import current
from kapta_tui.data.schema import REVISIONS
from kapta_tui.domain.errors import RuleError, UsageError

_JOURNAL = {
    "event": "SELECT * FROM event WHERE undone = 0 ORDER BY id",
    "change": "SELECT c.* FROM change c JOIN event e ON e.id = c.event_id WHERE e.undone = 0 ORDER BY c.id",
}
_DERIVED = ("account_summary", "journal_state", "alembic_version")


def write(connection: sqlite3.Connection, out: TextIO) -> None:
    """Write the dump of one consistent state of the store to `out`."""
    connection.execute("BEGIN")
    try:
        for piece in _pieces(connection):
            out.write(piece)
    finally:
        connection.execute("COMMIT")


def dump(connection: sqlite3.Connection) -> str:
    """Return the dump as one text."""
    return "".join(_pieces(connection))


def is_dump(values: object) -> bool:
    """Return whether parsed JSON is a dump of a store."""
    return isinstance(values, Mapping) and "kapta" in values and "tables" in values


def load(connection: sqlite3.Connection, values: Mapping[str, Any], today: date) -> int:
    """Fill an empty store with a dump, history included, inside the caller's transaction; return the rows.

    Raises:
        RuleError: the store already holds records.
        UsageError: the dump is of another version, or is no whole dump.
    """
    if values.get("schema") not in REVISIONS:
        raise UsageError(
            f"The dump has schema {values.get('schema')!r}.", "Upgrade kapta, then import it again."
        )
    if connection.execute("SELECT 1 FROM event LIMIT 1").fetchone():
        raise RuleError(
            "A whole dump can only go into an empty store, and this one holds records.",
            "Name a new store with --db, then import the dump there.",
        )
    connection.execute("PRAGMA defer_foreign_keys = ON")
    known = set(_tables(connection)) | _JOURNAL.keys()
    count = 0
    for table, rows in (*values["tables"].items(), *values["journal"].items()):
        if table not in known:
            raise UsageError(
                f"The dump holds a table '{table}' that is unknown here.", "Upgrade kapta first."
            )
        connection.execute(f'DELETE FROM "{table}"')
        count += _fill(connection, table, rows)
    accounts = [account for (account,) in connection.execute("SELECT id FROM account")]
    summary.renew(connection, accounts, today, current(connection).currency)
    return count


def _pieces(connection: sqlite3.Connection) -> Iterator[str]:
    yield f'{{"kapta": 1, "schema": "{REVISIONS[-1]}",\n"tables": {{'
    yield from _group(
        connection, {name: f'SELECT * FROM "{name}" ORDER BY id' for name in _tables(connection)}
    )
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
    except sqlite3.ProgrammingError as error:
        raise UsageError(
            f"The dump's table '{table}' is incomplete: {error}.", "Make the dump again."
        ) from error
    return len(rows)

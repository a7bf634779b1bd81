"""The store as it stood at the end of an earlier day, put together from the journal's row images (domain.md 4.3)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final

_ACCOUNT: Final = "account"
_TABLES: Final = (
    _ACCOUNT,
    "contact",
    "contract",
    "swot",
    "voc",
    "goal",
    "action",
    "task",
    "qbr",
    "risk",
    "note",
    "note_contact",
)
"""The tables that health is computed from; parents are not looked for in them."""

_INDEXES: Final = {"action": "goal_id", "note": "account_id", "note_contact": "note_id"}
"""What the facts of health look rows up by."""

_LATER: Final = f"""
CREATE TEMP TABLE later AS
SELECT tbl, row_id, account_id, before FROM main.change WHERE id IN (
  SELECT min(c.id) FROM main.change c JOIN main.event e ON e.id = c.event_id
  WHERE e.undone = 0 AND date(e.at, 'localtime') > '{{day}}'
    AND c.tbl IN ({", ".join(f"'{table}'" for table in _TABLES)})
  GROUP BY c.tbl, c.row_id
)
"""
"""Each row that was touched after the day, with its image before that: none where it was made then."""


_OWNERS: Final = " UNION ".join(
    f"SELECT {'id' if table == _ACCOUNT else 'account_id'} FROM main.{table} "
    f"WHERE id IN (SELECT row_id FROM temp.later WHERE tbl = '{table}')"
    for table in _TABLES
)
_MOVED: Final = f"""
INSERT INTO temp.moved SELECT account_id FROM temp.touched
WHERE account_id IN (SELECT account_id FROM temp.later UNION {_OWNERS})
"""


@contextmanager
def moved_after(connection: sqlite3.Connection, day: date) -> Iterator[None]:
    """Have `temp.moved` within the block: those accounts of `temp.touched` whose rows were touched after `day`.

    A row that went from one account to another was touched in both.
    """
    connection.execute(_LATER.format(day=day.isoformat()))
    connection.execute("CREATE INDEX temp.later_row ON later (tbl, row_id)")
    connection.execute("CREATE TEMP TABLE moved (account_id INTEGER PRIMARY KEY)")
    connection.execute(_MOVED)
    try:
        yield
    finally:
        # A full disk takes the whole transaction back, these tables with it.
        connection.execute("DROP TABLE IF EXISTS temp.moved")
        connection.execute("DROP TABLE IF EXISTS temp.later")


@contextmanager
def as_it_stood(connection: sqlite3.Connection) -> Iterator[None]:
    """Within the block unqualified tables hold the accounts of `temp.moved` alone, as they were before `temp.later`."""
    made: list[str] = []
    try:
        for table in _TABLES:
            made.append(table)
            _rebuild(connection, table)
        yield
    finally:
        for table in made:
            connection.execute(f'DROP TABLE IF EXISTS temp."{table}"')


def _rebuild(connection: sqlite3.Connection, table: str) -> None:
    names = [str(column[1]) for column in connection.execute(f'PRAGMA main.table_info("{table}")')]
    owner = "id" if table == _ACCOUNT else "account_id"
    connection.execute(
        f'CREATE TEMP TABLE "{table}" AS SELECT * FROM main."{table}" '
        f"WHERE {owner} IN (SELECT account_id FROM temp.moved) "
        f"AND id NOT IN (SELECT row_id FROM temp.later WHERE tbl = '{table}')"
    )
    values = ", ".join(f"json_extract(before, '$.\"{name}\"')" for name in names)
    connection.execute(
        f'INSERT INTO temp."{table}" SELECT {values} FROM temp.later '
        f"WHERE tbl = '{table}' AND before IS NOT NULL AND account_id IN (SELECT account_id FROM temp.moved)"
    )
    if table in _INDEXES:
        connection.execute(f'CREATE INDEX temp."stood_{table}" ON "{table}" ({_INDEXES[table]})')

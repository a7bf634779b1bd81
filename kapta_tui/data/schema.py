"""Which schema this program writes; asked with sqlite3 alone, so that a start imports no migration tool."""

from __future__ import annotations

import sqlite3

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006")
"""Migrations in order; the last is the one this program writes."""

APPLICATION_ID = 0x4B415054
"""Marks an SQLite file as a kapta store ("KAPT")."""


def revision(connection: sqlite3.Connection) -> str | None:
    """Return the store's migration, or None for a database without one."""
    found = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if not found:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def application_id(connection: sqlite3.Connection) -> int:
    """Return the number by which a file says whose it is; 0 for an empty one."""
    (number,) = connection.execute("PRAGMA application_id").fetchone()
    return int(number)

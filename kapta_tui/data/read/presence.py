"""Whether a store holds anything of a kind; what shows a list imports nothing more to know it."""

from __future__ import annotations

import sqlite3


def is_empty(connection: sqlite3.Connection, table: str) -> bool:
    """Return whether `table`, named by us and never by a user, has no row."""
    (present,) = connection.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")').fetchone()
    return not present

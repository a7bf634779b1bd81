"""Write `newest.sql`, the schema that all migrations and triggers lead to; run it after changing either.

python -m kapta_tui.data.migrations.freeze
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from kapta_tui.data.upgrade import upgrade

FROZEN = Path(__file__).with_name("newest.sql")


def schema(path: Path) -> list[str]:
    """Return the statements that make the schema of the store at `path`, in an order that can be run."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
            "AND (type <> 'table' OR name NOT LIKE 'search\\_%' ESCAPE '\\' OR sql LIKE 'CREATE VIRTUAL%') "
            "ORDER BY type = 'trigger', type = 'index', rowid"
        )
        return ["\n".join(line.rstrip() for line in sql.strip().splitlines()) for (sql,) in found]


def migrated() -> list[str]:
    """Return the statements of a store that all migrations have made."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kapta.db")
        upgrade(path, now="")
        return schema(path)


if __name__ == "__main__":
    FROZEN.write_text("\n\n".join(migrated()) + "\n", encoding="utf-8")

"""Key players and documents that stand in both of two accounts, which become one (features: row 29)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kapta_tui.domain.merging import Alike
from kapta_tui.domain.mergingpeople import Person, same_people

_PEOPLE = "SELECT id, name, coalesce(email, '') FROM contact WHERE account_id = ? ORDER BY name_folded, id"
_DOCUMENTS = "SELECT id, name, path FROM document WHERE account_id = ? ORDER BY name_folded, id"


def alike_contacts(connection: sqlite3.Connection, kept: int, gone: int) -> list[Alike]:
    """Return the key players of `kept` who stand in `gone` too."""
    sides = ([Person(*row) for row in connection.execute(_PEOPLE, (account,))] for account in (kept, gone))
    return [Alike("contacts", one.id, one.name, other.id, other.name) for one, other in same_people(*sides)]


def alike_documents(connection: sqlite3.Connection, kept: int, gone: int) -> list[Alike]:
    """Return the documents of `kept` whose path `gone` has too; none is taken twice."""
    free = _documents(connection, gone)
    found = []
    for number, name, path in _documents(connection, kept):
        other = next((other for other in free if other[2] == path), None)
        if other is not None:
            free.remove(other)
            found.append(Alike("documents", number, name, other[0], other[1]))
    return found


def _documents(connection: sqlite3.Connection, account: int) -> list[tuple[int, str, str]]:
    rows: Sequence[tuple[int, str, str]] = connection.execute(_DOCUMENTS, (account,)).fetchall()
    return list(rows)

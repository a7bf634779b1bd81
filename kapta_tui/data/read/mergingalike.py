"""Key players and documents that stand in both of two accounts, which become one (features: row 29)."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from kapta_tui.domain.merging import Alike
from kapta_tui.domain.mergingpeople import Person, same_people

_PEOPLE = "SELECT id, name, coalesce(email, '') FROM contact WHERE account_id = ? ORDER BY name_folded, id"
_DOCUMENTS = "SELECT id, name, path FROM document WHERE account_id = ? ORDER BY name_folded, id"

_SAID = """
(SELECT coalesce(max(c.event_id), 0) FROM change c JOIN event e ON e.id = c.event_id
WHERE c.tbl = 'contact' AND c.row_id = {row} AND e.undone = 0
AND coalesce(json_extract(c.before, '$.has_left'), 0) = {before})
"""
_LEFT = f"""
SELECT k.id, {_SAID.format(row="iif(k.has_left, g.id, k.id)", before=1)}
    <= {_SAID.format(row="iif(k.has_left, k.id, g.id)", before=0)}
FROM json_each(:pairs) p
CROSS JOIN contact k ON k.id = json_extract(p.value, '$[0]')
CROSS JOIN contact g ON g.id = json_extract(p.value, '$[1]')
WHERE k.has_left <> g.has_left ORDER BY p.key
"""
"""Of two records of which one alone says that the person left: the kept one, and whether that still holds."""


def alike_contacts(connection: sqlite3.Connection, kept: int, gone: int) -> list[Alike]:
    """Return the key players of `kept` who stand in `gone` too."""
    sides = ([Person(*row) for row in connection.execute(_PEOPLE, (account,))] for account in (kept, gone))
    return [Alike("contacts", one.id, one.name, other.id, other.name) for one, other in same_people(*sides)]


def have_left(connection: sqlite3.Connection, alike: Sequence[Alike]) -> dict[int, bool]:
    """Return whether people left of whom one account alone says so, by the id of the one who stays.

    They left, unless the other record was marked back as present after that.
    """
    pairs = json.dumps([(one.kept, one.gone) for one in alike if one.kind == "contacts"])
    return {number: bool(left) for number, left in connection.execute(_LEFT, {"pairs": pairs})}


def alike_documents(connection: sqlite3.Connection, kept: int, gone: int) -> list[Alike]:
    """Return the documents of `kept` whose path `gone` has too; none is taken twice."""
    free: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, name, path in reversed(connection.execute(_DOCUMENTS, (gone,)).fetchall()):
        free[path].append((number, name))
    return [
        Alike("documents", number, name, *free[path].pop())
        for number, name, path in connection.execute(_DOCUMENTS, (kept,))
        if free[path]
    ]

"""What the feed says while features are switched off: changes and fields of theirs are left out (features: row 20)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Final

from kapta_tui.data.read.journaled import Image, present
from kapta_tui.data.read.ownrows import OWN, tables_of
from kapta_tui.domain.changesaid import may_name, seen_part
from kapta_tui.domain.features import seen
from kapta_tui.domain.fields import Kind
from kapta_tui.domain.kinds import KINDS, NOUNS

_EDIT: Final = "edit_"
"""What the verb of an edited record begins with; the noun of its kind follows."""


def seen_changes(off: Collection[str]) -> str:
    """Return the condition that the change `event e` touched anything that is shown while `off` is switched off."""
    tables = [table for kind in KINDS.values() if kind.feature in off for table in tables_of(kind.name)]
    tables += [own.table for own in OWN if not seen(KINDS[own.kind].by_name[own.field], off)]
    names = ", ".join(f"'{table}'" for table in tables)
    touched = "SELECT 1 FROM change c WHERE c.event_id = e.id"
    shown = f"(EXISTS ({touched} AND c.tbl NOT IN ({names})) OR NOT EXISTS ({touched}))"
    # That verb renews the row of the account too, whose fields it leaves as they are.
    return f"{shown} AND e.verb <> 'set_products'" if "products" in off else shown


def seen_sentence(
    connection: sqlite3.Connection, event: int, verb: str, sentence: str, off: Collection[str]
) -> str:
    """Return what is said of a change while `off` is switched off, empty where nothing of it is shown."""
    kind = NOUNS.get(verb.removeprefix(_EDIT)) if off and verb.startswith(_EDIT) else None
    if kind is None or not may_name(sentence, kind, off):
        return sentence
    return seen_part(sentence, kind, _changed(connection, event, kind), off)


def _changed(connection: sqlite3.Connection, event: int, kind: Kind) -> set[str]:
    """Return the fields of `kind` that an event changed, by the images of its rows; all where it left no images."""
    rows = connection.execute(
        "SELECT tbl, row_id, min(id), max(id) FROM change WHERE event_id = ? GROUP BY tbl, row_id", (event,)
    ).fetchall()
    if not rows:
        return set(kind.by_name)
    touched = {table for table, *_ in rows}
    found = {own.field for own in OWN if own.kind == kind.name and own.table in touched}
    for table, row, first, last in rows:
        if table == kind.table:
            before, after = _before(connection, first), _after(connection, table, row, last)
            found |= {
                field.name
                for field in kind.fields
                if not field.in_own_rows and before.get(field.stored_as) != after.get(field.stored_as)
            }
    return found


def _before(connection: sqlite3.Connection, change: int) -> Image:
    return _image(connection.execute("SELECT before FROM change WHERE id = ?", (change,)).fetchone())


def _after(connection: sqlite3.Connection, table: str, row: int, change: int) -> Image:
    """Return what a change led to: what was kept for redo, what the next one that stands found, or the row as it is."""
    found = (
        connection.execute(
            "SELECT after FROM change WHERE id = ? AND after IS NOT NULL", (change,)
        ).fetchone()
        or connection.execute(
            "SELECT c.before FROM change c JOIN event e ON e.id = c.event_id "
            "WHERE c.tbl = ? AND c.row_id = ? AND c.id > ? AND e.undone = 0 ORDER BY c.id LIMIT 1",
            (table, row, change),
        ).fetchone()
    )
    return _image(found) if found is not None else present(connection, table, row) or {}


def _image(found: tuple[str | None]) -> Image:
    image: Image = json.loads(found[0] or "{}")
    return image

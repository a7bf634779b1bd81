"""Writing documents: a file is kept with the checksum and size it had when it was added (features: row 19)."""

from __future__ import annotations

from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.fingerprint import LocalFile
from kapta_tui.data.write import records
from kapta_tui.data.write.records import Updated
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Values


def insert(tx: Transaction, values: Values) -> tables.Document:
    """Write a new document and return its row.

    The file is not read here, where all other writers wait: a path that `fingerprint.read` gave brings along
    what it is. Raises: as `records.insert`.
    """
    row = records.insert(tx, "documents", values, **_seen(values))
    assert isinstance(row, tables.Document)
    return row


def update(tx: Transaction, document: int, values: Values, version: int | None = None) -> Updated:
    """Change a document; a path given anew is the file as it is now, also where it is the same path.

    Raises: as `records.update`.
    """
    row = records.load(tx, "documents", document)
    assert isinstance(row, tables.Document)
    before, path = row.version, values.get("path")
    # What is read of no file says nothing against what was read before.
    seen = {} if path == row.path and not isinstance(path, LocalFile) else _seen(values)
    updated = records.update(tx, "documents", document, values, version, **seen)
    is_new_file = not updated.fields and updated.row.version != before
    return Updated(updated.row, ("checksum",)) if is_new_file else updated


def _seen(values: Values) -> dict[str, Any]:
    path = values.get("path")
    if path is None:
        return {}
    if isinstance(path, LocalFile):
        return {"checksum": path.checksum, "size": path.size}
    return {"checksum": None, "size": None}

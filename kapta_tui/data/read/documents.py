"""Documents as files: where each one is, and what has become of it (features: row 19)."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kapta_tui.data.fingerprint import State, state
from kapta_tui.domain.errors import NotFound


class DocumentFile(NamedTuple):
    """A document and the file or address it names."""

    id: int
    account: str
    name: str
    path: str
    checksum: str | None
    size: int | None

    @property
    def state(self) -> State:
        """What has become of it; the file is read for that, however long it takes."""
        return state(self.path, self.checksum, self.size)


_SELECT = (
    "SELECT d.id, a.name, d.name, d.path, d.checksum, d.size "
    "FROM document d JOIN account a ON a.id = d.account_id"
)


def files(connection: sqlite3.Connection, account: int | None = None) -> list[DocumentFile]:
    """Return the documents of an account, or those of all accounts that are not archived."""
    where = "NOT a.archived" if account is None else "d.account_id = :account"
    found = connection.execute(
        f"{_SELECT} WHERE {where} ORDER BY a.name_folded, d.name_folded, d.id", {"account": account}
    )
    return [DocumentFile(*row) for row in found]


def logo(connection: sqlite3.Connection, account: int) -> str:
    """Return the path of an account's logo, empty where it has none."""
    row = connection.execute("SELECT coalesce(logo, '') FROM account WHERE id = ?", (account,)).fetchone()
    return "" if row is None else str(row[0])


def file(connection: sqlite3.Connection, document: int) -> DocumentFile:
    """Return one document. Raises NotFound when it is gone."""
    row = connection.execute(f"{_SELECT} WHERE d.id = ?", (document,)).fetchone()
    if row is None:
        raise NotFound("The document is gone.", "It may have been removed meanwhile.")
    return DocumentFile(*row)

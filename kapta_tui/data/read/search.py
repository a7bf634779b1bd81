"""Full-text search over every record, as one types (features: row 23)."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from kapta_tui.domain.kinds import KINDS

_WORDS = re.compile(r"\w+")
_SHIFT = 40
_TABLES = (
    "account",
    "contact",
    "contract",
    "opportunity",
    "product",
    "note",
    "risk",
    "risk_reason",
    "goal",
    "objective",
    "action",
    "task",
)
_KINDS = {kind.table: kind.name for kind in KINDS.values()}


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found: `title` is its name or the account's, `text` a piece around the match."""

    kind: str
    id: int
    title: str
    text: str
    account_id: int | None
    account: str


def search(connection: sqlite3.Connection, text: str, *, limit: int = 50) -> list[Hit]:
    """Return records that hold every word of `text`, the last one as a beginning; names before bodies.

    Case and accents do not count. A text without a word finds nothing.
    """
    words = _WORDS.findall(text)
    if not words:
        return []
    query = " ".join(f'"{word}"' for word in words) + "*"
    hits: dict[tuple[str, int], Hit] = {}
    for columns in ("title", "body", "title body"):
        for hit in _matches(connection, f"{{{columns}}} : ({query})", limit):
            hits.setdefault((hit.kind, hit.id), hit)
        if len(hits) >= limit:
            break
    return list(hits.values())[:limit]


def _matches(connection: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    # Newest first within a table: ranking every match of a common beginning would cost more than finding it.
    found = connection.execute(
        "SELECT f.rowid, f.title, snippet(search, 1, '', '', '…', 12), f.account_id, a.name "
        "FROM search f LEFT JOIN account a ON a.id = f.account_id "
        "WHERE search MATCH :query LIMIT :limit",
        {"query": query, "limit": limit},
    )
    return [_hit(connection, *row) for row in found]


def _hit(
    connection: sqlite3.Connection,
    rowid: int,
    title: str,
    text: str,
    account_id: int | None,
    account: str | None,
) -> Hit:
    table = _TABLES[(rowid >> _SHIFT) - 1]
    number = rowid & ((1 << _SHIFT) - 1)
    if table == "risk_reason":
        table = "risk"
        (number,) = connection.execute("SELECT risk_id FROM risk_reason WHERE id = ?", (number,)).fetchone()
    return Hit(
        _KINDS[table], number, title or account or "", " ".join(text.split()), account_id, account or ""
    )

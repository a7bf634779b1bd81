"""Full-text search over every record, as one types (features: row 23)."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kapta_tui.data.read.searched import SEARCHED, place, span
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold

_WORDS = re.compile(r"[^\W_]+")
_KINDS = {kind.table: kind.name for kind in KINDS.values()}
_BEFORE, _SHOWN = 3, 12
"""How many words of a text are shown before the match, and how many in all."""


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

    Among names, and among bodies, the kinds take turns, each with its newest records first. Case and accents do
    not count. A text without a word finds nothing.
    """
    # The index reads an accent as part of its letter, so it must not part a word here.
    words = _WORDS.findall(unicodedata.normalize("NFC", text))
    if not words:
        return []
    query = " ".join(f'"{word}"' for word in words) + "*"
    hits: dict[tuple[str, int], Hit] = {}
    tables = _filled(connection)
    for columns in ("title", "body", "title body"):
        found = [_matches(connection, table, f"{{{columns}}} : ({query})", limit) for table in tables]
        # The newest of every table in turn, so that none of them fills the list alone.
        for rowid in (rowid for row in zip_longest(*found) for rowid in row if rowid is not None):
            hit = _hit(connection, rowid, words)
            hits.setdefault((hit.kind, hit.id), hit)
            if len(hits) >= limit:
                return list(hits.values())
    return list(hits.values())


def _filled(connection: sqlite3.Connection) -> list[str]:
    """Return the tables that hold anything: looking one up in the index has its price."""
    exists = ", ".join(f'EXISTS (SELECT 1 FROM "{table}")' for table in SEARCHED)
    found = connection.execute(f"SELECT {exists}").fetchone()
    return [table for table, is_filled in zip(SEARCHED, found, strict=True) if is_filled]


def _matches(connection: sqlite3.Connection, table: str, query: str, limit: int) -> list[int]:
    # By number: ranking every match of a common beginning would cost more than finding it.
    first, last = span(table)
    found = connection.execute(
        "SELECT rowid FROM search WHERE search MATCH :query AND rowid BETWEEN :first AND :last "
        "ORDER BY rowid DESC LIMIT :limit",
        {"query": query, "first": first, "last": last, "limit": limit},
    )
    return [rowid for (rowid,) in found]


def _hit(connection: sqlite3.Connection, rowid: int, words: Sequence[str]) -> Hit:
    table, number = place(rowid)
    title, body = (part.format("t") for part in SEARCHED[table])
    record = "t.risk_id" if table == "risk_reason" else "t.id"
    account = {"account": "t.id", "product": "NULL"}.get(table, "t.account_id")
    record_id, name, text, account_id, account_name = connection.execute(
        f'SELECT {record}, {title}, {body}, a.id, a.name FROM "{table}" t '
        f"LEFT JOIN account a ON a.id = {account} WHERE t.id = :id",
        {"id": number},
    ).fetchone()
    kind = "risks" if table == "risk_reason" else _KINDS[table]
    return Hit(
        kind, record_id, name or account_name or "", _piece(text, words), account_id, account_name or ""
    )


def _piece(text: str, words: Sequence[str]) -> str:
    """Return some words of `text` around the first that begins as one of `words`, with … where it is cut."""
    parts = text.split()
    wanted = tuple(map(fold, words))
    at = next((at for at, part in enumerate(parts) if _holds(part, wanted)), 0)
    start = max(0, min(at - _BEFORE, len(parts) - _SHOWN))
    piece = " ".join(parts[start : start + _SHOWN])
    return "…" * (start > 0) + piece + "…" * (start + _SHOWN < len(parts))


def _holds(part: str, wanted: tuple[str, ...]) -> bool:
    return any(word.startswith(wanted) for word in _WORDS.findall(fold(part)))

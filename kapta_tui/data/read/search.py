"""Full-text search over every record, as one types (features: row 23)."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from kapta_tui.data.read.searched import INDEXES, LISTED, SEARCHED, TERMS, first, place
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import fold

_WORDS = re.compile(r"[^\W_]+")
_KINDS = {kind.table: kind.name for kind in KINDS.values()} | {"risk_reason": "risks"}
_TURNS = (*(kind.table for kind in KINDS.values() if kind.table in SEARCHED), "risk_reason")
"""Tables in the order in which they take turns."""

_BEFORE, _SHOWN = 3, 12
"""How many words of a text are shown before the match, and how many in all."""

_ABOVE = 1 << 62
"""Above every number in an index."""

_MOST_WORDS = 200
"""Up to so many words with a common beginning are asked for one by one, which costs a fiftieth of a millisecond each;
gathering all that begin so takes twenty times as long where there are thirty common ones."""

_BEGINNING = f"""
WITH RECURSIVE word(term) AS (
    SELECT (SELECT term FROM {TERMS} WHERE term >= :begin LIMIT 1)
    UNION ALL
    SELECT (SELECT term FROM {TERMS} WHERE term >= word.term || char(1) LIMIT 1) FROM word
    WHERE word.term GLOB :begin || '*' LIMIT :limit
)
SELECT term FROM word WHERE term GLOB :begin || '*'
"""
"""The words that begin so, each found by stepping over the one before: no word holds a character below the second."""


class Hit(NamedTuple):
    """One record found: `title` is its name or the account's, `text` a piece around the match."""

    kind: str
    id: int
    title: str
    text: str
    account_id: int | None
    account: str


def search(
    connection: sqlite3.Connection, text: str, *, limit: int = 50, off: Collection[str] = ()
) -> list[Hit]:
    """Return records that hold every word of `text`, the last one as a beginning; names before bodies.

    Among names, and among all texts, the kinds take turns, each with its newest records first. Case and accents do
    not count. A text without a word finds nothing, and records of the features `off` are not found.
    """
    # The index reads an accent as part of its letter, so it must not part a word here.
    words = _WORDS.findall(unicodedata.normalize("NFC", text))
    query = _query(connection, words) if words else ""
    hits: dict[tuple[str, int], Hit] = {}
    seen: set[int] = set()
    for index in INDEXES if query else ():
        matches = [number for number in _matches(connection, index, query, limit) if number not in seen]
        if off:
            matches = [number for number in matches if KINDS[_KINDS[place(number)[0]]].feature not in off]
        seen.update(matches)
        numbers = iter(_turns(matches))
        while len(hits) < limit and (some := list(islice(numbers, limit))):
            for hit in _hits(connection, some, words):
                hits.setdefault((hit.kind, hit.id), hit)
        if len(hits) >= limit:
            break
    return list(hits.values())[:limit]


def _query(connection: sqlite3.Connection, words: Sequence[str]) -> str:
    """Return the question for `words` as FTS5 reads it, empty where no text holds a word that begins as the last."""
    *whole, last = words
    begin = _as_indexed(last)
    any_of = [f'"{last}"*']
    if len(last) > LISTED and begin:
        # Told which words they are, the index goes through the newest rows alone; a beginning makes it gather all.
        found = connection.execute(_BEGINNING, {"begin": begin, "limit": _MOST_WORDS + 2}).fetchall()
        if len(found) <= _MOST_WORDS:
            any_of = [f'"{word}"' for (word,) in found]
    if not any_of:
        return ""
    return " AND ".join((*(f'"{word}"' for word in whole), f"({' OR '.join(any_of)})"))


def _as_indexed(word: str) -> str:
    """Return `word` as the index keeps it, empty where that cannot be told without the index."""
    # It takes one mark off a letter; what it makes of two depends on the letter.
    letters = [unicodedata.normalize("NFD", letter) for letter in word]
    bare = "".join(letter[0] for letter in letters)
    return bare.lower() if bare.isascii() and max(map(len, letters)) <= 2 else ""


def _matches(connection: sqlite3.Connection, index: str, query: str, limit: int) -> list[int]:
    """Return the numbers of rows that match, the last first; of every table as many as `limit`.

    By number, since ranking every match of a common beginning would cost more than finding it. Where one table
    has more than `limit`, the next question goes on below it: the tables that hold nothing are never asked.
    """
    found: list[int] = []
    below = _ABOVE
    while True:
        rows = connection.execute(
            f"SELECT rowid FROM {index} WHERE {index} MATCH :query AND rowid < :below "
            "ORDER BY rowid DESC LIMIT :limit",
            {"query": query, "below": below, "limit": limit},
        ).fetchall()
        found += [number for (number,) in rows]
        if len(rows) < limit:
            return found
        below = first(place(found[-1])[0])


def _turns(numbers: Iterable[int]) -> Iterable[int]:
    """Yield the newest of every table in turn, so that none of them fills the list alone."""
    tables: dict[str, list[int]] = {}
    for number in numbers:
        tables.setdefault(place(number)[0], []).append(number)
    taken = zip_longest(*(tables[table] for table in _TURNS if table in tables))
    return (number for turn in taken for number in turn if number is not None)


def _hits(connection: sqlite3.Connection, numbers: Sequence[int], words: Sequence[str]) -> list[Hit]:
    """Return what stands in the rows `numbers`, in their order; a row that is gone by now is left out."""
    places = [place(number) for number in numbers]
    ids: dict[str, list[int]] = {}
    for table, row in places:
        ids.setdefault(table, []).append(row)
    found = {table: _rows(connection, table, wanted) for table, wanted in ids.items()}
    piece = _Piece(words)
    rows = ((_KINDS[table], found[table].get(row)) for table, row in places)
    return [
        Hit(kind, row[0], row[1] or row[4], piece.of(row[2]), row[3], row[4]) for kind, row in rows if row
    ]


_Row = tuple[int, str, str, int | None, str]
"""Record, title, body, account, and the account's name."""


def _rows(connection: sqlite3.Connection, table: str, ids: Sequence[int]) -> Mapping[int, _Row]:
    title, body = (part.format("t") for part in SEARCHED[table])
    record = "t.risk_id" if table == "risk_reason" else "t.id"
    account = {"account": "t.id", "product": "NULL"}.get(table, "t.account_id")
    found = connection.execute(
        f"SELECT t.id, {record}, {title}, {body}, a.id, coalesce(a.name, '') FROM \"{table}\" t "
        f"LEFT JOIN account a ON a.id = {account} WHERE t.id IN ({', '.join('?' * len(ids))})",
        ids,
    )
    return {row: (record, title, body, owner, name) for row, record, title, body, owner, name in found}


class _Piece:
    """Cuts the piece of a text around the first word that begins as a wanted one."""

    def __init__(self, words: Sequence[str]) -> None:
        begins = "|".join(re.escape(begin) for word in words for begin in {word, fold(word)} if begin)
        self._begin = re.compile(rf"(?<![^\W_])(?:{begins})", re.IGNORECASE)

    def of(self, text: str) -> str:
        """Return some words of `text` around the match, with … where it is cut."""
        parts = text.split()
        start = max(0, min(self._at(text, parts) - _BEFORE, len(parts) - _SHOWN))
        piece = " ".join(parts[start : start + _SHOWN])
        return "…" * (start > 0) + piece + "…" * (start + _SHOWN < len(parts))

    def _at(self, text: str, parts: Sequence[str]) -> int:
        """Return the place of the matching word among `parts`, 0 where none does."""
        if len(parts) <= _SHOWN:
            return 0
        match = self._begin.search(text)
        if match is not None:
            return len(text[: match.start() + 1].split()) - 1
        # Accents, which seldom part what is typed from what is written, are looked at word by word.
        return next((at for at, part in enumerate(parts) if self._begin.search(fold(part))), 0)

"""Do the search indexes hold the words of the records, and no others?

An index keeps no texts (FTS5: contentless tables), so a second one is made from the records and the words
of both are compared: in how many records each word stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kapta_tui.data.connect import one_moment
from kapta_tui.data.read import searched

_SHOWN = 3

_OTHER = (
    "SELECT DISTINCT term FROM (SELECT * FROM (SELECT * FROM temp.{index}_kept EXCEPT "
    "SELECT * FROM temp.{index}_fresh) UNION ALL SELECT * FROM (SELECT * FROM temp.{index}_fresh EXCEPT "
    "SELECT * FROM temp.{index}_kept)) ORDER BY term"
)


def other_words(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for every index whose words are not those of the records."""
    for index, what in ((searched.TEXTS, "texts"), (searched.NAMES, "names")):
        indexed, held = _indexed(connection, index), _held(connection, index)
        if indexed != held:
            yield f"The search index holds {indexed} {what} for {held} records."
            return
    words = _compared(connection)
    if words:
        some = ", ".join(f"'{word}'" for word in words[:_SHOWN])
        yield f"The search index differs from the records in {len(words)} words (first: {some})."


def _indexed(connection: sqlite3.Connection, index: str) -> int:
    """Return how many rows `index` says it holds."""
    found = connection.execute(f"SELECT block FROM main.{index}_data WHERE id = 1").fetchone()
    return searched.count(found[0] if found and found[0] else b"")


def _held(connection: sqlite3.Connection, index: str) -> int:
    """Return how many records `index` has to hold."""
    tables = (table for table in searched.SEARCHED if index == searched.TEXTS or searched.titled(table))
    counts = (f'(SELECT count(*) FROM "{table}")' for table in tables)
    (held,) = connection.execute(f"SELECT {' + '.join(counts)}").fetchone()
    return int(held)


def _compared(connection: sqlite3.Connection) -> list[str]:
    """Return the words that stand in other records than an index says."""
    with one_moment(connection):
        # Found before the store's own indexes of that name, by the statements that fill those too.
        for index, statement in searched.CREATE.items():
            connection.execute(statement.replace(f"TABLE {index}", f"TABLE temp.{index}"))
        for table in searched.SEARCHED:
            for statement in searched.fill(table):
                connection.execute(statement)
        return list(dict.fromkeys(word for index in searched.INDEXES for word in _other(connection, index)))


def _other(connection: sqlite3.Connection, index: str) -> list[str]:
    for name, schema in (("kept", "main"), ("fresh", "temp")):
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.{index}_{name} USING fts5vocab('{schema}', '{index}', 'row')"
        )
    return [str(word) for (word,) in connection.execute(_OTHER.format(index=index))]

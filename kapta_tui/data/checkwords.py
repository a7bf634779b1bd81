"""Does the search index hold the words of the records, and no others?

The index keeps no texts (FTS5: contentless tables), so a second one is made from the records and the words
of both are compared: in how many records, and how often, each word stands.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from kapta_tui.data.connect import one_moment
from kapta_tui.data.read import searched

_SHOWN = 3

_OTHER = (
    "SELECT DISTINCT term FROM (SELECT * FROM (SELECT * FROM temp.kept_words EXCEPT "
    "SELECT * FROM temp.fresh_words) UNION ALL SELECT * FROM (SELECT * FROM temp.fresh_words EXCEPT "
    "SELECT * FROM temp.kept_words)) ORDER BY term"
)


def other_words(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence when the words of the index are not those of the records."""
    (kept,) = connection.execute("SELECT block FROM main.search_data WHERE id = 1").fetchone() or (b"",)
    counts = (f'(SELECT count(*) FROM "{table}")' for table in searched.SEARCHED)
    (held,) = connection.execute(f"SELECT {' + '.join(counts)}").fetchone()
    indexed = searched.count(kept or b"")
    if indexed != held:
        yield f"The search index holds {indexed} texts for {held} records."
        return
    words = _compared(connection)
    if words:
        some = ", ".join(f"'{word}'" for word in words[:_SHOWN])
        yield f"The search index differs from the records in {len(words)} words (first: {some})."


def _compared(connection: sqlite3.Connection) -> list[str]:
    """Return the words that stand in other records, or otherwise often, than the index says."""
    with one_moment(connection):
        # Found before the store's own index of that name, by the statements that fill it too.
        connection.execute(searched.CREATE.replace("TABLE search", "TABLE temp.search"))
        for table in searched.SEARCHED:
            connection.execute(searched.fill(table))
        for name, schema in (("kept", "main"), ("fresh", "temp")):
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.{name}_words USING fts5vocab('{schema}', 'search', 'col')"
            )
        return [str(word) for (word,) in connection.execute(_OTHER)]

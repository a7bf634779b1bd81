"""What the two search indexes hold of every table, and how their rows are numbered.

One index holds names alone, the other names and bodies: a question then needs no columns, which the index would
have to keep beside every word and look at for every row. Neither keeps texts of its own. Who adds a row gives the
texts, who takes one out gives them again, and who shows one reads the record (FTS5: contentless tables).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

SEARCHED: dict[str, tuple[str, str]] = {
    "note": ("''", "{0}.text"),
    "account": ("{0}.name", "coalesce({0}.website, '') || ' ' || coalesce({0}.description, '')"),
    "contact": (
        "{0}.name",
        "coalesce({0}.title, '') || ' ' || coalesce({0}.email, '') || ' ' || coalesce({0}.description, '')",
    ),
    "contract": ("{0}.name", "coalesce({0}.description, '')"),
    "opportunity": ("{0}.name", "coalesce({0}.description, '')"),
    "product": ("{0}.name", "coalesce({0}.code, '') || ' ' || coalesce({0}.family, '')"),
    "document": ("{0}.name", "{0}.path || ' ' || coalesce({0}.description, '')"),
    "swot": ("''", "{0}.text"),
    "voc": ("''", "{0}.text"),
    "qbr": (
        "{0}.name",
        "coalesce({0}.agenda, '') || ' ' || coalesce({0}.summary, '') || ' ' || coalesce({0}.description, '')",
    ),
    "metric": ("{0}.name", "coalesce({0}.description, '')"),
    "risk": ("''", "coalesce({0}.details, '')"),
    "risk_reason": ("''", "{0}.label"),
    "goal": ("{0}.name", "coalesce({0}.description, '')"),
    "objective": ("{0}.name", "coalesce({0}.description, '')"),
    "action": ("{0}.name", "coalesce({0}.description, '') || ' ' || coalesce({0}.status_note, '')"),
    "task": ("{0}.name", "coalesce({0}.description, '')"),
}
"""Table to the SQL of title and body; a table without a title has "''".

Their order numbers them, those that hold most rows first: a question begins at the last, and what holds few is
passed sooner than what holds many.
"""

NAMES: Final = "search_name"
"""The index of titles."""

TEXTS: Final = "search_text"
"""The index of titles and bodies together."""

INDEXES: Final = (NAMES, TEXTS)

_TABLES = tuple(SEARCHED)
_SHIFT = 40
"""A search row's id is the table's number shifted by this, plus the row's id."""

_CREATE = (
    "CREATE VIRTUAL TABLE {} USING fts5(words, content = '', columnsize = 0, detail = none, "
    "prefix = '{}', tokenize = \"unicode61 remove_diacritics 2\")"
)
CREATE = {NAMES: _CREATE.format(NAMES, "1 2"), TEXTS: _CREATE.format(TEXTS, "1 2 3")}
"""The statements that make the indexes.

The beginnings of one to three letters have lists of their own: among 100 000 notes it would take ten times as long
to go through all words that begin so. Names are few, and so are those that begin with the same three letters.
"""

LISTED = 3
"""Beginnings of up to so many letters have a list of their own."""

TERMS: Final = "search_term"
CREATE_TERMS = f"CREATE VIRTUAL TABLE {TERMS} USING fts5vocab('{TEXTS}', 'instance')"
"""The statement that makes the words of all texts readable in their order."""


def titled(table: str) -> bool:
    """Return whether rows of `table` have a title, and stand in the index of names."""
    return SEARCHED[table][0] != "''"


def place(rowid: int) -> tuple[str, int]:
    """Return the table and the id of the row that a row of the index stands for."""
    return _TABLES[(rowid >> _SHIFT) - 1], rowid & ((1 << _SHIFT) - 1)


def first(table: str) -> int:
    """Return a number below all that rows of `table` have in an index, and above those of the table before."""
    return _TABLES.index(table) + 1 << _SHIFT


def fill(table: str, where: str = "true") -> Iterator[str]:
    """Yield the statements that put the rows of `table` for which `where` holds into the indexes."""
    for index, values in _values(table, table):
        yield f'INSERT INTO {index} (rowid, words) SELECT {values} FROM "{table}" WHERE {where}'


def empty(table: str, where: str = "true") -> Iterator[str]:
    """Yield the statements that take the rows of `table` for which `where` holds out of the indexes."""
    for index, values in _values(table, table):
        yield (
            f"INSERT INTO {index} ({index}, rowid, words) "
            f"SELECT 'delete', {values} FROM \"{table}\" WHERE {where}"
        )


def triggers(table: str) -> dict[str, str]:
    """Return the triggers that keep what the indexes hold of `table`, by name."""
    insert = " ".join(
        f"INSERT INTO {index} (rowid, words) VALUES ({values});" for index, values in _values(table, "NEW")
    )
    delete = " ".join(
        f"INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', {values});"
        for index, values in _values(table, "OLD")
    )
    changed = " OR ".join(
        f"{part.format('NEW')} IS NOT {part.format('OLD')}" for part in SEARCHED[table] if part != "''"
    )
    made = {
        "insert": f'AFTER INSERT ON "{table}" BEGIN {insert} END',
        "delete": f'AFTER DELETE ON "{table}" BEGIN {delete} END',
        "update": f'AFTER UPDATE ON "{table}" WHEN {changed} BEGIN {delete} {insert} END',
    }
    return {
        f"search_{table}_{event}": f'CREATE TRIGGER "search_{table}_{event}" {text}'
        for event, text in made.items()
    }


def count(summary: bytes) -> int:
    """Return how many rows an index holds by its record of averages, which begins with that number."""
    number = 0
    for byte in summary:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return number


def _values(table: str, row: str) -> Iterator[tuple[str, str]]:
    """Yield every index that holds `table`, with the SQL of a row's number and words."""
    title, body = (part.format(row) for part in SEARCHED[table])
    number = f"({_TABLES.index(table) + 1} << {_SHIFT}) + {row}.id"
    if titled(table):
        yield NAMES, f"{number}, {title}"
        yield TEXTS, f"{number}, {title} || ' ' || {body}"
    else:
        yield TEXTS, f"{number}, {body}"

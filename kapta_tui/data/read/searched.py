"""What the search index holds of every table: title and body, and how its rows are numbered.

The index keeps no texts of its own. Who adds a row to it gives the texts, who takes one out gives them again,
and who shows one reads the record (FTS5: contentless tables).
"""

from __future__ import annotations

SEARCHED: dict[str, tuple[str, str]] = {
    "account": ("{0}.name", "coalesce({0}.website, '') || ' ' || coalesce({0}.description, '')"),
    "contact": (
        "{0}.name",
        "coalesce({0}.title, '') || ' ' || coalesce({0}.email, '') || ' ' || coalesce({0}.description, '')",
    ),
    "contract": ("{0}.name", "coalesce({0}.description, '')"),
    "opportunity": ("{0}.name", "coalesce({0}.description, '')"),
    "product": ("{0}.name", "coalesce({0}.code, '') || ' ' || coalesce({0}.family, '')"),
    "document": ("{0}.name", "{0}.path || ' ' || coalesce({0}.description, '')"),
    "note": ("''", "{0}.text"),
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
"""Table to the SQL of title and body, as they stand in the search index."""

_TABLES = tuple(SEARCHED)
_SHIFT = 40
"""A search row's id is the table's number shifted by this, plus the row's id."""

CREATE = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, content = '', columnsize = 0, detail = column, "
    "prefix = '1 2', tokenize = \"unicode61 remove_diacritics 2\")"
)
"""The statement that makes the index.

The beginnings of one and two letters have lists of their own: among 100 000 notes it would take ten times as long
to go through all words that begin so. Of three letters and more the words themselves are few.
"""


def place(rowid: int) -> tuple[str, int]:
    """Return the table and the id of the row that a row of the index stands for."""
    return _TABLES[(rowid >> _SHIFT) - 1], rowid & ((1 << _SHIFT) - 1)


def span(table: str) -> tuple[int, int]:
    """Return the first and the last number that rows of `table` can have in the index."""
    first = _TABLES.index(table) + 1 << _SHIFT
    return first, first + (1 << _SHIFT) - 1


def fill(table: str, where: str = "true") -> str:
    """Return the statement that puts the rows of `table` for which `where` holds into the index."""
    return (
        f'INSERT INTO search (rowid, title, body) SELECT {_values(table, table)} FROM "{table}" WHERE {where}'
    )


def empty(table: str, where: str = "true") -> str:
    """Return the statement that takes the rows of `table` for which `where` holds out of the index."""
    return (
        "INSERT INTO search (search, rowid, title, body) "
        f"SELECT 'delete', {_values(table, table)} FROM \"{table}\" WHERE {where}"
    )


def triggers(table: str) -> dict[str, str]:
    """Return the triggers that keep the index of `table`, by name."""
    insert = f"INSERT INTO search (rowid, title, body) VALUES ({_values(table, 'NEW')})"
    delete = f"INSERT INTO search (search, rowid, title, body) VALUES ('delete', {_values(table, 'OLD')})"
    changed = " OR ".join(
        f"{part.format('NEW')} IS NOT {part.format('OLD')}" for part in SEARCHED[table] if part != "''"
    )
    made = {
        "insert": f'AFTER INSERT ON "{table}" BEGIN {insert}; END',
        "delete": f'AFTER DELETE ON "{table}" BEGIN {delete}; END',
        "update": f'AFTER UPDATE ON "{table}" WHEN {changed} BEGIN {delete}; {insert}; END',
    }
    return {
        f"search_{table}_{event}": f'CREATE TRIGGER "search_{table}_{event}" {text}'
        for event, text in made.items()
    }


def count(summary: bytes) -> int:
    """Return how many rows the index holds by its record of averages, which begins with that number."""
    number = 0
    for byte in summary:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return number


def _values(table: str, row: str) -> str:
    title, body = (part.format(row) for part in SEARCHED[table])
    return f"({_TABLES.index(table) + 1} << {_SHIFT}) + {row}.id, {title}, {body}"

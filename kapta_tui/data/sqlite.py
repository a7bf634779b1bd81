"""What is particular to SQLite: journal triggers, full-text search, and the pragmas of a writer.

Triggers write the row images, because they also see cascades, undo and bulk statements, which hooks of an
ORM do not. They are made anew from the table metadata after every migration.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table, text
from sqlmodel import SQLModel

UNJOURNALED = frozenset({"event", "change", "journal_state", "account_summary"})
"""Tables without row images: the journal itself and what is derived."""

SEARCHED: dict[str, tuple[str, str]] = {
    "account": ("{0}.name", "coalesce({0}.website, '') || ' ' || coalesce({0}.description, '')"),
    "contact": (
        "{0}.name",
        "coalesce({0}.title, '') || ' ' || coalesce({0}.email, '') || ' ' || coalesce({0}.description, '')",
    ),
    "contract": ("{0}.name", "coalesce({0}.description, '')"),
    "opportunity": ("{0}.name", "coalesce({0}.description, '')"),
    "product": ("{0}.name", "coalesce({0}.code, '') || ' ' || coalesce({0}.family, '')"),
    "note": ("''", "{0}.text"),
    "risk": ("''", "coalesce({0}.details, '')"),
    "risk_reason": ("''", "{0}.label"),
    "goal": ("{0}.name", "coalesce({0}.description, '')"),
    "objective": ("{0}.name", "coalesce({0}.description, '')"),
    "action": ("{0}.name", "coalesce({0}.description, '') || ' ' || coalesce({0}.status_note, '')"),
    "task": ("{0}.name", "coalesce({0}.description, '')"),
}
"""Table to the SQL of title and body, as they stand in the search index."""

SEARCH_SHIFT = 40
"""A search row's id is the table's number shifted by this, plus the row's id."""


def search_number(table: str) -> int:
    """Return the number of `table` in search row ids."""
    return list(SEARCHED).index(table) + 1


def install(connection: Connection) -> None:
    """Make the search index and all triggers anew, fill the index, and leave journaling off."""
    for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE search USING fts5(title, body, account_id UNINDEXED, "
        "tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3')"
    )
    for table in journaled_tables():
        for statement in _journal_triggers(table):
            connection.exec_driver_sql(statement)
    for name in SEARCHED:
        for statement in _search_triggers(SQLModel.metadata.tables[name]):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(fill_search(name, name))
    connection.exec_driver_sql("INSERT OR IGNORE INTO journal_state (id, event_id) VALUES (1, NULL)")


def journaled_tables() -> tuple[Table, ...]:
    """Return the tables whose rows have images, parents first."""
    return tuple(table for table in SQLModel.metadata.sorted_tables if table.name not in UNJOURNALED)


def fill_search(table: str, source: str, where: str = "") -> str:
    """Return the statement that puts the rows of `source` (`table` or a view of its rows) into the index."""
    values = _search_values(SQLModel.metadata.tables[table], source)
    return f'INSERT INTO search (rowid, title, body, account_id) SELECT {values} FROM "{source}" {where}'


def owner_column(table: Table) -> str | None:
    """Return the column of `table` that says which account a row belongs to."""
    if table.name == "account":
        return "id"
    return "account_id" if "account_id" in table.c else None


def _journal_triggers(table: Table) -> Iterable[str]:
    account = owner_column(table)
    active = "(SELECT event_id FROM journal_state)"
    for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
        owner = f"{row}.{account}" if account else "NULL"
        image = "NULL" if verb == "INSERT" else _image(table, row)
        yield (
            f'CREATE TRIGGER "journal_{table.name}_{verb.lower()}" AFTER {verb} ON "{table.name}" '
            f"WHEN {active} IS NOT NULL BEGIN "
            f"INSERT INTO change (event_id, tbl, row_id, account_id, before) "
            f"VALUES ({active}, '{table.name}', {row}.id, {owner}, {image}); END"
        )


def _image(table: Table, row: str) -> str:
    pairs = ", ".join(f"'{column.name}', {row}.\"{column.name}\"" for column in table.columns)
    return f"json_object({pairs})"


def _search_triggers(table: Table) -> Iterable[str]:
    rowid = f"({search_number(table.name)} << {SEARCH_SHIFT}) + "
    insert = f"INSERT INTO search (rowid, title, body, account_id) VALUES ({_search_values(table, 'NEW')})"
    delete = f"DELETE FROM search WHERE rowid = {rowid}OLD.id"
    title, body = SEARCHED[table.name]
    changed = " OR ".join(
        f"{part.format('NEW')} IS NOT {part.format('OLD')}" for part in (title, body) if part != "''"
    )
    name = table.name
    yield f'CREATE TRIGGER "search_{name}_insert" AFTER INSERT ON "{name}" BEGIN {insert}; END'
    yield f'CREATE TRIGGER "search_{name}_delete" AFTER DELETE ON "{name}" BEGIN {delete}; END'
    yield (
        f'CREATE TRIGGER "search_{name}_update" AFTER UPDATE ON "{name}" WHEN {changed} '
        f"BEGIN {delete}; {insert}; END"
    )


def _search_values(table: Table, row: str) -> str:
    title, body = (part.format(row) for part in SEARCHED[table.name])
    owner = owner_column(table)
    account = f"{row}.{owner}" if owner else "NULL"
    return f"({search_number(table.name)} << {SEARCH_SHIFT}) + {row}.id, {title}, {body}, {account}"

"""What is particular to SQLite: journal triggers, full-text search, and the pragmas of a writer.

Triggers write the row images, because they also see cascades, undo and bulk statements, which hooks of an
ORM do not. They are made anew from the table metadata after every migration.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table, text
from sqlmodel import SQLModel

from kapta_tui.data.read import searched

UNJOURNALED = frozenset(
    {"event", "change", "journal_state", "account_summary", "account_health", "health_day", "health_state"}
)
"""Tables without row images: the journal itself, what is derived, and the days of health, which no change undoes."""

_VIRTUAL = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
"""The search indexes there are, whatever an older version called them."""


def install(connection: Connection) -> None:
    """Make the search indexes and all triggers anew, fill the indexes, and leave journaling off."""
    for (name,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    for (name,) in connection.execute(text(_VIRTUAL)).all():
        connection.exec_driver_sql(f'DROP TABLE "{name}"')
    for statement in (*searched.CREATE.values(), searched.CREATE_TERMS):
        connection.exec_driver_sql(statement)
    for table in journaled_tables():
        for statement in _journal_triggers(table):
            connection.exec_driver_sql(statement)
    for name in searched.SEARCHED:
        for statement in searched.triggers(name).values():
            connection.exec_driver_sql(statement)
        for statement in searched.fill(name):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT OR IGNORE INTO journal_state (id, event_id) VALUES (1, NULL)")


def journaled_tables() -> tuple[Table, ...]:
    """Return the tables whose rows have images, parents first."""
    return tuple(table for table in SQLModel.metadata.sorted_tables if table.name not in UNJOURNALED)


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

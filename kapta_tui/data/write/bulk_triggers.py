"""Many inserts at once: the rows that triggers would write one by one, written by two statements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from kapta_tui.data.read import searched
from kapta_tui.data.write.bulk_load import Load

MANY = 500
"""From this many new rows on, the set-based statements pay for switching the triggers off."""


_HASH, _BIG_HASH = 1 << 20, 1 << 22
"""Bytes that a search index gathers before it writes a segment: its own default, and while filling."""

_SHARE = 10
"""From one new row in so many on, writing a search index anew pays for the questions that follow."""


@contextmanager
def inserting(raw: sqlite3.Connection, load: Load, count: int) -> Iterator[None]:
    """Run the insert of the load's `count` new rows, journaled and searchable as triggers would make them.

    The triggers of inserts are taken away and put back inside the caller's transaction, so that neither
    a failure nor another process ever meets a store without them.
    """
    if count < MANY:
        yield
        return
    triggers = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN (?, ?)",
        (f"journal_{load.kind.table}_insert", f"search_{load.kind.table}_insert"),
    ).fetchall()
    for name, _ in triggers:
        raw.execute(f'DROP TRIGGER "{name}"')
    indexes = _slow_indexes(raw, load.kind.table, count)
    for name, _ in indexes:
        raw.execute(f'DROP INDEX "{name}"')
    yield
    for _, statement in indexes:
        raw.execute(statement)
    for name, statement in triggers:
        _fill(raw, load, name)
        raw.execute(statement)


def gather(raw: sqlite3.Connection, count: int) -> None:
    """Make one segment of each search index after `count` rows came in one by one, if they are many beside the others.

    A question goes to every segment: the dozen that 100 000 notes leave make it take three times as long, and
    joining them takes a fifth of a second.
    """
    if count < MANY:
        return
    for index in searched.INDEXES:
        held = raw.execute(f"SELECT block FROM {index}_data WHERE id = 1").fetchone()
        if count * _SHARE >= searched.count(held[0] if held else b""):
            raw.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


def _slow_indexes(raw: sqlite3.Connection, table: str, count: int) -> list[tuple[str, str]]:
    """Return the indexes that are made anew sooner than `count` rows enter them one by one.

    Those of references stay: SQLite looks referring rows up in them while it inserts what they refer to.
    """
    (held,) = raw.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    if held > count:
        return []
    found = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL "
        "AND name NOT IN (SELECT 'ix_' || :table || '_' || \"from\" FROM pragma_foreign_key_list(:table))",
        {"table": table},
    )
    return found.fetchall()


def _fill(raw: sqlite3.Connection, load: Load, trigger: str) -> None:
    table = load.kind.table
    fresh = _fresh(raw, load)
    if trigger.startswith("search_"):
        # Merging while filling costs a third of the time; later writes merge the few segments this one leaves.
        _configure(raw, automerge=0, hashsize=_BIG_HASH)
        for statement in searched.fill(table, fresh):
            raw.execute(statement)
        _configure(raw, automerge=4, hashsize=_HASH)
        return
    owner = {"accounts": "id", "users": "NULL", "products": "NULL"}.get(load.kind.name, "account_id")
    raw.execute(
        "INSERT INTO change (event_id, tbl, row_id, account_id) "
        f"SELECT (SELECT event_id FROM journal_state), '{table}', id, {owner} FROM \"{table}\" "
        f"WHERE {fresh} ORDER BY id"
    )


def _fresh(raw: sqlite3.Connection, load: Load) -> str:
    """Return the condition that a row is one of the new ones; they follow each other, unless removed ones return."""
    select = f"FROM temp.{load.stage} WHERE fresh"
    first, last, count = raw.execute(f"SELECT min(rid), max(rid), count(*) {select}").fetchone()
    if count and last - first + 1 == count:
        return f"id BETWEEN {first} AND {last}"
    return f"id IN (SELECT rid {select})"


def _configure(raw: sqlite3.Connection, **options: int) -> None:
    for index in searched.INDEXES:
        for name, value in options.items():
            raw.execute(f"INSERT INTO {index} ({index}, rank) VALUES (?, ?)", (name, value))

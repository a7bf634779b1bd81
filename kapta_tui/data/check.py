"""Is a store sound? Its pages, its references, what is derived, and the rules it must hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date

from kapta_tui.data import healthcheck, summary
from kapta_tui.data.checkrecords import broken_records
from kapta_tui.data.checkrules import RULES
from kapta_tui.data.checkwords import other_words
from kapta_tui.data.checkwork import broken_work
from kapta_tui.data.create import statements
from kapta_tui.data.labels import labels_of
from kapta_tui.data.read.labels import kept
from kapta_tui.data.read.playbook import current, current_text
from kapta_tui.domain.errors import KaptaError

_TRIGGER = 'CREATE TRIGGER "'

Check = Callable[[sqlite3.Connection, date], Iterator[str]]


def check(connection: sqlite3.Connection, today: date) -> list[str]:
    """Return what is wrong with the store, a sentence each; an empty list means it is sound."""
    found = list(_pages(connection, today))
    if found:
        return found
    return [sentence for one in CHECKS for sentence in one(connection, today)]


def _pages(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
    try:
        verdicts = [verdict for (verdict,) in connection.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as error:
        verdicts = [str(error)]
    yield from (f"The file is damaged: {verdict}." for verdict in verdicts if verdict != "ok")


def _references(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of '{table}' refers to a missing '{parent}'."


def _playbook(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
    try:
        if labels_of(current_text(connection)) != kept(connection):
            yield "The labels kept beside the playbook are not those of its text."
    except KaptaError as error:
        yield f"The playbook cannot be read: {error.cause}"


def _journal(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
    (open_event,) = connection.execute("SELECT max(event_id) FROM journal_state").fetchone()
    if open_event is not None:
        yield f"A change was left half written (event {open_event})."


def _triggers(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
    """Without one of them changes could not be undone, or not be found."""
    made = {}
    for statement in statements():
        if statement.startswith(_TRIGGER):
            made[statement.removeprefix(_TRIGGER).partition('"')[0]] = statement
    kept = dict(connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'"))
    for name in sorted(made.keys() | kept.keys()):
        if name not in kept:
            yield f"The trigger '{name}' is missing: changes are no longer all undone or found."
        elif name not in made:
            yield f"There is a trigger '{name}' that kapta has not made."
        elif made[name] != kept[name]:
            yield f"The trigger '{name}' is not the one that kapta makes."


def _summaries(connection: sqlite3.Connection, today: date) -> Iterator[str]:
    wrong = summary.wrong_rows(connection, current(connection).currency, today)
    if wrong:
        yield f"The summaries of {len(wrong)} accounts are stale (first: id {wrong[0]})."


def _health(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
    try:
        wrong = healthcheck.wrong_rows(connection)
    except ValueError as error:
        yield f"Health cannot be computed from a value that is kept: {error}."
        return
    if wrong:
        yield f"The health kept of {len(wrong)} accounts is not what their facts give (first: id {wrong[0]})."


def _search(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
    yield from other_words(connection)


def _records(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
    yield from broken_records(connection)


def _rows(sentence: str, select: str) -> Check:
    def found(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
        for row in connection.execute(f"{select} LIMIT 5"):
            yield sentence.format(*row)

    return found


CHECKS: tuple[Check, ...] = (
    _references,
    _playbook,
    _journal,
    _triggers,
    _summaries,
    _health,
    _search,
    _records,
    broken_work,
    *(_rows(sentence, select) for sentence, select in RULES),
)
"""What is looked at, in this order; each yields sentences."""

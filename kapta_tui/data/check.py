"""Is a store sound? Its pages, its references, what is derived, and the rules it must hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date

from kapta_tui.data import summary
from kapta_tui.data.labels import labels_of
from kapta_tui.data.read import searched
from kapta_tui.data.read.labels import kept
from kapta_tui.data.read.playbook import current, current_text
from kapta_tui.domain.errors import KaptaError

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
    (triggers,) = connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'").fetchone()
    if not triggers:
        yield "The store has lost its triggers, so changes are no longer undoable."


def _summaries(connection: sqlite3.Connection, today: date) -> Iterator[str]:
    wrong = summary.wrong_rows(connection, current(connection).currency, today)
    if wrong:
        yield f"The summaries of {len(wrong)} accounts are stale (first: id {wrong[0]})."


def _search(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
    counts = (f'(SELECT count(*) FROM "{table}")' for table in searched.SEARCHED)
    averages, held = connection.execute(
        f"SELECT (SELECT block FROM search_data WHERE id = 1), {' + '.join(counts)}"
    ).fetchone()
    indexed = searched.count(averages or b"")
    if indexed != held:
        yield f"The search index holds {indexed} texts for {held} records."


def _rows(sentence: str, select: str) -> Check:
    def found(connection: sqlite3.Connection, _today: date) -> Iterator[str]:
        for row in connection.execute(f"{select} LIMIT 5"):
            yield sentence.format(*row)

    return found


CHECKS: tuple[Check, ...] = (
    _references,
    _playbook,
    _journal,
    _summaries,
    _search,
    _rows(
        "{0} has {1} active risks.",
        "SELECT a.name, count(*) FROM risk r JOIN account a ON a.id = r.account_id "
        "WHERE r.closed_at IS NULL GROUP BY r.account_id HAVING count(*) > 1",
    ),
    _rows(
        "Risk {0} is '{1}' but has no closing date.",
        "SELECT id, status FROM risk WHERE closed_at IS NULL AND status LIKE 'closed%'",
    ),
    _rows("Risk {0} has no reason.", "SELECT id FROM risk WHERE id NOT IN (SELECT risk_id FROM risk_reason)"),
    _rows(
        "{0} stands above itself in its family.",
        "WITH RECURSIVE above (id, up) AS (SELECT id, parent_id FROM account WHERE parent_id IS NOT NULL "
        "UNION SELECT above.id, a.parent_id FROM above JOIN account a ON a.id = above.up "
        "WHERE a.parent_id IS NOT NULL) "
        "SELECT a.name FROM above JOIN account a ON a.id = above.id WHERE above.up = above.id",
    ),
    _rows(
        "Action {0} and its goal belong to different accounts.",
        "SELECT x.id FROM action x JOIN goal g ON g.id = x.goal_id WHERE g.account_id <> x.account_id",
    ),
    _rows(
        "Task {0} and its action belong to different accounts.",
        "SELECT t.id FROM task t JOIN action x ON x.id = t.action_id WHERE x.account_id <> t.account_id",
    ),
)
"""What is looked at, in this order; each yields sentences."""

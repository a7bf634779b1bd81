"""Undo and redo: the row images of an event, put back or done again (architecture: one change)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from kapta_tui.data import health, images, satisfaction, summary
from kapta_tui.domain.errors import Conflict, NotFound
from kapta_tui.domain.text import fold

if TYPE_CHECKING:
    from kapta_tui.data.clashes import Side

_RECENT = timedelta(days=1)


class Undone(NamedTuple):
    """A change that was taken back: what it was, who made it and when (UTC, ISO, ending in Z)."""

    sentence: str
    user: str
    at: str

    def told_to(self, user: str, now: str) -> str:
        """Return the sentence, with who and which day where it was not `user` within a day before `now`."""
        is_recent = datetime.fromisoformat(now) - datetime.fromisoformat(self.at) <= _RECENT
        if is_recent and fold(self.user) == fold(user):
            return self.sentence
        return f"{self.sentence.removesuffix('.')} (by {self.user} on {self.at[:10]})"


TOUCHED = """
SELECT account_id FROM change WHERE event_id = :event AND account_id IS NOT NULL
UNION ALL
SELECT id FROM account
WHERE EXISTS (SELECT 1 FROM change WHERE event_id = :event AND tbl = 'playbook_version')
UNION ALL
SELECT json_extract(before, '$.parent_id') FROM change
WHERE event_id = :event AND tbl = 'account' AND before IS NOT NULL
UNION ALL
SELECT json_extract(after, '$.parent_id') FROM change
WHERE event_id = :event AND tbl = 'account' AND after IS NOT NULL
UNION ALL
SELECT parent_id FROM account
WHERE parent_id IS NOT NULL AND +id IN (SELECT row_id FROM change WHERE event_id = :event AND tbl = 'account')
"""
"""The accounts whose summaries `:event` moves: those of its rows, present and former parents, whose children
counts move, and all when it changed the playbook, which may change the currency. Some repeat, some are null."""


def undo(connection: sqlite3.Connection, today: date, event: int | None = None) -> Undone:
    """Put back every row that `event` touched, inside the caller's transaction; return what it was.

    Without `event` it is the newest change that stands, whoever made it. An event without images, such as those
    of the sample portfolio, is history alone and stays.

    Raises:
        NotFound: there is nothing to undo, or no such event stands.
        Conflict: a later change touches the same rows, or another record has what only one may have.
    """
    found = connection.execute(
        'SELECT id, sentence, "user", at FROM event WHERE undone = 0 AND (:event IS NULL OR id = :event) '
        "AND EXISTS (SELECT 1 FROM change WHERE event_id = event.id) ORDER BY id DESC LIMIT 1",
        {"event": event},
    ).fetchone()
    if found is None:
        if connection.execute("SELECT 1 FROM event WHERE id = ? AND undone = 0", (event,)).fetchone():
            raise NotFound(
                f"The change {event} is history alone, of which nothing can be undone.",
                "It came with the sample portfolio.",
            )
        raise NotFound(
            "There is nothing to undo.", "Every change there is has been undone, or none was made yet."
        )
    number, *said = found
    _refuse_if_moved_on(connection, number)
    connection.execute("PRAGMA defer_foreign_keys = ON")
    (newest,) = connection.execute("SELECT max(id) FROM event WHERE undone = 0").fetchone()
    with _refusing_to_take_along(connection, number) if number != newest else nullcontext():
        _put(connection, number, "before")
    connection.execute(
        "UPDATE event SET undone = (SELECT max(undone) + 1 FROM event) WHERE id = ?", (number,)
    )
    _renew(connection, number, today)
    return Undone(*said)


def _put(connection: sqlite3.Connection, event: int, side: Side) -> None:
    """Put back the images of one side of an event, or say which record stands in the way."""
    put = images.put_back if side == "before" else images.put_again
    try:
        put(connection, event)
    except sqlite3.IntegrityError as error:
        from kapta_tui.data.clashes import conflict

        raise conflict(connection, event, side, error) from error


@contextmanager
def _refusing_to_take_along(connection: sqlite3.Connection, event: int) -> Iterator[None]:
    """Refuse when the block touches rows that `event` did not: records added later to one it had made."""
    (last,) = connection.execute("SELECT max(id) FROM change").fetchone()
    connection.execute("UPDATE journal_state SET event_id = ?", (event,))
    yield
    connection.execute("UPDATE journal_state SET event_id = NULL")
    extra = connection.execute(
        "SELECT count(*) FROM change c WHERE c.id > :last AND NOT EXISTS (SELECT 1 FROM change own "
        "WHERE own.event_id = :event AND own.id <= :last AND own.tbl = c.tbl AND own.row_id = c.row_id) "
        f"AND NOT (c.tbl = 'satisfaction' AND {satisfaction.unwritten('c.row_id', 'AND w.id <= :last')})",
        {"last": last, "event": event},
    ).fetchone()[0]
    if extra:
        raise Conflict(
            f"Records added later ({extra}) belong to what this change made.", "Undo the later changes first."
        )
    connection.execute("DELETE FROM change WHERE id > ?", (last,))


def redo(connection: sqlite3.Connection, today: date) -> str:
    """Do the change that was undone last once more; return its sentence.

    Raises:
        NotFound: nothing was undone since the last change.
        Conflict: another record has by now what only one may have.
    """
    found = connection.execute(
        "SELECT id, sentence FROM event WHERE undone > 0 ORDER BY undone DESC LIMIT 1"
    ).fetchone()
    if found is None:
        raise NotFound(
            "There is nothing to redo.", "A redo follows an undo; a new change clears what could be redone."
        )
    number, sentence = found
    connection.execute("PRAGMA defer_foreign_keys = ON")
    _put(connection, number, "after")
    connection.execute("UPDATE event SET undone = 0 WHERE id = ?", (number,))
    _renew(connection, number, today)
    return str(sentence)


def _refuse_if_moved_on(connection: sqlite3.Connection, event: int) -> None:
    later = connection.execute(
        "SELECT e.sentence, e.at FROM change mine "
        "JOIN change c ON c.tbl = mine.tbl AND c.row_id = mine.row_id "
        "JOIN event e ON e.id = c.event_id "
        "WHERE mine.event_id = :event AND e.id > :event AND e.undone = 0 ORDER BY e.id LIMIT 1",
        {"event": event},
    ).fetchone()
    if later is not None:
        raise Conflict(
            f"A later change touches the same records: {later[0]} ({later[1]}).", "Undo that one first."
        )


def _renew(connection: sqlite3.Connection, event: int, today: date) -> None:
    satisfaction.settle(connection, event)
    rules = health.rules(connection)
    summary.renew(connection, TOUCHED, today, rules[1].currency, {"event": event})
    health.renew_touched(connection, today, event, rules)

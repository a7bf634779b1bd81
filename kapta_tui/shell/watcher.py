"""Notices what other processes commit (an import in the next terminal)."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from kapta_tui.data.connect import connect, data_version

_NEWEST = (
    "SELECT coalesce(max(id), 0), coalesce(max(undone), 0), "
    "(SELECT sentence FROM event ORDER BY id DESC LIMIT 1), "
    "(SELECT sentence FROM event WHERE undone > 0 ORDER BY undone DESC LIMIT 1) FROM event"
)


class _Journal(NamedTuple):
    """The newest event and the newest undo, by number and sentence."""

    event: int
    undone: int
    sentence: str | None
    taken_back: str | None


class Watcher:
    """Compares `PRAGMA data_version` on one connection kept for that; the file's time says nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._seen: int | None = None
        self._journal: _Journal | None = None
        self._lock = Lock()

    def news(self) -> str | None:
        """Return what somebody else did since the last call, empty when it has no words; None for nothing.

        Runs in any thread. Raises KaptaError when the store cannot be opened.
        """
        with self._lock:
            before, self._seen = self._seen, self._read()
            if before == self._seen:
                return None
            known, self._journal = self._journal, self._read_journal()
            return None if before is None else _words(known, self._journal)

    def absorb(self) -> None:
        """Take the present state as seen, after a commit of our own."""
        self.news()

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _read(self) -> int:
        if self._connection is None:
            self._connection = connect(self._path)
        return data_version(self._connection)

    def _read_journal(self) -> _Journal | None:
        assert self._connection is not None
        try:
            return _Journal(*self._connection.execute(_NEWEST).fetchone())
        except sqlite3.DatabaseError:
            # The lists say what is wrong with the store; here only a courtesy is lost.
            return None


def _words(before: _Journal | None, now: _Journal | None) -> str:
    if before is None or now is None:
        return ""
    more = now.event - before.event
    if more > 0:
        return f"{now.sentence}{f' and {more - 1} more' if more > 1 else ''}"
    if now.undone > before.undone:
        return f"Undone: {now.taken_back}"
    return f"Done again: {before.taken_back}" if now.undone < before.undone else ""

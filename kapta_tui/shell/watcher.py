"""Notices what other processes commit (an import in the next terminal)."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock

from kapta_tui.data.connect import connect, data_version
from kapta_tui.data.read.feed import Newest, newest


class Watcher:
    """Compares `PRAGMA data_version` on one connection kept for that; the file's time says nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._seen: int | None = None
        self._journal: Newest | None = None
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
            # A commit without a change renews what is derived, or joins the pieces of the search index.
            is_change = known is None or known != self._journal
            return _words(known, self._journal) if before is not None and is_change else None

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

    def _read_journal(self) -> Newest | None:
        assert self._connection is not None
        try:
            return newest(self._connection)
        except sqlite3.DatabaseError:
            # The lists say what is wrong with the store; here only a courtesy is lost.
            return None


def _words(before: Newest | None, now: Newest | None) -> str:
    if before is None or now is None:
        return ""
    more = now.event - before.event
    if more > 0:
        return f"{now.sentence}{f' and {more - 1} more' if more > 1 else ''}"
    if now.undone > before.undone:
        return f"Undone: {now.taken_back}"
    return f"Done again: {before.taken_back}" if now.undone < before.undone else ""

"""Notices what other processes commit (an import in the next terminal)."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Lock

from kapta_tui.data.connect import connect, data_version


class Watcher:
    """Compares `PRAGMA data_version` on one connection kept for that; the file's time says nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._seen: int | None = None
        self._lock = Lock()

    def has_changed(self) -> bool:
        """Whether somebody else committed since the last call; runs in any thread.

        Raises KaptaError when the store cannot be opened.
        """
        with self._lock:
            before, self._seen = self._seen, self._read()
            return before is not None and before != self._seen

    def absorb(self) -> None:
        """Take the present state as seen, after a commit of our own."""
        self.has_changed()

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

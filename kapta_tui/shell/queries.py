"""Reads off the UI thread, one pooled connection per running query, stale answers dropped."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue

from kapta_tui.data.connect import connect, store_errors


class ConnectionPool:
    """Read connections to one store, kept open with their page cache between queries."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to the calling thread.

        Raises KaptaError when the store cannot be opened or read.
        """
        with store_errors(self._path):
            try:
                connection = self._idle.get_nowait()
            except Empty:
                connection = connect(self._path)
            try:
                yield connection
            finally:
                if self._closed:
                    connection.close()
                else:
                    self._idle.put(connection)

    def close(self) -> None:
        """Close every idle connection; a lent one is closed when it comes back."""
        self._closed = True
        while not self._idle.empty():
            self._idle.get_nowait().close()

"""Reads off the UI thread, one pooled connection per running query, stale answers dropped."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from queue import Empty, SimpleQueue

from kapta_tui.data.connect import connect, data_version, store_errors

Hold = Callable[[sqlite3.Connection, date], None]
"""Makes what a connection reads hold on a day."""


class _Pooled:
    """A connection, and the day and state of the store that it was last made to hold for."""

    def __init__(self, path: Path) -> None:
        self.connection = connect(path)
        self._held: tuple[date, int] | None = None

    def hold(self, hold: Hold, today: date) -> None:
        """Hold on `today`, unless that was done and nobody has committed since."""
        if self._held != (today, data_version(self.connection)):
            hold(self.connection, today)
            self._held = (today, data_version(self.connection))


class ConnectionPool:
    """Read connections to one store, kept open with their page cache between queries."""

    def __init__(self, path: Path, today: Callable[[], date], hold: Hold | None = None) -> None:
        """`hold` is called before a connection is lent on another day or after somebody's commit."""
        self._path = path
        self._today = today
        self._hold = hold
        self._idle: SimpleQueue[_Pooled] = SimpleQueue()
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to the calling thread.

        Raises KaptaError when the store cannot be opened or read.
        """
        with store_errors(self._path):
            try:
                pooled = self._idle.get_nowait()
            except Empty:
                pooled = _Pooled(self._path)
            try:
                if self._hold is not None:
                    pooled.hold(self._hold, self._today())
                yield pooled.connection
            finally:
                if self._closed:
                    pooled.connection.close()
                else:
                    self._idle.put(pooled)

    def close(self) -> None:
        """Close every idle connection; a lent one is closed when it comes back."""
        self._closed = True
        while not self._idle.empty():
            self._idle.get_nowait().connection.close()

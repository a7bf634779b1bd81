"""Joining the pieces of a search index that many small changes leave behind (FTS5: segments).

FTS5 joins by itself what came in with large changes; of notes written one by one it lets up to sixteen pieces of
each size pile up, and a question visits them all.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from kapta_tui.data import connect
from kapta_tui.data.read.searched import INDEXES

MANY: Final = 8
"""Up to so many segments a question is answered as fast as with one, within a small part of its time."""

_PAGES: Final = 32
"""Pages written in one go: some ten milliseconds, for which other changes have to wait."""

_PAUSE_SECONDS: Final = 0.03
"""How long others get their turn between two goes."""

_TOGETHER: Final = 2
"""So many segments of a size are joined (FTS5: usermerge); by default four, so that three of every size would stay."""

_WORK: Final = 2
"""Fewer rows changed than that mean there was nothing to join (FTS5, "merge"): the command itself counts as one."""

_LATER: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY)


def join(path: Path, goes_on: Callable[[], bool] = lambda: True) -> int:
    """Join the segments of each index of the store at `path` that has many, and return in how many goes.

    Each go is a transaction of its own, which journals nothing and changes no answer. Ends early when `goes_on`
    says no, or when somebody else writes or the store cannot be written: nobody is waited for.

    Raises:
        StoreError: the store cannot be read, or the disk is full.
    """
    goes = 0
    with closing(connect.connect(path, busy_seconds=0)) as connection, connect.store_errors(path):
        for index in INDEXES:
            if segments(connection, index) > MANY:
                while goes_on() and _go(connection, index):
                    goes += 1
                    time.sleep(_PAUSE_SECONDS)
    return goes


def segments(connection: sqlite3.Connection, index: str) -> int:
    """Return of how many segments `index` consists."""
    (found,) = connection.execute(f"SELECT count(DISTINCT segid) FROM {index}_idx").fetchone()
    return int(found)


def _go(connection: sqlite3.Connection, index: str) -> bool:
    """Join some pages; False when there was nothing to join, or somebody else writes."""
    before = connection.total_changes
    try:
        with connect.immediate(connection):
            _let_two_be_joined(connection, index)
            before = connection.total_changes
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', ?)", (_PAGES,))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _LATER:
            raise
        return False
    return connection.total_changes - before >= _WORK


def _let_two_be_joined(connection: sqlite3.Connection, index: str) -> None:
    """Tell FTS5 to join as few segments of a size as it can."""
    found = connection.execute(f"SELECT v FROM {index}_config WHERE k = 'usermerge'").fetchone()
    if found is None or found[0] != _TOGETHER:
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('usermerge', ?)", (_TOGETHER,))

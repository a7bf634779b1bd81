"""Connections of the read side: plain sqlite3, no ORM, errors in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kapta_tui.domain.errors import KaptaError, StoreBusy, StoreDamaged, StoreError, StoreReadOnly
from kapta_tui.domain.text import fold

if TYPE_CHECKING:
    from decimal import Decimal

BUSY_SECONDS = 5.0
"""How long a statement waits for another process's write before the store counts as busy."""

WRITE_BUSY_SECONDS = 30.0
"""How long a write waits for another one, such as an import in the next terminal."""

_LONGEST = 100
"""Beyond so many digits a number is a fault: calculating with it would take minutes or overflow."""

_PRAGMAS = ("PRAGMA foreign_keys=ON", "PRAGMA synchronous=NORMAL", "PRAGMA temp_store=FILE")


def connect(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Return a connection to the store at `path` for the calling thread.

    Transactions are the caller's: nothing begins by itself. Rows are tuples; dates are ISO text. A store that
    cannot be written is read all the same, and refuses the first write.

    Raises:
        StoreError: the file cannot be opened; the subclass and the words say why.
    """
    with store_errors(path):
        read_only = os.access(path, os.F_OK) and not is_writable(path)
        connection = sqlite3.connect(
            _read_only_address(path) if read_only else path,
            timeout=busy_seconds,
            isolation_level=None,
            check_same_thread=False,
            uri=read_only,
        )
        prepare(connection)
        return connection


def is_writable(path: Path) -> bool:
    """Return whether this process may write the store at `path`: the file, and others beside it in its folder."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)


def _read_only_address(path: Path) -> str:
    """Return the address under which SQLite reads a store without making a file beside it.

    Where nobody has the store open, SQLite would make the files of a reader beside it, or fail when it cannot;
    made with the rights of a file that nobody may write, they would keep everybody from writing later.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    wal, shm = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    has_changes = wal.exists() and (wal.stat().st_size > 0 or shm.exists())
    return address if has_changes else f"{address}&immutable=1"


def prepare(connection: sqlite3.Connection) -> None:
    """Set what every connection to a store needs: pragmas and the functions of our own."""
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.create_function("fold", 1, _fold, deterministic=True)
    connection.create_function("is_number", 1, _is_number, deterministic=True)
    connection.create_function("metric_colour", 4, _metric_colour, deterministic=True)
    connection.create_function("document_state", 3, _document_state)


def data_version(connection: sqlite3.Connection) -> int:
    """Return a number that changes when another connection has committed (the file's time does not)."""
    (number,) = connection.execute("PRAGMA data_version").fetchone()
    return int(number)


@contextmanager
def immediate(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block in one write transaction of a sqlite3 connection, unless it ends the transaction itself."""
    with _whole(connection, "BEGIN IMMEDIATE"):
        yield


@contextmanager
def deferred(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block that reads the store and writes on this connection alone in one transaction."""
    with _whole(connection, "BEGIN"):
        yield


@contextmanager
def one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Let all that the block reads be of one moment; what it makes on this connection is taken back."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


@contextmanager
def _whole(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
    except BaseException:
        # A full disk may have taken everything back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    if connection.in_transaction:
        connection.execute("COMMIT")


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn sqlite3's errors about the store as a whole into words with a remedy."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise explain(error, path) from error


def explain(error: sqlite3.DatabaseError, path: Path) -> KaptaError:
    """Return the error in words for a store that could not be read or written."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    text = str(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(
            f"The store {path} is locked by another process.", "Wait until it has finished, then try again."
        )
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StoreDamaged(
            f"The file {path} is damaged or no kapta store.",
            "Bring a backup back with 'kapta restore FILE', or name another store with --db.",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StoreReadOnly(
            f"The store {path} cannot be written.",
            "Check the rights of the file, of its folder and of the -wal and -shm files beside it, or use --db.",
        )
    if code == sqlite3.SQLITE_FULL:
        return StoreReadOnly(
            f"The disk of {path} is full; nothing was changed.", "Free some space, then try again."
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return StoreReadOnly(
            f"The store {path} cannot be opened.",
            "Check that its folder exists and may be written, or use --db.",
        )
    if code == sqlite3.SQLITE_IOERR:
        return StoreError(f"Reading or writing {path} failed: {text}.", "Check the disk, then try again.")
    if "no such table" in text or "no such column" in text:
        return StoreDamaged(
            f"The file {path} is no complete kapta store: {text}.", "Run 'kapta check', or restore a backup."
        )
    return StoreError(f"The store {path} refused: {text}.", "Run 'kapta check' to see whether it is sound.")


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(str(text))


def _number(text: object) -> Decimal | None:
    """Return the number that a column holds, None for what is none; the check of the store names that."""
    from decimal import Decimal, InvalidOperation

    try:
        number = Decimal(str(text))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= _LONGEST else None


def _is_number(text: object) -> bool:
    return _number(text) is not None


def _metric_colour(unit: str, start: object, target: object, value: object) -> str | None:
    from kapta_tui.domain.metrics import colour

    return colour(unit, _number(start), _number(target), _number(value))


def _document_state(path: str, checksum: str | None, size: int | None) -> str:
    from kapta_tui.data.fingerprint import state_soon

    return str(state_soon(path, checksum, size))

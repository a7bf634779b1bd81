"""The store as a file: private to its owner, copied consistently while in use, brought back whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from datetime import date
from pathlib import Path

from kapta_tui.data import connect
from kapta_tui.data.schema import APPLICATION_ID, REVISIONS, application_id, revision
from kapta_tui.domain.errors import StoreDamaged, StoreNewer, StoreReadOnly, UsageError


def make_private(path: Path, called: str = "") -> None:
    """Make an empty file at `path` that only its owner can read (0600), in a folder of mode 0700.

    An existing folder keeps its mode. `called` is what messages call the file, "The store PATH" by default.

    Raises:
        StoreReadOnly: the folder or the file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600, exist_ok=True)
        path.chmod(0o600)
    except OSError as error:
        raise StoreReadOnly(
            f"{called or f'The store {path}'} cannot be made: {error.strerror}.",
            f"Check the folder and its rights, or {'name another one' if called else 'use --db'}.",
        ) from error


def backup(source: Path, target: Path) -> None:
    """Copy the store at `source` to `target` while it may be in use; an existing target is replaced whole.

    Raises:
        StoreError: the source cannot be read or the target not written.
        UsageError: source and target are the same file.
    """
    if target.exists() and target.samefile(source):
        raise UsageError(f"{target} is the store itself.", "Name another file for the backup.")
    part = target.with_name(f".{target.name}.part")
    make_private(part, f"The copy {target}")
    try:
        with (
            connect.store_errors(part),
            contextlib.closing(connect.connect(source)) as reading,
            contextlib.closing(sqlite3.connect(part)) as writing,
        ):
            reading.backup(writing, pages=4096)
            writing.execute("PRAGMA journal_mode = DELETE")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def backup_before_upgrade(path: Path, found: str | None, today: date) -> Path:
    """Copy a store beside itself before its schema changes; return the copy's path."""
    target = path.with_name(f"{path.stem}-schema-{found or 'none'}-{today.isoformat()}{path.suffix}")
    backup(path, target)
    return target


def restore(source: Path, target: Path) -> Path | None:
    """Put the store at `source` in the place of `target`; return where the old one is kept, if there was one.

    The old store is copied beside the new one first, byte by byte when it is damaged; no earlier copy is
    replaced. The pages are written through SQLite, so that programs
    which have the store open see the restored one.

    Raises:
        StoreError: `source` is no sound store of this or an older version, or `target` cannot be written.
    """
    check_restorable(source)
    kept = _put_aside(target) if target.exists() and target.stat().st_size else None
    make_private(target)
    with connect.store_errors(target), contextlib.closing(connect.connect(source)) as reading:
        if not _is_database(target):
            os.truncate(target, 0)
        with contextlib.closing(sqlite3.connect(target, timeout=connect.BUSY_SECONDS)) as writing:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode = WAL")
    return kept


def check_restorable(path: Path) -> None:
    """Refuse a file that is no sound store of this or an older version."""
    if not path.is_file():
        raise UsageError(f"There is no file {path}.", "Name a backup made with 'kapta backup'.")
    with connect.store_errors(path), contextlib.closing(connect.connect(path)) as connection:
        if application_id(connection) != APPLICATION_ID:
            raise StoreDamaged(
                f"The file {path} is no kapta store.", "Name a backup made with 'kapta backup'."
            )
        found = revision(connection)
        if found not in REVISIONS:
            raise StoreNewer(f"The backup {path} is from a newer version of kapta.", "Upgrade kapta first.")
        (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise StoreDamaged(f"The backup {path} is damaged: {verdict}.", "Use another backup.")


def _put_aside(store: Path) -> Path:
    """Copy a store to a new file beside it, as it is when it cannot be read as a store; return the copy."""
    kept = _new_beside(store)
    try:
        backup(store, kept)
    except StoreDamaged:
        with store.open("rb") as reading, kept.open("wb") as writing:
            shutil.copyfileobj(reading, writing)
    except BaseException:
        kept.unlink()
        raise
    return kept


def _new_beside(store: Path) -> Path:
    """Make an empty private file beside the store whose name nobody had: …-before-restore, then with -2, -3, …"""
    number = 0
    while True:
        number += 1
        again = f"-{number}" if number > 1 else ""
        kept = store.with_name(f"{store.stem}-before-restore{again}{store.suffix}")
        try:
            kept.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            continue
        except OSError as error:
            raise StoreReadOnly(
                f"The present store cannot be kept as {kept}: {error.strerror}.",
                "Check the rights of its folder.",
            ) from error
        return kept


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) in (b"SQLite format 3\x00", b"")

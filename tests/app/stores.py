"""Stores for tests of the app, each filled once per session and copied for each test, and the app on one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from kapta_tui.app import KaptaApp
from kapta_tui.data.store import Store, moment_of
from kapta_tui.settings import Settings
from tests.conftest import TODAY, USER

T = TypeVar("T")


@cache
def _filled(fill: Callable[[Store, T], None], wanted: T) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kapta.db"
        store = _store(path).open()
        fill(store, wanted)
        with closing(store.connect()) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


def _store(path: Path) -> Store:
    """Return a store whose changes are stamped on the day on which it is looked at, or nothing would be known yet."""
    return Store(path, USER, TODAY, partial(moment_of, TODAY))


def copy_of(folder: Path, fill: Callable[[Store, T], None], wanted: T) -> Store:
    """Return a store of its own in `folder`, as `fill(store, wanted)` leaves one; `wanted` is hashable."""
    path = folder / "kapta.db"
    path.write_bytes(_filled(fill, wanted))
    return _store(path)


def app_on(
    store: Store, start: str, settings: Settings | None = None, *, is_sample: bool = False
) -> KaptaApp:
    """Return the app on `store`, with `settings` or else starting at the section `start`."""
    return KaptaApp(
        store_path=store.path,
        user=store.user,
        today=store.today,
        settings=settings or Settings(start_screen=start),
        open_store=store.open,
        is_sample=is_sample,
    )

"""Stores on real files, made once per run and copied, since a migration costs more than most tests."""

from __future__ import annotations

import gc
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kapta_tui.data import demo
from kapta_tui.data.store import Store

TODAY = date(2026, 11, 21)
NOW = "2026-11-21T12:00:00Z"
USER = "jane"

# Nothing here says how long an example may take: a busy machine is no fault of the program.
# A red run speaks of the change, not of chance: examples are the same ones until KAPTA_EXAMPLES asks to look further.
settings.register_profile(
    "untimed",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="KAPTA_EXAMPLES" not in os.environ,
)
settings.load_profile("untimed")


def make_store(path: Path, *, user: str = USER, today: date = TODAY, now: str = NOW) -> Store:
    """Return the store at `path` with a clock that stands still; it really is `TODAY`."""
    return Store(path, user, today, lambda: now, lambda: TODAY)


@pytest.fixture(scope="session", autouse=True)
def _children_hear_interrupts() -> Iterator[None]:
    """Hear SIGINT, which a shell without job control lets a suite run with `&` ignore, and all its children too."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store of the present version, never to be written."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    make_store(path).open()
    path.chmod(0o400)
    return path


@pytest.fixture(scope="session")
def demo_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample portfolio of jane's, never to be written."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copyfile(empty_file, path)
    path.chmod(0o600)
    demo.build(make_store(path))
    return path


@pytest.fixture
def new_store(empty_file: Path, tmp_path: Path) -> Callable[..., Store]:
    """Make an empty store of the given file name, user and day in the test's folder."""

    def make(name: str = "kapta.db", **options: object) -> Store:
        path = tmp_path / name
        if not path.exists():
            shutil.copyfile(empty_file, path)
            path.chmod(0o600)
        return make_store(path, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture
def store(new_store: Callable[..., Store]) -> Store:
    """An empty store of jane's on 2026-11-21."""
    return new_store()


def pytest_collection_finish() -> None:
    """Spare the collector what was imported and collected: looking through it again was a fifth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than there are cores: a test of the app waits for a tenth of its time."""
    return (os.cpu_count() or 1) + 1

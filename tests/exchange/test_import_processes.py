"""Imports of two processes at one store, and one that is killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kapta_tui.data import check, dump
from kapta_tui.data.store import Store
from tests.conftest import TODAY

ROWS = 8000


def accounts(path: Path, prefix: str, rows: int = ROWS) -> Path:
    """Write a CSV file of accounts."""
    lines = [f"{prefix} {number},owner {number % 7},{prefix}-{number}.example" for number in range(rows)]
    path.write_text("\n".join(["name,owner,website", *lines]), encoding="utf-8")
    return path


def start(store: Store, *files: Path) -> subprocess.Popen[bytes]:
    """Begin `kapta import` in a process of its own."""
    command = [sys.executable, "-m", "kapta_tui", "--db", str(store.path), "import", *map(str, files)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_two_imports_at_once_both_finish(store: Store, tmp_path: Path) -> None:
    both = [start(store, accounts(tmp_path / f"{name}.csv", name)) for name in ("left", "right")]
    assert [process.wait(60) for process in both] == [0, 0]
    connection = store.connect()
    assert connection.execute("SELECT count(*) FROM account").fetchone() == (2 * ROWS,)
    assert connection.execute("SELECT count(*) FROM event").fetchone() == (2,)
    assert check.check(connection, TODAY) == []
    connection.close()


@pytest.mark.parametrize("seconds", [0.25, 0.4, 0.6, 0.9])
def test_an_import_killed_at_any_moment_leaves_all_or_nothing(
    store: Store, tmp_path: Path, seconds: float
) -> None:
    connection = store.connect()
    before = dump.dump(connection)
    process = start(store, accounts(tmp_path / "some.csv", "some"))
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    (rows,) = connection.execute("SELECT count(*) FROM account").fetchone()
    assert rows in (0, ROWS)
    assert check.check(connection, TODAY) == []
    if not rows:
        assert dump.dump(connection) == before
    connection.close()

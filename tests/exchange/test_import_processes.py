"""Imports of two processes at one store, and one that is killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
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


STOPPED = """
import sys
from importlib import import_module
from kapta_tui.cli.main import run

module, _, name = sys.argv.pop(1).partition(":")
place = import_module(f"kapta_tui.{module}")
real = getattr(place, name)

def stopped(*given, **named):
    real(*given, **named)
    print("done", flush=True)
    sys.stdin.read()

setattr(place, name, stopped)
run()
"""
"""`kapta`, which says when it has done what its first argument names, and then does nothing more."""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("data.write.bulk_stage:prepare", 0),
        ("data.write.bulk_stage:fill", 0),
        ("data.write.bulk_match:match", 0),
        ("data.write.bulk_upsert:write", 0),
        ("data.write.bulk:_sentence", 0),
        ("exchange.pipeline:import_files", ROWS),
    ],
)
def test_an_import_killed_at_any_moment_leaves_all_or_nothing(
    store: Store, tmp_path: Path, moment: str, expected: int
) -> None:
    connection = store.connect()
    before = dump.dump(connection)
    path = accounts(tmp_path / "some.csv", "some")
    command = [sys.executable, "-c", STOPPED, moment, "--db", str(store.path), "import", str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"done\n"
        process.kill()
    (rows,) = connection.execute("SELECT count(*) FROM account").fetchone()
    assert rows == expected
    assert check.check(connection, TODAY) == []
    assert (dump.dump(connection) == before) is (rows == 0)
    connection.close()

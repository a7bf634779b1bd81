"""Two processes at one store, and a process that is killed in the middle of a write."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kapta_tui.data import check, dump
from kapta_tui.data.store import Store
from tests.conftest import TODAY

_WRITER = """
import sys
from datetime import date
from pathlib import Path
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
store = Store(Path(sys.argv[1]), "jane", date(2026, 11, 21))
for number in range(int(sys.argv[3])):
    store.do(add_record, "accounts", {"name": f"{sys.argv[2]} {number}"})
    print(number, flush=True)
"""

_SLOW = """
import sys
from datetime import date
from pathlib import Path
from kapta_tui.data.store import Store
from kapta_tui.data.write.records import insert
store = Store(Path(sys.argv[1]), "jane", date(2026, 11, 21))
with store.write("slow") as tx:
    for number in range(100_000):
        insert(tx, "accounts", {"name": f"Half {number}"})
        if number == int(sys.argv[2]):
            print("there", flush=True)
"""


def start(script: str, store: Store, *arguments: str, takes_input: bool = False) -> subprocess.Popen[str]:
    """Run `script` on the store in a process of its own."""
    command = [sys.executable, "-c", script, str(store.path), *arguments]
    given = subprocess.PIPE if takes_input else None
    return subprocess.Popen(command, stdin=given, stdout=subprocess.PIPE, text=True)


def test_two_writers_both_finish(store: Store) -> None:
    writers = [start(_WRITER, store, name, "15") for name in ("Left", "Right")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.close()
    connection = store.connect()
    assert connection.execute("SELECT count(*) FROM account").fetchone() == (30,)
    assert connection.execute("SELECT count(*) FROM event").fetchone() == (30,)
    assert check.check(connection, TODAY) == []


@pytest.mark.parametrize("rows", [0, 200, 800])
def test_a_killed_writer_leaves_the_store_as_it_was(store: Store, rows: int) -> None:
    before = dump.dump(store.connect())
    writer = start(_SLOW, store, str(rows))
    assert writer.stdout is not None
    assert writer.stdout.readline() == "there\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait(30)
    writer.stdout.close()
    connection = store.connect()
    assert dump.dump(connection) == before
    assert check.check(connection, TODAY) == []


def test_another_process_commit_shows_in_the_data_version(store: Store, tmp_path: Path) -> None:
    from kapta_tui.data.connect import data_version
    from kapta_tui.data.write.basic import add_record

    connection = store.connect()
    before = data_version(connection)
    store.do(add_record, "accounts", {"name": "Acme"})
    assert data_version(connection) != before
    assert isinstance(connection, sqlite3.Connection)

"""What is interrupted, or ended by the system, leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from tests.cli.program import Program

_WAITING = """
import sqlite3
from kapta_tui.cli import main
connect = sqlite3.dbapi2.connect
def tell(statement):
    if statement.startswith("BEGIN IMMEDIATE"):
        print("waiting", flush=True)
def traced(*arguments, **options):
    connection = connect(*arguments, **options)
    connection.set_trace_callback(tell)
    return connection
sqlite3.connect = sqlite3.dbapi2.connect = traced
main.run()
"""
"""`kapta`, telling each time it begins to write; the lock is waited for after that."""


def test_interrupted_it_leaves_the_store_as_it_was(kapta: Program) -> None:
    kapta("account", "add", "Acme")
    before = kapta("log", "--json").json
    process = kapta.start("note", "add", "Acme", "--text", "-", stdin=PIPE, stdout=PIPE, stderr=PIPE)
    assert process.stdin is not None
    # More than a pipe holds: when this returns, the command is reading and waits for the rest.
    process.stdin.write(b"x" * 1_000_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err.strip()) == (130, b"", b"Interrupted.")
    assert kapta("log", "--json").json == before


def test_waiting_for_a_lock_can_be_interrupted(kapta: Program) -> None:
    kapta("account", "add", "Acme")
    before = kapta("log", "--json").json
    holder = sqlite3.connect(kapta.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    command = [sys.executable, "-c", _WAITING, "account", "add", "Other"]
    process = Popen(command, env=kapta.environment, stdout=PIPE, stderr=PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"waiting\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    holder.close()
    assert (process.returncode, out, err) == (130, b"", b"Interrupted.\n")
    assert kapta("log", "--json").json == before


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
@pytest.mark.parametrize(("sign", "code"), [("SIGTERM", 130), ("SIGKILL", -9)])
def test_an_import_that_is_ended_leaves_no_copy_of_its_input(
    kapta: Program, tmp_path: Path, sign: str, code: int
) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    program = kapta.with_environment(TMPDIR=str(spool))
    process = program.start("import", "-", "--as", "accounts", stdin=PIPE, stderr=PIPE)
    assert process.stdin is not None
    # More than a pipe holds: when all is written, the process has read and copied the most of it.
    process.stdin.write(b"name\n" + b"x" * (1 << 21))
    process.stdin.flush()
    process.send_signal(signal.Signals[sign])
    assert process.wait(60) == code
    assert list(spool.iterdir()) == []
    process.communicate()

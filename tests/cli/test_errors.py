"""Wrong use ends in one line of cause and one of remedy, with the right exit code, and changes nothing."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from kapta_tui.data import connect
from tests.cli.program import Program, Ran


def refused(ran: Ran, code: int, *words: str) -> None:
    """Check that a command was refused in two lines that hold `words`, without a traceback."""
    assert ran.code == code, ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 2, ran.err
    for word in words:
        assert word in ran.err


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        (("account", "show", "Nobody"), 1, ("no account called 'Nobody'", "kapta account list")),
        (("account", "list", "--columns", "nosuch"), 2, ("no field 'nosuch'", "The fields are")),
        (("account", "list", "--sort", "nosuch"), 2, ("no field 'nosuch'",)),
        (("account", "list", "--format", "xlsx"), 2, ("--format", "--help")),
        (("account", "list", "--limit", "-1"), 2, ("--limit",)),
        (("acount", "list"), 2, ("Did you mean account",)),
        (("account", "lst"), 2, ("Did you mean list",)),
        (("account", "edit", "Acme Corp"), 2, ("Nothing to change",)),
        (("account", "edit", "Acme Corp", "--satisfaction", "11"), 2, ("--satisfaction", "between 0 and 10")),
        (("account", "edit", "Acme Corp", "--set", "region=north"), 2, ("no field 'region'",)),
        (("account", "edit", "Acme Corp", "--set", "region"), 2, ("NAME=VALUE",)),
        (("account", "edit", "Acme Corp", "--type", "nosuch"), 2, ("--type",)),
        (("contract", "add", "Acme Corp", "--name", "x", "--end", "32.13.2026"), 2, ("--end",)),
        (
            ("contract", "add", "Acme Corp", "--name", "x", "--start", "2026-02-01", "--end", "2026-01-01"),
            1,
            (),
        ),
        (
            ("risk", "start", "Acme Corp", "--reason", "QUIET"),
            1,
            ("active risk", "has these reasons already"),
        ),
        (("risk", "close", "Zoë"), 1, ("has no risk",)),
        (("--today", "yesterday", "today"), 2, ("--today",)),
        (("--db", "postgresql://host/db", "account", "list"), 2, ("SQLite", "--db")),
        (("--db", "nosuch.db", "account", "list"), 1, ("no store at nosuch.db",)),
        (("restore", "nosuch.db"), 2, ("no file nosuch.db",)),
        (("playbook", "check", "nosuch.toml"), 2, ("no file nosuch.toml",)),
        (("account", "remove", "Acme", "Corp"), 2, ("in quotes",)),
        (("undo", "--event", "999"), 1, ("nothing to undo",)),
        (("goal", "add", "Acme Corp", "--template", "nosuch"), 2, ("no template 'nosuch'",)),
        ((), 2, ("needs a terminal",)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_wrong_use_is_refused_in_words(
    filled: Program, command: tuple[str, ...], code: int, words: tuple[str, ...]
) -> None:
    refused(filled(*command), code, *words)


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("contract", "add", "Acme Corp", "--name", "x", "--start", "2026-02-01", "--end", "2026-01-01"), 1),
        (("account", "show", "Nobody"), 1),
        (("user", "show", "a"), 1),
        (("undo", "--event", "1"), 1),
        (("account", "list", "--columns", "nosuch"), 2),
        (("account", "list", "--limit", "many"), 2),
        (("account", "list", "--nosuch"), 2),
        (("account", "show"), 2),
        (("account",), 2),
        (("import", "bad.csv", "--as", "accounts"), 3),
        (("--db", "/proc/kapta/kapta.db", "account", "add", "x"), 4),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_process_ends_with_the_code_of_what_went_wrong(
    full: Program, command: tuple[str, ...], code: int
) -> None:
    full.path.with_name("bad.csv").write_text("Name,Website\nBad,not a site\n", encoding="utf-8")
    ran = full.process(*command)
    assert (ran.code, ran.out) == (code, ""), ran.err
    assert ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--format", "xlsx", "'xlsx' is not one of 'table', 'tsv', 'csv', 'json', 'jsonl', 'md'."),
        ("--limit", "many", "'many' is not a whole number."),
        ("--limit", "-1", "-1 is not in the range x>=0."),
    ],
)
def test_a_value_of_an_option_is_refused_in_words(
    filled: Program, option: str, value: str, words: str
) -> None:
    ran = filled("account", "list", option, value)
    refused(ran, 2, f"Invalid value for '{option}': {words}", "See 'kapta account list --help'.")


@pytest.mark.parametrize(
    "command",
    [
        ("account", "edit", "Acme Corp"),
        ("account", "add", "--name", "Beta"),
        ("contract", "add", "Acme Corp", "--name", "C-9"),
        ("opportunity", "add", "Acme Corp", "--name", "More"),
        ("product", "add", "--name", "Kit"),
    ],
)
def test_a_currency_that_is_none_is_refused(full: Program, command: tuple[str, ...]) -> None:
    ran = full(*command, "--currency", "XXQ")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "'XXQ' is no currency code.",
        "Use a code of ISO 4217 in capitals, such as EUR.",
    ]
    assert full(*command, "--currency", "CHF").code == 0


def test_a_wrong_filter_points_at_the_place(filled: Program) -> None:
    ran = filled("account", "list", "--filter", "owner:omar nosuch:1")
    assert ran.code == 2
    cause, text, caret, remedy = ran.err.splitlines()
    assert "nosuch" in cause
    assert caret.index("^") == text.index("nosuch")
    assert "name" in remedy


def test_an_ambiguous_name_lists_who_is_meant(kapta: Program) -> None:
    for name in ("Twin One", "Twin Two"):
        kapta("account", "add", name)
    refused(kapta("account", "show", "twin"), 1, "Twin One (id 1)", "Twin Two (id 2)")


def test_text_that_is_no_utf8_is_refused(filled: Program) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kapta_tui", "account", "show", b"\xff\xfe"],
        env=filled.environment,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 2
    assert b"UTF-8" in ran.stderr


def test_standard_input_can_be_had_once(kapta: Program) -> None:
    kapta("account", "add", "Acme")
    ran = kapta("goal", "add", "Acme", "--name", "x", "--description", "-", "--outline", "-", stdin="a")
    assert ran.code == 2


@pytest.mark.parametrize("content", [b"this is no database", b"SQLite format 3\x00" + b"\xff" * 2000])
def test_a_damaged_store_is_refused_and_left_alone(filled: Program, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "damaged.db"
    path.write_bytes(content)
    refused(filled("--db", path, "account", "list"), 4, "damaged")
    refused(filled("--db", path, "account", "add", "x"), 4, "damaged")
    assert path.read_bytes() == content


def test_a_store_of_a_newer_version_is_refused(kapta: Program) -> None:
    with sqlite3.connect(kapta.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    refused(kapta("account", "list"), 4, "newer version")


def test_a_foreign_database_is_refused(filled: Program, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    refused(filled("--db", path, "account", "list"), 4, "no kapta store")


def test_a_folder_that_cannot_be_written_is_said(filled: Program) -> None:
    refused(filled("--db", "/proc/kapta/kapta.db", "account", "add", "x"), 4, "/proc/kapta/kapta.db", "--db")
    refused(filled("backup", "/proc/kapta/copy.db"), 4, "The copy /proc/kapta/copy.db cannot be made")


def test_a_store_locked_by_another_process_is_said(kapta: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "connect", partial(connect.connect, busy_seconds=0.05))
    holder = sqlite3.connect(kapta.path, isolation_level=None)
    try:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("UPDATE journal_state SET event_id = event_id")
        refused(kapta("account", "list"), 4, "locked by another process")
    finally:
        holder.close()


def test_a_full_disk_changes_nothing(kapta: Program) -> None:
    kapta("account", "add", "Acme")
    size = kapta.path.stat().st_size // 512 + 8
    ran = subprocess.run(
        ["sh", "-c", f'ulimit -f {size}; exec "$0" -m kapta_tui note add Acme --text -', sys.executable],
        env=kapta.environment,
        input=b"long " * 500_000,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 4, ran.stderr
    assert b"Traceback" not in ran.stderr
    assert kapta("note", "list", "--json").json == []
    assert kapta("check").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["account list", "today", "report portfolio_risk", "export accounts"])
def test_a_full_disk_under_the_output_is_said_in_the_same_words_by_all(filled: Program, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        process = filled.start(*command.split(), stdout=full, stderr=subprocess.PIPE)
    _, err = process.communicate()
    assert process.returncode == 1
    assert b"The disk is full; the output was not written.\nMake room.\n" in err
    assert b"Traceback" not in err


def test_a_reader_that_goes_away_is_no_error(filled: Program) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = filled.start("account", "list", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    _, err = process.communicate()
    assert (process.returncode, err) == (0, b"")


def test_an_unexpected_error_goes_to_the_log_without_data(filled: Program, tmp_path: Path) -> None:
    program = (
        "from kapta_tui.cli import main, root\n"
        "@root.app.callback()\n"
        "def fail():\n"
        "    secret = 'Secret Customer'\n"
        "    raise ZeroDivisionError\n"
        "main.run()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "account", "list"],
        env=filled.with_environment(KAPTA_LOG=str(tmp_path)).environment,
        capture_output=True,
        check=False,
    )
    log = tmp_path / "kapta.log"
    assert ran.returncode == 4
    assert ran.stdout == b""
    assert b"Traceback" not in ran.stderr
    assert str(log).encode() in ran.stderr
    text = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "Secret Customer" not in text
    assert log.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("named", [False, True])
def test_a_temporary_folder_that_is_full_is_said(
    kapta: Program, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    def full(*_arguments: object, **_options: object) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, "No space left on device")

    source = "kapta_tui.exchange.readers.source"
    monkeypatch.setattr(f"{source}.CAN_READ_NAMELESS", not named)
    monkeypatch.setattr(f"{source}.tempfile", SimpleNamespace(mkstemp=full, TemporaryFile=full))
    ran = kapta("import", "-", "--as", "accounts", stdin="name\nAcme\n")
    assert ran.err.splitlines() == [
        "Temporary files cannot be written: No space left on device.",
        "Make room, or name another folder in TMPDIR.",
    ]
    assert ran.code == 1


def test_a_store_that_cannot_be_written_is_read_by_every_command_that_reads(
    full: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write everywhere, so the system's answer is given in its place.
    monkeypatch.setattr("kapta_tui.data.connect.is_writable", lambda path: False)
    for line in (
        "account list",
        "account show 'Acme Corp'",
        "today",
        "log",
        "search acme",
        "export accounts",
    ):
        ran = full.line(f"kapta {line}")
        assert (ran.code, ran.err) == (0, ""), line
        assert "Acme Corp" in ran.out
    refused(full("account", "add", "Beta"), 4, "cannot be written", "rights")
    refused(full("undo"), 4, "cannot be written", "rights")

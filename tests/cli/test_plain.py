"""Which command lines open the app without asking Typer."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kapta_tui.cli.plain import plain_start
from kapta_tui.cli.session import Session


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the environment's own defaults."""
    for name in ("KAPTA_DB", "KAPTA_USER", "KAPTA_TODAY", "_KAPTA_COMPLETE"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("line", "session"),
    [
        ("", Session()),
        ("--db a.db", Session("a.db")),
        ("--db=a.db --today=2026-01-02 --user jane", Session("a.db", "jane", "2026-01-02")),
    ],
)
def test_global_options_alone_open_the_app(line: str, session: Session) -> None:
    assert plain_start(line.split()) == session


@pytest.mark.parametrize(
    "line", ["demo", "--db", "--help", "--version", "--db a.db today", "--db --help", "--dB x"]
)
def test_everything_else_is_left_to_typer(line: str) -> None:
    assert plain_start(line.split()) is None


def test_the_environment_gives_what_the_line_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAPTA_DB", "other.db")
    monkeypatch.setenv("KAPTA_USER", "omar")
    assert plain_start(["--user", "jane"]) == Session("other.db", "jane", None)


def test_a_start_of_the_app_imports_no_typer() -> None:
    code = "import sys, kapta_tui.cli.main, kapta_tui.cli.opening; print([m for m in sys.modules if 'typer' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

"""What a command imports decides how fast it starts: reads without the ORM, help without data (architecture.md 1)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.conftest import filled
from tests.cli.program import Program

__all__ = ["filled"]

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "textual")
_PROGRAM = """
import sys
from kapta_tui.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write(chr(10).join(["modules:", *sys.modules]))
sys.exit(code)
"""

READS = (
    ("account", "list"),
    ("account", "list", "--limit", "50"),
    ("account", "list", "--json"),
    ("account", "show", "Acme Corp"),
    ("contact", "list", "--format", "csv"),
    ("risk", "list", "--filter", "strategic", "--sort", "-severity"),
    ("risk", "show", "Acme Corp", "--format", "md"),
    ("action", "list", "--format", "table"),
    ("note", "list"),
    ("today",),
    ("search", "acme"),
    ("log", "Acme Corp"),
    ("check",),
    ("paths",),
    ("playbook", "show"),
    ("playbook", "check"),
)


def modules(kapta: Program, *command: str) -> set[str]:
    """Return what running `command` imported."""
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *command],
        env=kapta.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stderr.split("modules:")[1].split())


@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_a_read_imports_no_orm_and_no_screen(filled: Program, command: tuple[str, ...]) -> None:
    assert not modules(filled, *command) & set(HEAVY)


@pytest.mark.parametrize("command", [("--help",), ("account", "--help"), ("--version",)], ids=" ".join)
def test_help_imports_neither_data_nor_tables(filled: Program, command: tuple[str, ...]) -> None:
    found = modules(filled, *command)
    assert not found & {*HEAVY, "pydantic", "sqlite3", "rich"}
    assert not [name for name in found if name.startswith(("kapta_tui.data", "kapta_tui.exchange"))]

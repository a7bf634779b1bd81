"""What a command imports decides how fast it starts: reads without the ORM, help without data (architecture.md 1)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import filled, filled_file
from tests.cli.program import Program

__all__ = ["filled", "filled_file"]

HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "textual"}
"""What no read may bring in; Typer would check values with pydantic, were there no parsers."""

_PROGRAM = """
import json, sys
known = set(sys.modules)
from kapta_tui.cli.main import main
found = {}
for command in json.loads(sys.argv[1]):
    assert main(command) == 0, command
    found[" ".join(command)] = sorted(set(sys.modules) - known)
    known |= set(sys.modules)
sys.stderr.write("modules:" + json.dumps(found))
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
    ("report", "risk", "Acme Corp"),
    ("report", "portfolio_risk", "--json"),
    ("check",),
    ("paths",),
    ("playbook", "show"),
    ("playbook", "check"),
)


def modules(kapta: Program, *commands: tuple[str, ...]) -> dict[str, set[str]]:
    """Run the commands one after the other in a process of their own; return what each was first to import."""
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM, json.dumps(commands)],
        env=kapta.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, list[str]] = json.loads(ran.stderr.rpartition("modules:")[2])
    return {command: set(names) for command, names in found.items()}


def test_a_read_imports_no_orm_and_no_screen(filled: Program) -> None:
    found = modules(filled, *READS)
    assert len(found) == len(READS)
    assert not {command: names & HEAVY for command, names in found.items() if names & HEAVY}


@pytest.mark.parametrize("command", [("--help",), ("account", "--help"), ("--version",)], ids=" ".join)
def test_help_imports_neither_data_nor_tables(filled: Program, command: tuple[str, ...]) -> None:
    (found,) = modules(filled, command).values()
    assert not found & {*HEAVY, "sqlite3", "rich"}
    assert not [name for name in found if name.startswith(("kapta_tui.data", "kapta_tui.exchange"))]


def test_an_import_of_accounts_imports_no_orm(filled: Program, tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text("name,links\nBirch,Chat https://birch.example\n", encoding="utf-8")
    (found,) = modules(filled, ("import", str(path), "--as", "accounts")).values()
    assert not found & HEAVY

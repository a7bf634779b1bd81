"""What the first frame and the first list import decides how fast the app opens (architecture.md 4)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.data.conftest import desk, portfolio_file
from tests.data.desk import Desk

__all__ = ["desk", "portfolio_file"]

HEAVY = (
    "alembic",
    "babel",
    "calamine",
    "clevercsv",
    "dateparser",
    "holidays",
    "jinja2",
    "openpyxl",
    "pydantic",
    "rapidfuzz",
    "sqlalchemy",
    "sqlmodel",
    "textual_autocomplete",
    "textual_fspicker",
    "tomlkit",
    "xlsxwriter",
)
LATER = (
    "kapta_tui.data.read.records",
    "kapta_tui.data.write",
    "kapta_tui.domain.filter",
    "kapta_tui.domain.kinds",
    "kapta_tui.domain.playbook",
    "kapta_tui.exchange",
    "kapta_tui.screens.closing",
    "kapta_tui.screens.dialogs",
    "kapta_tui.screens.editing",
    "kapta_tui.widgets.cellmatrix",
    "kapta_tui.widgets.preview",
    "kapta_tui.widgets.sheets",
)
"""Ours, needed by what one does with the list, not by the list."""


@pytest.mark.parametrize(
    ("section", "name", "other"),
    [("accounts", "Acme", "kapta_tui.screens.risks"), ("risks", "Beta", "kapta_tui.screens.accounts")],
)
def test_the_first_list_needs_neither_orm_nor_playbook_nor_forms(
    desk: Desk, section: str, name: str, other: str
) -> None:
    path = desk.store.path
    desk.close()
    ran = subprocess.run(
        [sys.executable, "-m", "tests.architecture.first_list", section, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert ran.returncode == 0, ran.stderr
    first, *modules = ran.stdout.split("\n")
    assert first == name
    found = set(modules)
    assert f"kapta_tui.screens.{section}.screen" in found
    assert not found & {*HEAVY, *LATER, other}

"""Ways on in the import dialog for somebody in a hurry: what is typed counts, and what helps is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.app.accounts_driving import names
from tests.app.importing import import_of, rows, words, write_files
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import said


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "further"])
@in_loop
async def test_ctrl_s_takes_a_path_that_is_typed_and_not_added_yet(tmp_path: Path, is_first: bool) -> None:
    files = write_files(tmp_path / "in")
    before = () if is_first else (files / "accounts.csv",)
    async with import_of(tmp_path, *before) as running:
        dialog = running.dialog
        control = dialog.query_one("#path", Input)
        control.value = str(files / "contacts.csv")
        control.focus()
        await press(running.pilot, "ctrl+s")
        assert running.app.screen is dialog
        assert not said(running.app)
        assert "contacts.csv" in rows(dialog)
        assert control.value == ""
        assert names(running.store) == []


@in_loop
async def test_ctrl_s_says_what_is_wrong_with_a_path_that_is_typed(tmp_path: Path) -> None:
    async with import_of(tmp_path) as running:
        running.dialog.query_one("#path", Input).value = str(tmp_path / "gone.csv")
        await press(running.pilot, "ctrl+s")
        assert "does not exist" in words(running.dialog, "#said")

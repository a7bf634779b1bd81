"""What may happen in the app while files are being imported, and after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.help import HelpScreen
from kapta_tui.screens.importing.words import shown_names
from kapta_tui.screens.small import TooSmallScreen
from kapta_tui.widgets.form.choice import Flag
from kapta_tui.widgets.listing import Listing
from tests.app.accounts_driving import names
from tests.app.importing import add, held_import, import_of, rows, words, write_files
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import resize, said, settled, until


@in_loop
async def test_an_import_that_ends_under_the_help_closes_its_dialog_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with held_import(tmp_path, monkeypatch) as (running, go_on):
        app, pilot = running.app, running.pilot
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        go_on.set()
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        assert any("3 accounts added" in text for text in said(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("escape", "I")
        await settled(pilot)
    assert len(names(running.store)) == 3


@in_loop
async def test_an_import_may_end_while_the_terminal_is_too_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with held_import(tmp_path, monkeypatch) as (running, go_on):
        app, pilot = running.app, running.pilot
        await resize(pilot, 30, 8)
        await until(pilot, lambda: isinstance(app.screen, TooSmallScreen))
        go_on.set()
        await settled(pilot)
        assert isinstance(app.screen, TooSmallScreen)
        await resize(pilot, 120, 40)
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
    assert len(names(running.store)) == 3


@in_loop
async def test_rejected_rows_that_cannot_be_written_leave_the_import_and_its_undo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise KaptaError("The disk is full; r.csv was not written.", "Make room.")

    async with import_of(tmp_path, write_files(tmp_path / "in")) as running:
        store, pilot = running.store, running.pilot
        monkeypatch.setattr("kapta_tui.exchange.rejects.write_table", full)
        running.dialog.query_one("#rejects", Input).value = str(tmp_path / "r.csv")
        await running.begin()
        for _ in range(2):
            assert running.app.screen is running.dialog
            assert "Rows rejected: 1; the others stand." in words(running.dialog, "#state")
            assert "r.csv was not written. Make room." in words(running.dialog, "#said")
            assert len(names(store)) == 3
            await running.begin()
        await press(pilot, "escape")
        assert isinstance(running.app.screen, AccountsScreen)
        assert "3 accounts added" in " ".join(said(running.app))
        await press(pilot, "u")
        assert names(store) == []


@pytest.mark.parametrize("kept", [False, True], ids=["nowhere", "in a file"])
@in_loop
async def test_cells_left_out_are_told_in_the_words_of_the_command_line(tmp_path: Path, kept: bool) -> None:
    file = tmp_path / "accounts.csv"
    file.write_text("name,website\nAcme,not a site\n", encoding="utf-8")
    async with import_of(tmp_path, file) as running:
        if kept:
            running.dialog.query_one("#rejects", Input).value = str(tmp_path / "r.csv")
        await running.begin()
        told = " ".join(said(running.app)) if kept else words(running.dialog, "#state")
        assert "Cells left out: 1; what else their rows hold stands." in told
        assert ("r.csv and import that file" if kept else "Name a file under “Rejected to”") in told
    assert (tmp_path / "r.csv").exists() is kept


@in_loop
async def test_how_files_are_read_cannot_be_changed_while_they_are_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with held_import(tmp_path, monkeypatch, focus="#accounts") as (running, go_on):
        app, pilot, dialog = running.app, running.pilot, running.dialog
        flag = dialog.query_one("#accounts", Flag)
        await pilot.press("space")
        await pilot.click(flag)
        dialog.try_files()
        await pilot.pause()
        assert not flag.is_on
        assert words(dialog, "#state").startswith("Importing")
        assert "esc stops" in words(dialog, "#state")
        go_on.set()
        await settled(pilot)
        assert isinstance(app.screen, AccountsScreen)
    assert len(names(running.store)) == 3


@in_loop
async def test_after_a_stopped_import_how_files_are_read_can_be_changed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with held_import(tmp_path, monkeypatch, focus="#accounts") as (running, go_on):
        pilot, dialog = running.pilot, running.dialog
        assert dialog.focused is not None
        await pilot.press("escape")
        go_on.set()
        await until(pilot, lambda: "Stopped" in words(dialog, "#state"))
        await pilot.click("#accounts")
        await settled(pilot)
        assert dialog.query_one("#accounts", Flag).is_on
        assert words(dialog, "#state").startswith("3 rows")


@in_loop
async def test_files_of_one_name_are_told_apart_and_left_out_one_by_one(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "accounts.csv").write_text(f"name\nCo {folder}\n", encoding="utf-8")
    async with import_of(tmp_path, tmp_path / "a" / "accounts.csv") as running:
        pilot, dialog = running.pilot, running.dialog
        assert list(rows(dialog)) == ["accounts.csv"]
        await add(pilot, tmp_path / "b" / "accounts.csv")
        assert list(rows(dialog)) == ["accounts.csv in a", "accounts.csv in b"]
        dialog.query_one("#files", Listing).focus()
        await press(pilot, "d")
        assert list(rows(dialog)) == ["accounts.csv"]
        await running.begin()
    assert names(running.store) == ["Co b"]


def test_names_that_repeat_are_followed_by_what_tells_them_apart() -> None:
    paths = [Path(text) for text in ("/x/a/t.csv", "/y/a/t.csv", "/y/b/t.csv", "/y/b/u.csv", "/t.csv")]
    assert list(shown_names(paths).values()) == [
        "t.csv in x/a",
        "t.csv in y/a",
        "t.csv in b",
        "u.csv",
        "t.csv in /",
    ]
    same = [Path("t.csv"), Path("in/../t.csv")]
    assert len(set(shown_names(same).values())) == 2

"""What may happen in the app while files are being imported, and after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.help import HelpScreen
from kapta_tui.screens.small import TooSmallScreen
from tests.app.account_store import make_app, make_store
from tests.app.importing import add, hold, open_dialog, write_files
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until
from tests.app.test_import_dialog import names


@in_loop
async def test_an_import_that_ends_under_the_help_closes_its_dialog_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(tmp_path, "empty")
    reading, go_on = hold(monkeypatch)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_dialog(pilot)
        await add(pilot, write_files(tmp_path / "in") / "accounts.csv")
        await pilot.press("ctrl+s")
        await until(pilot, reading.is_set)
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
    assert len(names(store)) == 3


@in_loop
async def test_an_import_may_end_while_the_terminal_is_too_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(tmp_path, "empty")
    reading, go_on = hold(monkeypatch)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_dialog(pilot)
        await add(pilot, write_files(tmp_path / "in") / "accounts.csv")
        await pilot.press("ctrl+s")
        await until(pilot, reading.is_set)
        await pilot.resize_terminal(30, 8)
        await until(pilot, lambda: isinstance(app.screen, TooSmallScreen))
        go_on.set()
        await settled(pilot)
        assert isinstance(app.screen, TooSmallScreen)
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
    assert len(names(store)) == 3

"""Leaving the app by `q`: asked about only where changes go with a store that is thrown away."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.screens.dialogs import Confirm
from tests.app.account_store import make_store
from tests.app.accounts_driving import accounts_screen
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import until
from tests.app.stores import app_on


@in_loop
async def test_a_changed_sample_is_left_after_one_question(tmp_path: Path) -> None:
    app = app_on(make_store(tmp_path), "accounts", is_sample=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "x", "q")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "n")
        assert len(app.screen_stack) == 1
        await pilot.press("q", "y")
        await until(pilot, lambda: app._exit)


@pytest.mark.parametrize(
    ("is_sample", "keys"), [(True, ("q",)), (False, ("x", "q")), (True, ("x", "ctrl+q"))]
)
@in_loop
async def test_nothing_is_asked_where_nothing_is_lost_and_by_the_key_that_quits(
    tmp_path: Path, is_sample: bool, keys: tuple[str, ...]
) -> None:
    app = app_on(make_store(tmp_path), "accounts", is_sample=is_sample)
    async with app.run_test(size=(80, 24)) as pilot:
        await accounts_screen(pilot)
        await pilot.press(*keys)
        await until(pilot, lambda: app._exit)

"""Keys typed before a dialog is there are for the dialog, never for the list beneath."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.data.store import Store
from kapta_tui.screens import create, editing, editing_loading
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.filterbar import FilterBar
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled

SLOW = 0.2
"""Seconds a query is held up, so that keys do overtake it where nothing keeps them."""


def slowly(query: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **named: Any) -> Any:
        time.sleep(SLOW)
        return query(*args, **named)

    return run


def type_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Put keys into the app's queue without giving it a turn in between."""
    for key in keys:
        pilot.app.simulate_key(key)


def archived(store: Store) -> int:
    connection = store.connect()
    try:
        (count,) = connection.execute("SELECT count(*) FROM account WHERE archived").fetchone()
    finally:
        connection.close()
    return int(count)


@in_loop
async def test_keys_after_n_are_typed_into_the_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "load_new", slowly(editing_loading.load_new))
    store = make_store(tmp_path)
    before = archived(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        type_at_once(pilot, "n", "x")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        assert app.screen.query_one("#field-name Input", Input).value == "x"
        type_at_once(pilot, "backspace", "B", "l", "i", "t", "z")
        await settled(pilot)
        assert app.screen.query_one("#field-name Input", Input).value == "Blitz"
        assert archived(store) == before


@in_loop
async def test_letters_after_c_narrow_the_menu_and_those_after_enter_fill_the_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editing, "load_new", slowly(editing_loading.load_new))
    monkeypatch.setattr(create, "_look", slowly(create._look))
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        type_at_once(pilot, "c", *"contact", "enter", *"Zoe", "tab")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        assert app.screen.query_one("#field-name Input", Input).value == "Zoe"


@in_loop
async def test_letters_after_the_slash_are_the_filter(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        type_at_once(pilot, "slash", *"acme")
        await settled(pilot)
        assert app.screen.query_one(FilterBar).query_one(Input).value == "acme"


@in_loop
async def test_keys_go_on_after_a_dialog_that_does_not_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        gone = 10**6
        assert isinstance(app.screen, BaseScreen)
        editing.edit(app.screen, "accounts", gone)
        type_at_once(pilot, "3")
        await settled(pilot)
        assert app.current_mode == "risks"

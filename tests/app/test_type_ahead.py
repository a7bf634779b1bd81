"""Keys typed before a dialog is there are for the dialog, never for the list beneath."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.data.store import Store
from kapta_tui.screens import create, editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.filterbar import FilterBar
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until

TURNS = 3
"""Turns of the app in which every key in its queue comes to whatever takes it."""


class Held:
    """A query that is held up until keys have overtaken it, where nothing keeps them."""

    def __init__(self, query: Callable[..., Any]) -> None:
        self._query = query
        self._asked = Event()
        self._go_on = Event()

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Answer when the test lets it."""
        self._asked.set()
        assert self._go_on.wait(30)
        return self._query(*args, **named)

    async def overtaken(self, pilot: Pilot[None]) -> None:
        """Let the query answer once it was asked and the keys behind it have come to the app."""
        await until(pilot, self._asked.is_set)
        for _ in range(TURNS):
            await pilot.pause()
        self._go_on.set()


def hold(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> Held:
    """Put a held query in the place of one of a module."""
    held = Held(getattr(module, name))
    monkeypatch.setattr(module, name, held)
    return held


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
    loading = hold(monkeypatch, editing, "load_new")
    store = make_store(tmp_path)
    before = archived(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        type_at_once(pilot, "n", "x")
        await loading.overtaken(pilot)
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
    loading, looking = hold(monkeypatch, editing, "load_new"), hold(monkeypatch, create, "_look")
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        type_at_once(pilot, "c", *"contact", "enter", *"Zoe", "tab")
        await looking.overtaken(pilot)
        await loading.overtaken(pilot)
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

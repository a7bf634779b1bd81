"""The accounts screen at its edges: odd names, an empty store, refused and outside texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static, TextArea

from kapta_tui.data.write.basic import edit_record
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.welcome import WelcomePane
from tests.app.account_store import NAMES, make_app, make_store
from tests.app.accounts_driving import accounts_screen, names, row_texts
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_names_that_look_like_code_are_only_names(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(make_store(tmp_path, "naughty"))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        screen = await accounts_screen(pilot)
        shown = "\n".join(row_texts(screen))
        assert "Acme [/oops]" in shown
        assert "\x1b" not in shown
        await press(pilot, *["j"] * SIZES.index(size))
        for key in ("e", "d", "c"):
            await press(pilot, key)
            assert app.screen is not screen
            await press(pilot, "escape")
        await press(pilot, "x", "u")
        assert len(screen.listing.ids) == 9


@in_loop
async def test_an_empty_store_says_how_to_begin_and_its_keys_work(tmp_path: Path) -> None:
    store = make_store(tmp_path, "empty")
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await accounts_screen(pilot)
        welcome = screen.query_one(WelcomePane)
        assert welcome.display
        words = str(welcome.render())
        for way in ("bring in a CSV", "kapta demo", "add your first account"):
            assert way in words
        await press(pilot, "n")
        await type_text(pilot, "First")
        await press(pilot, "ctrl+s")
        assert not welcome.display
        assert screen.listing.display
        assert app.focused is screen.listing


@in_loop
async def test_every_command_of_the_list_is_offered_by_the_palette(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        live = {item.command.id: item.reason for item in app.live_commands()}
        expected = {"open", "new", "edit", "remove", "archive", "filter", "named-filters", "sort", "reverse"}
        expected |= {"columns", "copy", "editor", "mark", "mark-all", "range"}
        assert {f"list.{verb}" for verb in expected} <= live.keys()
        assert {"accounts.tree", "accounts.quick-add", "screen.create", "global.undo"} <= live.keys()
        assert {name for name, reason in live.items() if reason} == {"screen.turn", "screen.follow"}


@in_loop
async def test_the_editor_writes_the_description(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    monkeypatch.setattr("kapta_tui.shell.editor.edit_text", lambda _, text: f"{text}Written [elsewhere]")
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "ctrl+g")
        assert names(store, "description = 'Written [elsewhere]'") == [NAMES[0]]


@in_loop
async def test_a_text_from_the_editor_that_cannot_be_saved_stands_in_the_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(tmp_path)
    app = make_app(store)

    def write(_: object, text: str) -> str:
        store.do(edit_record, "accounts", 1, {"description": "Theirs"})
        return "Mine"

    monkeypatch.setattr("kapta_tui.shell.editor.edit_text", write)
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "ctrl+g")
        form = app.screen
        assert isinstance(form, FormDialog)
        assert form.query_one("#field-description TextArea", TextArea).text == "Mine"
        await press(pilot, "ctrl+s")
        await press(pilot, "ctrl+s")
        assert names(store, "description = 'Mine'") == [NAMES[0]]


@in_loop
async def test_quick_add_keeps_a_line_that_is_refused_and_says_why(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "a")
        prompt = app.screen
        assert isinstance(prompt, Prompt)
        prompt.query_one(Input).value = "Baltic @Nowhere"
        await press(pilot, "enter")
        assert app.screen is prompt
        assert "Nowhere" in str(prompt.query_one("#meaning", Static).render())
        assert prompt.query_one("#meaning").has_class("bad")
        prompt.query_one(Input).value = "Baltic"
        await press(pilot, "enter")
        assert app.screen is not prompt
        assert names(store, "name = 'Baltic'") == ["Baltic"]

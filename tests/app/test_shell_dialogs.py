"""Confirm, pick, prompt; panes that say why they are empty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Button, Input, OptionList, Static

from kapta_tui.app import KaptaApp
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.screens.dialogs import Confirm, Dialog, Pick, PickOption, Prompt
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.help import HelpScreen
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.footer import FooterLine
from kapta_tui.widgets.form import FormContext
from kapta_tui.widgets.welcome import WelcomePane
from tests.app.running import in_loop
from tests.app.shell_screens import NAUGHTY, make_app, until

SIZES = [(80, 24), (120, 40)]
OPTIONS = (
    PickOption("name", "Name"),
    PickOption("health", "Health", "0-100"),
    PickOption("evil", NAUGHTY, NAUGHTY),
)


async def open_dialog(app: KaptaApp, pilot: Pilot[None], dialog: Dialog[Any]) -> list[object]:
    results: list[object] = []
    app.push_screen(dialog, results.append)
    await pilot.pause()
    return results


@in_loop
async def test_a_question_too_long_for_the_frame_stands_whole_inside(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        question = f"There is a {'Long Name ' * 6}already. Add another account of that name?"
        await open_dialog(app, pilot, Confirm(question, yes="Add"))
        assert str(app.screen.query(Static).first().render()) == question


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_removing_names_the_item_and_what_falls_and_wants_its_name(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        dialog = Confirm(f"Remove {NAUGHTY}?", falls=("3 contracts", NAUGHTY), name=f"Ácme {NAUGHTY}")
        results = await open_dialog(app, pilot, dialog)
        assert "· 3 contracts" in str(app.screen.query(Static).first().render())
        await pilot.press(*"acme", "enter")
        await pilot.pause()
        assert results == []
        said = app.screen.query_one("#not-the-name", Static)
        assert str(said.render()) == "That is not the name."
        assert app.screen.query_one("#yes", Button).disabled
        app.screen.query_one(Input).value = "acme acme [/oops] [B]"
        await pilot.pause()
        app.screen.query_one(Input).focus()
        await pilot.press("enter")
        await pilot.pause()
        assert results == [True]


@in_loop
async def test_a_confirmation_begins_at_the_harmless_answer(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        results = await open_dialog(app, pilot, Confirm("Merge?", yes="Merge"))
        await pilot.press("enter")
        await pilot.pause()
        assert results == [None]
        results = await open_dialog(app, pilot, Confirm("Merge?", yes="Merge"))
        await pilot.press("tab", "enter")
        await pilot.pause()
        assert results == [True]


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_picking_by_typing_by_arrows_and_by_mouse(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        results = await open_dialog(app, pilot, Pick(NAUGHTY, OPTIONS))
        await pilot.press(*"acm")
        await pilot.pause()
        assert app.screen.query_one(OptionList).option_count == 1
        await pilot.press(*"qqq")
        await pilot.pause()
        (nothing,) = app.screen.query_one(OptionList).options
        assert str(nothing.prompt) == "nothing fits “acmqqq”"
        await pilot.press("enter", *["backspace"] * 3)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        results += await open_dialog(app, pilot, Pick("Sort", OPTIONS))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert results == ["evil"]
        results = await open_dialog(app, pilot, Pick("Sort", OPTIONS))
        await pilot.click(OptionList, offset=(2, 1))
        await pilot.pause()
        assert results == ["health"]


@in_loop
async def test_nothing_is_picked_where_nothing_matches(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        results = await open_dialog(app, pilot, Pick("Sort", OPTIONS))
        await pilot.press(*"zzz", "enter")
        await pilot.pause()
        assert results == []
        await pilot.press("escape")
        await pilot.pause()
        assert results == [None]


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_a_prompt_says_what_is_understood_and_refuses_the_rest(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    def read(text: str) -> str:
        if "x" in text:
            raise ValueError(f"{text} is no name for {NAUGHTY}")
        return f"a new account [{text}]"

    app = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        results = await open_dialog(app, pilot, Prompt("Quick add", hint="name !type", read=read))
        meaning = app.screen.query_one("#meaning", Static)
        assert str(meaning.render()) == "name !type"
        await pilot.press(*"ax", "enter")
        await pilot.pause()
        assert "ax is no name for Acme [/oops]" in str(meaning.render())
        assert results == []
        await pilot.press("backspace")
        await pilot.pause()
        assert str(meaning.render()) == "a new account [a]"
        await pilot.press("ctrl+s" if size[0] == 80 else "enter")
        await pilot.pause()
        assert results == ["a"]


@in_loop
async def test_a_dialog_has_help_and_its_own_footer(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        await open_dialog(app, pilot, Prompt("Quick add"))
        footer = str(app.screen.query_one(FooterLine).render())
        assert footer.endswith("F1 Help")
        assert "Undo" not in footer
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "Close without saving" in str(app.screen.query_one("#keys").render())


@in_loop
async def test_empty_panes_and_the_welcome_show_their_keys_as_text(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        body = app.screen.query_one("#body")
        await body.mount(EmptyPane("No risk is open.", ("n", "start a risk")))
        await body.mount(
            WelcomePane((("c", "create an account"), ("kapta import FILE", "bring [your] data")))
        )
        await pilot.pause()
        assert str(app.screen.query_one(EmptyPane).render()) == "No risk is open.\nn  start a risk"
        assert "bring [your] data" in str(app.screen.query_one(WelcomePane).render())


@pytest.mark.parametrize("kind", ["form", "prompt"])
@in_loop
async def test_a_save_that_ends_under_the_help_closes_the_dialog_and_not_the_help(
    tmp_path: Path, kind: str
) -> None:
    waiting: list[Callable[[KaptaError | None], None]] = []

    def save(_: object, done: Callable[[KaptaError | None], None]) -> None:
        waiting.append(done)

    fields = (Field("name", FieldType.TEXT, "Name", required=True),)
    context = FormContext(today=date(2026, 11, 21), choices=lambda _: ())
    dialog: Dialog[Any] = (
        Prompt("Quick add", save=save)
        if kind == "prompt"
        else FormDialog("New", fields, context=context, save=save)
    )
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        under = app.screen
        results = await open_dialog(app, pilot, dialog)
        await pilot.press("x", "enter" if kind == "prompt" else "ctrl+s", "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        waiting[0](None)
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert results == []
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is under)
        assert len(results) == 1


@pytest.mark.parametrize(
    ("dialog", "keys"),
    [
        (Confirm("Leave?", yes="Leave", no="Stay"), ["y Leave", "n Stay", "enter Answer"]),
        (Confirm("Remove Acme?", name="Acme"), ["enter Answer"]),
        (Pick("Create new …", OPTIONS), ["enter Choose", "esc Cancel", "tab Next"]),
        (Prompt("Quick add"), ["enter OK"]),
    ],
)
@in_loop
async def test_a_dialog_shows_the_keys_that_answer_it(
    tmp_path: Path, dialog: Dialog[Any], keys: list[str]
) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_dialog(app, pilot, dialog)
        footer = str(app.screen.query_one(FooterLine).render()).strip().split("   ")
        assert footer[: len(keys)] == keys


@in_loop
async def test_tab_goes_to_the_next_entry_to_choose(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        results = await open_dialog(app, pilot, Pick("Sort", OPTIONS))
        await pilot.press("tab", "tab", "shift+tab", "enter")
        await pilot.pause()
        assert results == ["health"]

"""Closing a risk by keys: own words at once, what is required, errors that stay."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Select, Static

from kapta_tui.app import KaptaApp
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.closing import ask_to_close
from kapta_tui.screens.closing.form import ClosingForm
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.widgets.form.entries import Entries
from tests.app.keyboard import press, type_text
from tests.app.risk_store import make_app, make_desk
from tests.app.running import in_loop
from tests.app.shell_screens import settled

WANTED = "Closing a risk needs at least one resolution."


async def close_first(app: KaptaApp, pilot: Pilot[None]) -> ClosingForm:
    await settled(pilot)
    assert isinstance(app.screen, BaseScreen)
    ask_to_close(app.screen, [1])
    await settled(pilot)
    assert isinstance(app.screen, ClosingForm)
    return app.screen


def words(form: ClosingForm, part: str) -> str:
    line = form.query_one(f"#field-resolutions {part}", Static)
    return str(line.render()) if line.display else ""


@in_loop
async def test_typing_over_the_list_begins_own_words(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        form = await close_first(app, pilot)
        assert form.focused is form.query_one("#offered")
        await type_text(pilot, "zq met them")
        assert form.query_one("#field-resolutions Input", Input).value == "zq met them"
        await press(pilot, "enter")
        assert form.query_one(Entries).labels == ["zq met them"]


@in_loop
async def test_resolutions_are_marked_as_required_while_the_status_asks_for_them(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        form = await close_first(app, pilot)
        assert words(form, ".label") == "Resolutions *"
        form.query_one("#field-status Select", Select).value = "closed_invalid"
        await settled(pilot)
        assert words(form, ".label") == "Resolutions"


@in_loop
async def test_an_error_stays_until_its_own_field_changes(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        form = await close_first(app, pilot)
        await press(pilot, "ctrl+s")
        assert WANTED in words(form, ".error")
        await press(pilot, "tab", "x", "shift+tab", "shift+tab", "down")
        assert WANTED in words(form, ".error")
        form.query_one("#offered").focus()
        await press(pilot, "enter")
        assert words(form, ".error") == ""


@in_loop
async def test_leaving_asks_in_words_that_are_no_status(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await close_first(app, pilot)
        await press(pilot, "enter", "escape")
        question = app.screen
        assert isinstance(question, Confirm)
        asked = str(question.query_one("#frame").border_title)
        assert asked.startswith("Leave without saving 'Close the risk · ")

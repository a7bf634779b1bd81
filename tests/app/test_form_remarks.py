"""What a form says of names: unknown ones, new people, accounts of a name that exists."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, Static

from kapta_tui.app import KaptaApp
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.form import FieldEditor
from tests.app.account_page import value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled

SIZE = (80, 24)


def below(app: KaptaApp, name: str) -> str:
    editor = app.screen.query_one(f"#field-{name}")
    shown = [line for line in editor.query(".error, .meaning").results(Static) if line.display]
    return " ".join(str(line.render()) for line in shown)


def base(app: KaptaApp) -> BaseScreen:
    assert isinstance(app.screen, BaseScreen)
    return app.screen


def focus(app: KaptaApp, name: str) -> None:
    app.screen.query_one(f"#field-{name} Input", Input).focus()


@in_loop
async def test_an_unknown_reference_is_told_below_its_field_in_words_of_the_app(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot)
        editing.add(base(app), "tasks")
        await settled(pilot)
        focus(app, "name")
        await type_text(pilot, "Call them")
        focus(app, "account")
        await type_text(pilot, "Nowhere Ltd")
        focus(app, "external_id")
        await press(pilot, "ctrl+s")
        assert below(app, "account") == (
            "There is no account called 'Nowhere Ltd'. Check the spelling, or create it first."
        )
        editor = app.screen.query_one("#field-account")
        assert isinstance(editor, FieldEditor)
        assert app.focused is editor.control
        line = editor.query_one(".error")
        assert app.screen.query_one(".fields").region.contains_region(line.region)


@in_loop
async def test_a_name_nobody_bears_is_told_as_one_leaves_the_field(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        editing.add(base(app), "tasks", account=1)
        await settled(pilot)
        focus(app, "action")
        await type_text(pilot, "No such action")
        assert below(app, "action") == ""
        await press(pilot, "tab")
        assert "There is no action called 'No such action'." in below(app, "action")
        focus(app, "action")
        await type_text(pilot, "x")
        assert below(app, "action") == ""


@in_loop
async def test_a_new_person_is_announced_below_the_field_and_named_when_saved(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot)
        editing.edit(base(app), "accounts", 1)
        await settled(pilot)
        focus(app, "owner")
        await type_text(pilot, "Omar")
        assert below(app, "owner") == ""
        focus(app, "owner")
        await press(pilot, "ctrl+u")
        await type_text(pilot, "Nobody Known")
        assert below(app, "owner") == "nobody is called so yet: a new person"
        await press(pilot, "ctrl+s")
        assert said(app) == ["Changed owner of account Acme Corp; new person Nobody Known · u undoes"]


@in_loop
async def test_a_name_that_exists_is_told_while_typed_and_asked_about_on_save(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    called_so = "SELECT count(*) FROM account WHERE name_folded = 'condax'"
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await settled(pilot)
        editing.add(base(app), "accounts")
        await settled(pilot)
        await type_text(pilot, "cONDAX")
        assert below(app, "name") == "there is a Condax already"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "n")
        assert isinstance(app.screen, FormDialog)
        assert value(store, called_so) == 1
        assert "There is a Condax already." in below(app, "name")
        await press(pilot, "ctrl+s", "y")
        assert value(store, called_so) == 2
        assert not isinstance(app.screen, FormDialog)


@in_loop
async def test_an_account_may_keep_its_own_name(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=SIZE) as pilot:
        await settled(pilot)
        editing.edit(base(app), "accounts", 1)
        await settled(pilot)
        await type_text(pilot, "ACME CORP")
        assert below(app, "name") == ""

"""Rules of accounts and contracts as forms keep them: said under the field, with what was typed kept (mission S1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from kapta_tui.domain.fields import FieldType, Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens import editing
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.editing import suggester
from kapta_tui.widgets.footer import FooterLine
from kapta_tui.widgets.form.entries import Entries
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until
from tests.broken_rules import BROKEN, Broken


async def _form(pilot: Pilot[None]) -> FormDialog:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
    await settled(pilot)
    dialog = pilot.app.screen
    assert isinstance(dialog, FormDialog)
    return dialog


async def _editing_the_account(pilot: Pilot[None]) -> FormDialog:
    """Open the form of the first account."""
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, BaseScreen)
    editing.edit(screen, "accounts", 1)
    return await _form(pilot)


def _said(dialog: FormDialog, field: str) -> str:
    words = (
        dialog.query_one(f"#field-{field} .error", Static).render(),
        dialog.query_one("#form-error", Static),
    )
    return f"{words[0]} {words[1].render()}"


@in_loop
async def test_the_form_of_an_account_says_what_filling_a_field_adds_to_health(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        dialog = await _editing_the_account(pilot)
        assert dialog.query_one("#field-website Input", Input).placeholder == "filling it adds +1.6 health"
        area = dialog.query_one("#field-description TextArea", TextArea)
        assert str(area.placeholder) == "filling it adds +1.6 health"


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_form_refuses_a_broken_rule(tmp_path: Path, broken: Broken) -> None:
    @in_loop
    async def run() -> None:
        app = make_app(make_store(tmp_path))
        async with app.run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            screen = app.screen
            assert isinstance(screen, BaseScreen)
            fields = KINDS[broken.kind].by_name
            given: dict[str, Value] = {
                name: date.fromisoformat(text) if fields[name].type is FieldType.DATE else text
                for name, text in broken.values.items()
            }
            editing.add(screen, broken.kind, account=None if broken.kind == "accounts" else 1, given=given)
            dialog = await _form(pilot)
            await press(pilot, "ctrl+s")
            wrong = list(broken.values)[-1]
            await until(pilot, lambda: broken.words in _said(dialog, wrong))
            assert dialog.query_one(f"#field-{wrong} Input", Input).value == broken.values[wrong]

    run()


@in_loop
async def test_an_account_is_never_its_own_parent(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        dialog = await _editing_the_account(pilot)
        dialog.query_one("#field-parent Input", Input).value = "Acme Corp"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "above itself" in _said(dialog, "parent"))


@in_loop
async def test_a_form_shows_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        dialog = await _editing_the_account(pilot)
        typed = {"name": "", "website": "no address", "logo": "/etc/hosts", "satisfaction": "lots"}
        for name, text in typed.items():
            dialog.query_one(f"#field-{name} Input", Input).value = text
        await press(pilot, "ctrl+s")
        words = {name: str(dialog.query_one(f"#field-{name} .error", Static).render()) for name in typed}
        assert "must not be empty" in words["name"]
        assert "no web address" in words["website"]
        assert "no image file" in words["logo"]
        assert words["satisfaction"]


@in_loop
async def test_a_link_without_an_address_is_refused_where_it_is_added(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        dialog = await _editing_the_account(pilot)
        await press(pilot, "ctrl+pagedown")
        footer = str(dialog.query_one(FooterLine).render())
        assert "Next tab" in footer
        line = dialog.query_one("#field-links Input", Input)
        assert line.placeholder == "label and address, such as Slack https://…, Enter"
        line.focus()
        await type_text(pilot, "Slack")
        await press(pilot, "enter")
        assert "'Slack' has no address." in _said(dialog, "links")
        assert line.value == "Slack"
        await type_text(pilot, " https://a.test")
        await press(pilot, "enter")
        assert dialog.query_one("#field-links Entries", Entries).labels[-1] == "Slack https://a.test"
        assert "no address" not in _said(dialog, "links")


def test_a_contact_is_not_offered_as_its_own_superior(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    found = suggester(1, ("contacts", 1))
    connection = store.connect()
    try:
        offered = found(connection, "contacts", "a")
    finally:
        connection.close()
    assert 2 in dict(offered)
    assert 1 not in dict(offered)

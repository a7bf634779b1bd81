"""What the playbook requires of a new record is filled in form, command and import alike, inherited or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens import editing
from kapta_tui.screens.dialogs.form import FormDialog
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled
from tests.cli.program import Program

INHERITED = {"goals": ("owner", "Rosa"), "tasks": ("assignee", "Rosa"), "contracts": ("currency", "USD")}
"""Kind to a field that its account would fill, and a value of its own."""


@pytest.mark.parametrize("kind", INHERITED)
@in_loop
async def test_a_required_field_that_would_be_inherited_is_asked_for_by_all(
    tmp_path: Path, kind: str
) -> None:
    name, own = INHERITED[kind]
    noun, label = KINDS[kind].noun, KINDS[kind].by_name[name].label
    store = make_store(tmp_path)
    required = f'[required]\n[required.{noun}]\nall = ["{name}"]'
    store.do(set_playbook, default_text().replace("[required]", required, 1))
    kapta = Program(store.path)
    count = f"SELECT count(*) FROM \"{KINDS[kind].table}\" WHERE name = 'Mine'"

    refused = kapta(noun, "add", "Acme Corp", "--name", "Mine")
    assert (refused.code, f"{label} is required" in refused.err) == (1, True)
    rows = f"account,name,{name}\nAcme Corp,Mine,"
    refused = kapta("import", "-", "--as", kind, stdin=f"{rows}\n")
    assert (refused.code, f"{label} is required" in refused.out + refused.err) == (3, True)

    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        editing.add(await page(pilot), kind, account=1)
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        app.screen.query_one("#field-name Input", Input).value = "Mine"
        await press(pilot, "ctrl+s")
        error = app.screen.query_one(f"#field-{name} .error", Static)
        assert "must not be empty" in str(error.content)
        assert value(store, count) == 0
        app.screen.query_one(f"#field-{name} Input", Input).value = own
        await press(pilot, "ctrl+s")
        assert value(store, count) == 1

    assert kapta(noun, "add", "Acme Corp", "--name", "Mine", f"--{name}", own).code == 0
    assert value(store, count) == 2
    assert kapta("import", "-", "--as", kind, stdin=f"{rows.replace('Mine', 'Yours')}{own}\n").code == 0
    assert value(store, count.replace("Mine", "Yours")) == 1

"""A form shows what is inherited as a hint and never stores it (features: row 93)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.screens import editing
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.form import FormContext
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled


def shown(dialog: object, name: str) -> tuple[str, str]:
    """Return what stands in a field, and what its hint says."""
    assert isinstance(dialog, FormDialog)
    field = dialog.query_one(f"#field-{name} Input", Input)
    return field.value, field.placeholder


@pytest.mark.parametrize(("kind", "name"), [("goals", "owner"), ("actions", "owner"), ("tasks", "assignee")])
@in_loop
async def test_whoever_owns_the_account_stands_as_a_hint(tmp_path: Path, kind: str, name: str) -> None:
    store = make_store(tmp_path)
    owner = value(store, 'SELECT u.name FROM account a JOIN "user" u ON u.id = a.owner_id WHERE a.id = 1')
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        editing.add(screen, kind, account=1)
        await settled(pilot)
        assert shown(app.screen, name) == ("", f"{owner} (from the account)")


def of_action(due: str | None) -> Mapping[str, Value]:
    """Return a task below the action 1 that has no date of its own."""
    return {"account": 1, "action": 1, "name": "Book the room", "due": due}


@in_loop
async def test_a_task_takes_person_and_due_date_from_its_action_without_storing_them(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "actions", 1, {"owner": "Rosa Diaz"})
    due = value(store, "SELECT due FROM action WHERE id = 1")
    task = store.do(add_record, "tasks", of_action(None)).value
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        editing.edit(screen, "tasks", task)
        await settled(pilot)
        assert shown(app.screen, "assignee") == ("", "Rosa Diaz (from the action)")
        assert shown(app.screen, "due") == ("", f"{due} (from the action)")
        await press(pilot, "end", "x", "ctrl+s")
        assert value(store, f"SELECT due IS NULL AND assignee_id IS NULL FROM task WHERE id = {task}") == 1
        editing.edit(screen, "tasks", task)
        await settled(pilot)
        app.screen.query_one("#field-due Input", Input).value = "2027-01-15"
        await press(pilot, "ctrl+s")
        assert value(store, f"SELECT due FROM task WHERE id = {task}") == "2027-01-15"
        editing.edit(screen, "tasks", task)
        await settled(pilot)
        assert shown(app.screen, "due")[0] == "2027-01-15"


@in_loop
async def test_what_is_inherited_need_not_be_filled_but_what_was_filled_must_not_be_emptied(
    tmp_path: Path,
) -> None:
    field = Field("due", FieldType.DATE, "Due", required=True)
    context = FormContext(date(2026, 11, 21), inherited={"due": "2026-12-01 (from the action)"})
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        results: list[object] = []
        app.push_screen(FormDialog("Task", [field], {"due": None}, context=context), results.append)
        await press(pilot, "ctrl+s")
        assert results == [{"due": None}]
        held = {"due": date(2026, 12, 2)}
        app.push_screen(FormDialog("Task", [field], held, context=context), results.append)
        await pilot.pause()
        app.screen.query_one(Input).value = ""
        await press(pilot, "ctrl+s")
        assert len(results) == 1
        assert "must not be empty" in str(app.screen.query_one(".error", Static).content)

"""What is created belongs where the cursor is, and a form begins with what has to be typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from kapta_tui.app import KaptaApp
from kapta_tui.data.read.account_page_plan import line_key
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.plan import PlanList
from tests.app.keyboard import press, type_text
from tests.app.plan_store import make_app, make_store, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled


def control(app: KaptaApp, name: str) -> Input:
    return app.screen.query_one(f"#field-{name} Input", Input)


@in_loop
async def test_a_new_action_begins_with_its_name_and_account(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "n")
        await type_text(pilot, "My action")
        assert control(app, "name").value == "My action"
        below = [control(app, name).region.y for name in ("name", "account", "goal")]
        assert below == sorted(below)
        assert control(app, "account").value
        assert control(app, "goal").value


@pytest.mark.parametrize(("keys", "words"), [(("N",), "; V shows it"), (("V", "N"), "")])
@in_loop
async def test_a_new_goal_begins_with_its_name_and_says_where_it_is(
    tmp_path: Path, keys: tuple[str, ...], words: str
) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, *keys)
        await type_text(pilot, "scratch")
        await press(pilot, "enter")
        title = str(app.screen.query_one("#frame").border_title)
        await type_text(pilot, "My goal")
        await press(pilot, "ctrl+s")
        assert rows(store, "SELECT name FROM goal WHERE id > 2") == [("My goal",)]
        assert title.startswith("New goal · ")
        assert len(said(app)) == 1
        assert said(app)[0].endswith(f"{words} · u undoes")
        assert ("V shows" in said(app)[0]) is bool(words)


@in_loop
async def test_a_new_task_is_for_the_action_under_the_cursor(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "c")
        await type_text(pilot, "task")
        await press(pilot, "enter")
        action = control(app, "action").value
        assert action
        await type_text(pilot, "Ring them")
        await press(pilot, "ctrl+s")
        made = "SELECT a.name FROM task t JOIN action a ON a.id = t.action_id WHERE t.name = 'Ring them'"
        assert rows(store, made) == [(action,)]


@in_loop
async def test_a_task_created_on_the_page_of_an_account_is_for_the_action_under_the_cursor(
    tmp_path: Path,
) -> None:
    app = make_app(make_store(tmp_path), "accounts")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        app.push_screen(AccountScreen(2, "act"))
        await settled(pilot)
        plan = app.screen.query_one(PlanList)
        plan.focus()
        plan.want(line_key("actions", 4))
        await press(pilot, "c")
        await type_text(pilot, "task")
        await press(pilot, "enter")
        assert control(app, "action").value == "Workshop"
        assert control(app, "account").value == "Betasoloin"

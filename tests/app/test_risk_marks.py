"""The mark on the name of an account at risk, wherever that is shown (features: row 38)."""

from __future__ import annotations

import re
from pathlib import Path

from kapta_tui.app import KaptaApp
from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.severity import RISK
from kapta_tui.screens.whitespace import WhitespaceScreen
from tests.app.keyboard import press, type_text
from tests.app.risk_store import PLAIN, make_desk
from tests.app.running import in_loop
from tests.app.shell_screens import screen_lines, settled
from tests.app.stores import app_on
from tests.data.desk import Desk

PARENT, CHILD, CALM = "Zorrolith", "Yetiville", "Xenonia"
NAMES = (PARENT, CHILD, *PLAIN[2:9], CALM)
"""All but the last three have an active risk; the second stands below the first."""


def portfolio(folder: Path) -> Desk:
    """Return a store whose first accounts, and the last, have one of everything."""
    desk = make_desk(folder, NAMES)
    desk.do(verbs.edit_record, "accounts", 2, {"parent": PARENT})
    desk.do(verbs.add_record, "products", {"name": "Fibre"})
    for account in (1, 2, 10):
        goal = desk.do(verbs.add_record, "goals", {"account": account, "name": "Stay"})
        action: Values = {"account": account, "goal": goal, "name": "Ask them", "owner": "jane"}
        desk.do(verbs.add_record, "actions", {**action, "due": desk.store.today})
        desk.do(verbs.add_record, "tasks", {"account": account, "name": "Call them"})
    return desk


def marked(app: KaptaApp, name: str) -> int:
    """Return how often the account is named on the screen with the mark before or behind its name."""
    text = "\n".join(screen_lines(app))
    return len(re.findall(f"{RISK} {name}|{name}( ⊞[0-9]+)? {RISK}", text))


@in_loop
async def test_every_place_that_names_an_account_at_risk_marks_it(tmp_path: Path) -> None:
    app = app_on(portfolio(tmp_path).store, "today")
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)

        async def holds(place: str, parent: int, child: int) -> None:
            await settled(pilot)
            assert (marked(app, PARENT) >= parent, marked(app, CHILD) >= child) == (True, True), place
            assert marked(app, CALM) == 0, place

        await holds("agenda and recent accounts", 3, 2)
        await press(pilot, "2")
        await holds("tree of accounts", 1, 1)
        await press(pilot, "t")
        app.screen.query_one("#accounts").focus()
        await holds("list of accounts", 1, 1)
        await press(pilot, "3")
        await holds("table of risks", 1, 1)
        await press(pilot, "4")
        await holds("list of actions", 1, 1)
        await press(pilot, "V")
        await holds("swim lanes", 1, 1)
        await press(pilot, "ctrl+p")
        await type_text(pilot, PARENT)
        await holds("palette", 2, 0)
        await press(pilot, "escape")
        app.push_screen(WhitespaceScreen(1, AccountScreen))
        await holds("whitespace", 1, 1)
        app.push_screen(AccountScreen(1, "know"))
        await holds("accounts below", 0, 1)
        assert f"{RISK} Critical" in screen_lines(app)[1]
        assert f"{RISK} Risk" in screen_lines(app)[3]
        await press(pilot, "c")
        await holds("menu of what is created", 2, 0)
        await press(pilot, "escape", "M")
        await holds("accounts to merge with", 0, 1)
        await type_text(pilot, CHILD)
        await press(pilot, "enter")
        await holds("merge", 1, 1)
        await press(pilot, "escape", "W")
        await holds("family", 0, 1)
        await press(pilot, "]")
        await holds("plans of a family", 1, 1)
        await press(pilot, "]", "]")
        await holds("tasks of a family", 1, 1)
        app.push_screen(AccountScreen(10, "know"))
        await settled(pilot)
        assert RISK not in "".join(screen_lines(app)[:4])


@in_loop
async def test_without_the_feature_there_is_no_mark(tmp_path: Path) -> None:
    desk = portfolio(tmp_path)
    desk.do(verbs.set_playbook, default_text().replace("\nrisks = true", "\nrisks = false"))
    app = app_on(desk.store, "today")
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        for keys in ((), ("2",), ("t",), ("4",), ("V",), ("c",)):
            await press(pilot, *keys)
            assert not any(RISK in line for line in screen_lines(app)), keys
        await press(pilot, "escape", "ctrl+p")
        await type_text(pilot, PARENT)
        assert any(PARENT in line for line in screen_lines(app))
        assert not any(RISK in line for line in screen_lines(app))
        await press(pilot, "escape")
        app.push_screen(AccountScreen(1, "know"))
        await settled(pilot)
        assert any(CHILD in line for line in screen_lines(app))
        assert not any(RISK in line for line in screen_lines(app))

"""The plan of an account: an outline that is folded, filtered, put in order and worked on by keys and mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from kapta_tui.data.read.account_page_plan import line_key
from kapta_tui.data.store import Store
from kapta_tui.data.write import basic, playbooks
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.plan import PlanList
from kapta_tui.screens.action.screen import ActionScreen
from kapta_tui.screens.dialogs import Confirm, Pick, Prompt
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.preview import FactSheet
from tests.app.account_page import page, value
from tests.app.keyboard import press, type_text
from tests.app.plan_store import make_app, make_store, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until

LIVE, TRAINING, ACCEPTANCE, KICK_OFF = (
    line_key("goals", 1), line_key("actions", 1), line_key("actions", 2), line_key("actions", 3)
)  # fmt: skip


@asynccontextmanager
async def opened(
    store: Store, size: tuple[int, int] = (120, 40), account: int = 1
) -> AsyncIterator[tuple[Pilot[None], PlanList]]:
    """Run the app on the plan of an account."""
    app = make_app(store, "accounts")
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = await page(pilot, account, "act")
        yield pilot, screen.query_one(PlanList)


def names(plan: PlanList) -> list[str]:
    """Return what is drawn, line by line, without triangles and signs."""
    return [plan.render_line(y + 1).text[: plan.size.width].strip("▸⊞⊟ ") for y in range(len(plan.ids))]


def drawn(plan: PlanList, key: int) -> str:
    """Return the line `key` as it is drawn."""
    return plan.render_line(list(plan.ids).index(key) + 1).text


@in_loop
async def test_folds_hold_by_keys_and_mouse_and_are_found_again(tmp_path: Path) -> None:
    async with opened(make_store(tmp_path)) as (pilot, plan):
        assert "The customer's strategic goals  53 % · 0 of 3 actions done · 1 late" in names(plan)[0]
        assert "Our strategic goals  no goal yet · n adds one" in names(plan)[-1]
        assert str(plan.border_title) == "Plan 1 goal · 0 of 3 actions done · 1 late"
        plan.want(TRAINING)
        # Tasks stand folded below their action, then as leaves with what they inherit.
        assert "Training +2" in drawn(plan, TRAINING)
        await press(pilot, "l")
        assert "Book the room" in drawn(plan, line_key("tasks", 1))
        assert "=3 d late" in drawn(plan, line_key("tasks", 1))
        await press(pilot, "l")
        assert plan.line is not None
        assert plan.line.kind == "tasks"
        await press(pilot, "h")
        assert plan.cursor_id == TRAINING
        await press(pilot, "h", "h", "h", "h", "h")
        assert plan.cursor_id == LIVE
        assert "Live in three sites (3) 1!" in drawn(plan, LIVE)
        assert "1 objective, 3 actions, 1 late below" in str(plan.border_subtitle)
        assert len(plan.ids) == 3
        # The page is left and opened anew: what was folded still is.
        await press(pilot, "q")
        screen = await page(pilot, 1, "act")
        plan = screen.query_one(PlanList)
        assert len(plan.ids) == 3
        # What is looked for is uncovered.
        plan.want(ACCEPTANCE)
        assert plan.cursor_id == ACCEPTANCE
        await press(pilot, "Z")
        assert plan.cursor_id == LIVE
        assert len(plan.ids) == 3
        await press(pilot, "Z")
        assert TRAINING in plan.ids
        await pilot.click(PlanList, offset=(5, 3))
        await settled(pilot)
        assert TRAINING not in plan.ids
        await pilot.click(PlanList, offset=(5, 2))
        await settled(pilot)
        assert plan.cursor == 0
        assert len(plan.ids) == 2


@in_loop
async def test_each_section_is_filtered_by_itself_and_esc_takes_that_back(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(basic.add_record, "goals", {"account": 1, "name": "Later", "section": "internal"})
    store.do(basic.add_record, "actions", {"account": 1, "goal": 3, "name": "Begin [x]"})
    async with opened(store) as (pilot, plan):
        plan.want(ACCEPTANCE)
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, Pick)
        assert "at 100 %, not closed 1" in str(pilot.app.screen.query_one(OptionList).options[-1].prompt)
        await type_text(pilot, "active")
        await press(pilot, "enter")
        # The goal stays as the frame of what fits, its progress counts all; the other section is as it was.
        assert {TRAINING, KICK_OFF, LIVE} <= set(plan.ids)
        assert ACCEPTANCE not in plan.ids
        assert any("Begin [x]" in line for line in names(plan))
        assert "53 %" in names(plan)[0]
        assert "showing active · f" in names(plan)[0]
        await press(pilot, "f")
        await type_text(pilot, "completed")
        await press(pilot, "enter")
        assert LIVE not in plan.ids
        assert "completed · 1 hidden" in names(plan)[0]
        assert plan.cursor == 0
        await pilot.click(PlanList, offset=(plan.size.width - 4, 2))
        await settled(pilot)
        assert isinstance(pilot.app.screen, Pick)
        await press(pilot, "escape", "escape")
        assert ACCEPTANCE in plan.ids
        assert isinstance(pilot.app.screen, AccountScreen)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, AccountScreen)


@in_loop
async def test_a_plan_is_worked_on_in_place(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    async with opened(store) as (pilot, plan):
        app = pilot.app
        plan.want(TRAINING)
        await press(pilot, "J", "J")
        order = "SELECT group_concat(id) FROM (SELECT id FROM action WHERE goal_id = 1 ORDER BY position)"
        assert value(store, order) == "2,3,1"
        assert plan.cursor_id == TRAINING
        await press(pilot, "K")
        assert value(store, order) == "2,1,3"
        await press(pilot, "Q")
        assert "⊘" in drawn(plan, TRAINING)
        assert "left out of the customer report" in str(plan.border_subtitle)
        await press(pilot, "P")
        assert isinstance(app.screen, Prompt)
        await type_text(pilot, "80 nearly")
        await press(pilot, "enter")
        assert "80 %" in drawn(plan, TRAINING)
        look = app.screen.query_one("#plan-look", FactSheet)
        await until(pilot, lambda: "nearly" in look.text)
        for words in (
            "Ana [b]Ruiz",
            "written 2026-11-2",
            "left out of the customer report",
            "(0 + 80 + 100) / 3",
        ):
            assert words in " ".join(look.text.split())
        # Below an action n adds a task, which the cursor goes to.
        await press(pilot, "n")
        form = app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#field-name Input", Input).value = "Print [slides]"
        await press(pilot, "ctrl+s")
        assert plan.line is not None
        assert (plan.line.name, plan.line.action) == ("Print [slides]", "Training")
        await press(pilot, "J", "x")
        assert not any("Print" in line for line in names(plan))
        # The sums of a goal and of its section, and why a heading refuses what needs a record.
        plan.want(LIVE)
        await press(pilot, "w")
        assert isinstance(app.screen, Explanation)
        assert any("(0 + 80 + 100) / 3 = 60 %" in str(each.render()) for each in app.screen.query(".words"))
        await press(pilot, "escape", "k", "w")
        assert isinstance(app.screen, Explanation)
        await press(pilot, "escape", "e", "x", "d")
        assert isinstance(app.screen, AccountScreen)
        assert value(store, "SELECT count(*) FROM account") == 2
        # A goal asks about the actions that are open below it.
        await press(pilot, "j", "x")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "tab", "enter", "enter")
        assert rows(store, "SELECT count(*) FROM action WHERE goal_id = 1 AND completed_at IS NULL") == [(0,)]
        assert "✓ done" in drawn(plan, LIVE)
        await press(pilot, "u")
        plan.want(TRAINING)
        await press(pilot, "enter")
        assert isinstance(app.screen, ActionScreen)
        await press(pilot, "q")
        # On the heading of a section n adds a goal to that section; the levels move what is drawn, not what is stored.
        await press(pilot, "G", "n")
        form = app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#field-name Input", Input).value = "Ours"
        await press(pilot, "ctrl+s")
        assert value(store, "SELECT section FROM goal WHERE name = 'Ours'") == "internal"
        # What is made by the key that creates anything is found too.
        await press(pilot, "c")
        await type_text(pilot, "objective")
        await press(pilot, "enter")
        form = app.screen
        assert isinstance(form, FormDialog)
        assert form.query_one("#field-goal Input", Input).value == "Ours"
        form.query_one("#field-name Input", Input).value = "First step"
        await press(pilot, "ctrl+s")
        assert plan.line is not None
        assert plan.line.name == "First step"
        await press(pilot, "*", "y", "ampersand")
        assert isinstance(app.screen, Pick)
        assert any("Copied" in text for text in said(pilot.app))


@in_loop
async def test_the_levels_of_a_section_say_how_deep_its_plan_is_drawn(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(playbooks.set_levels, "customer", 1)
    async with opened(store, (80, 24)) as (pilot, plan):
        assert not any("Start [/well]" in line for line in names(plan))
        depths = [
            len(text) - len(text.lstrip(" ▸⊞⊟")) for text in (drawn(plan, LIVE), drawn(plan, ACCEPTANCE))
        ]
        assert depths[0] == depths[1]
        plan.want(LIVE)
        await press(pilot, "n")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        assert "goal" in str(form.query_one("#frame").border_title)
        await press(pilot, "escape")
        assert "P Progress" not in str(pilot.app.screen.query("FooterLine").first().render())

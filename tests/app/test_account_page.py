"""The page of one account: its tabs, and work on every kind of record by keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widget import Widget
from textual.widgets import Input

from kapta_tui.data.write.basic import add_record, archive_account, edit_record, remove_record
from kapta_tui.data.write.tasks import done_task
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.header import TabLine
from kapta_tui.screens.account.know import KnowTab
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.account.plan import PlanList
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.dialogs import Confirm, Pick
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.tasks import TaskList
from kapta_tui.widgets.preview import FactSheet
from kapta_tui.widgets.preview_feed import Feed
from tests.app.account_page import SIZES, TABS, head, page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import resize, said, settled, until


@in_loop
async def test_a_goal_is_planned_from_the_act_tab(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    goal = value(store, "SELECT id FROM goal WHERE account_id = 3")
    assert isinstance(goal, int)
    store.do(remove_record, "goals", goal)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await page(pilot, 3, "act")
        listing = screen.query_one(PlanList)
        assert not listing.ids
        assert "N  plans one: in a form, as an outline or from a template" in str(listing.empty)
        await press(pilot, "N")
        assert isinstance(app.screen, Pick)
        assert "New goal" in str(app.screen.query_one("#frame").border_title)


@in_loop
async def test_a_long_name_leaves_risk_type_and_owner_in_the_head(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "accounts", 2, {"name": "漢" * 100})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, 2)
        for width in (120, 60):
            await resize(pilot, width, 40)
            await settled(pilot)
            line = head(screen).split("\n")[0]
            assert line.startswith("漢漢漢")
            assert "… " in line
            assert "  ⚑ Low" in line
            assert cell_len(line) <= width - 4
            assert screen.profile is not None
            assert screen.profile.row.owner in line


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_enter_opens_the_page_and_the_tabs_go_round(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await press(pilot, "j", "j", "j", "j", "enter")
        screen = app.screen
        assert isinstance(screen, AccountScreen)
        assert "Betasoloin  ⚑ Low" in head(screen)
        separator = " · " if size[0] == 80 else "  ·  "
        assert f"€320k in 1 contract{separator}ends 2027-04-27" in head(screen)
        seen = []
        for _ in TABS:
            seen.append(screen.query_one(TabLine).active)
            assert screen.focused is not None
            assert screen.focused.display
            await press(pilot, "]")
        assert tuple(seen) == TABS
        assert screen.query_one(TabLine).active == "know"
        await press(pilot, "[")
        assert screen.query_one(TabLine).active == "activity"
        await press(pilot, "q")
        assert isinstance(app.screen, AccountsScreen)


@in_loop
async def test_a_click_on_a_tab_shows_it(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        await pilot.click(TabLine, offset=(10, 0))
        await settled(pilot)
        assert screen.query_one(TabLine).active == "act"
        await pilot.click(TabLine, offset=(54, 0))
        await settled(pilot)
        assert screen.query_one(TabLine).active == "notes"


@in_loop
async def test_know_shows_profile_people_contracts_and_opportunities(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        sheet = screen.query_one("#profile", FactSheet).text
        for words in ("lena, omar", "e fills it: +1.6 health"):
            assert words in sheet
        titles = " ".join(str(item.border_title) for item in screen.query_one(KnowTab).lists)
        for title in ("Key players 2", "Contracts 1", "Opportunities 1", "SWOT", "Voice of customer", "QBRs"):
            assert title in titles
        people = screen.query_one("#contacts", RecordList)
        assert "Ana Ruiz" in people.render_line(1).text
        assert "Executive sponsor" in people.render_line(1).text


@in_loop
async def test_a_contact_is_added_edited_removed_and_undone(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    count = "SELECT count(*) FROM contact WHERE account_id = 1"
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await page(pilot)
        await press(pilot, "n")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "Zoe")
        await press(pilot, "ctrl+s")
        assert value(store, count) == 3
        people = screen.query_one("#contacts", RecordList)
        assert str(people.border_title).startswith("Key players 3 · ")
        # The cursor went to the new one.
        await press(pilot, "enter", "end")
        await type_text(pilot, " Zed")
        await press(pilot, "ctrl+s")
        assert value(store, "SELECT name FROM contact ORDER BY id DESC") == "Zoe Zed"
        await press(pilot, "d")
        assert value(store, count) == 2
        assert any("Removed contact Zoe Zed of Acme Corp · u undoes" in text for text in said(app))
        await press(pilot, "u")
        assert value(store, count) == 3


@in_loop
async def test_an_action_is_added_to_the_goal_and_completed_and_reopened(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, tab="act")
        plan = screen.query_one(PlanList)
        assert str(plan.border_title) == "Plan 1 goal · 0 of 2 actions done · 1 late"
        assert "! late" in plan.render_line(3).text
        await press(pilot, "j", "j", "x")
        assert "✓ done" in plan.render_line(3).text
        assert str(plan.border_title) == "Plan 1 goal · 1 of 2 actions done"
        await press(pilot, "x")
        assert "! late" in plan.render_line(3).text
        await press(pilot, "k", "n")
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        assert dialog.query_one("#field-goal Input", Input).value == "Live in three sites"
        dialog.query_one("#field-name Input", Input).value = "Go live"
        await press(pilot, "ctrl+s")
        assert plan.line is not None
        assert plan.line.name == "Go live"


@in_loop
async def test_a_task_is_done_and_reopened(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    done = "SELECT done_at FROM task WHERE account_id = 1"
    async with app.run_test(size=(80, 24)) as pilot:
        await page(pilot, tab="tasks")
        await press(pilot, "x")
        assert value(store, done) == "2026-11-21"
        await press(pilot, "x")
        assert value(store, done) is None


@in_loop
async def test_capital_r_starts_a_risk_then_shows_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        assert "⚑" not in head(screen)
        await press(pilot, "R")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "Budget cut")
        await press(pilot, "ctrl+s")
        assert value(store, "SELECT count(*) FROM risk WHERE account_id = 1 AND closed_at IS NULL") == 1
        assert "⚑" in head(screen)
        await press(pilot, "R")
        assert screen.query_one(TabLine).active == "risk"
        assert "Budget cut" in screen.query_one("#active-risk", FactSheet).text


@in_loop
async def test_an_active_risk_is_closed_with_its_resolution_and_becomes_a_prior_one(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, 2, "risk")
        sheet = screen.query_one("#active-risk", FactSheet)
        for words in (
            "Customer gone quiet",
            "Expected loss  €192k",
            "2027-04-27 in 157 days",
            "The sponsor left.",
        ):
            assert words in sheet.text
        await press(pilot, "x")
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        await press(pilot, "ctrl+s")
        assert app.screen is dialog
        dialog.query_one("#field-resolutions Input", Input).value = "We met"
        await press(pilot, "ctrl+s")
        assert value(store, "SELECT closed_at FROM risk WHERE account_id = 2") == "2026-11-21"
        assert "No active risk" in sheet.text
        prior = screen.query_one("#risks", RecordList)
        assert "We met" in prior.render_line(1).text
        await press(pilot, "tab", "x")
        assert "Customer gone quiet" in sheet.text


@in_loop
async def test_the_full_note_stands_beside_the_list(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, tab="notes")
        sheet = screen.query_one("#note-text", FactSheet)
        await until(pilot, lambda: "They asked about pricing" in sheet.text)
        await press(pilot, "j")
        await until(pilot, lambda: "Met Acme Corp on site." in sheet.text)
        await press(pilot, "n")
        await type_text(pilot, "A [new] note")
        await press(pilot, "ctrl+s")
        assert value(store, "SELECT text FROM note ORDER BY id DESC") == "A [new] note"
        assert str(screen.query_one("#notes", RecordList).border_title) == "Notes 3"


@in_loop
async def test_o_joins_and_leaves_the_contributors(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    team = "SELECT count(*) FROM account_contributor WHERE account_id = 2"
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, 2)
        await press(pilot, "o")
        assert value(store, team) == 1
        assert "omar with jane" in head(screen)
        await press(pilot, "o")
        assert value(store, team) == 0


@in_loop
async def test_every_change_appears_in_the_activity(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        await press(pilot, "o", "[")
        feed = screen.query_one(Feed)
        assert str(feed.border_title) == "Activity 1"
        assert "account Acme Corp" in feed.render_line(1).text
        assert "jane" in feed.render_line(1).text


@in_loop
async def test_an_archived_account_says_so_and_keeps_its_page(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(archive_account, 1)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        assert "  archived  " in head(screen)
        assert str(screen.query_one("#contacts", RecordList).border_title).startswith("Key players 2 · ")


@in_loop
async def test_the_page_of_an_account_that_is_removed_closes(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        store.do(remove_record, "accounts", 1)
        await press(pilot, "r")
        assert app.screen is not screen


@in_loop
async def test_the_account_itself_is_removed_from_its_profile(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, 2)
        screen.query_one("#profile").focus()
        await press(pilot, "d")
        assert isinstance(app.screen, Confirm)
        await type_text(pilot, "Betasoloin")
        await press(pilot, "enter")
        assert isinstance(app.screen, AccountsScreen)
        assert value(store, "SELECT count(*) FROM account WHERE id = 2") == 0


@in_loop
async def test_open_tasks_stand_by_due_above_those_done_newest_first(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    account = store.do(add_record, "accounts", {"name": "Tasked"}).value
    for name, due in (("late", 2), ("soon", 9), ("old", 1), ("new", 5)):
        store.do(add_record, "tasks", {"account": account, "name": name, "due": date(2026, 12, due)})
    for name, day in (("old", date(2026, 11, 2)), ("new", date(2026, 11, 20))):
        task = value(store, f"SELECT id FROM task WHERE name = '{name}'")
        assert isinstance(task, int)
        replace(store, today=day).do(done_task, task)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, account, tab="tasks")
        listing = screen.query_one("#tasks", TaskList)

        def shown() -> list[object]:
            return [row.name for number in listing.ids if (row := listing.row(number)) is not None]

        assert shown() == ["late", "soon", "new", "old"]
        await press(pilot, "s", "S")
        assert shown() == ["soon", "late", "old", "new"]


@in_loop
async def test_the_page_stands_as_it_was_behind_forms_and_help(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        before = [(node.id, node.region) for node in screen.walk_children(Widget, with_self=False) if node.id]
        await press(pilot, "n", "escape", "question_mark", "escape")
        assert [
            (node.id, node.region) for node in screen.walk_children(Widget, with_self=False) if node.id
        ] == before

"""The Tasks tab of the account page: what tasks inherit, done with a note, given, redated and chosen by keys."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from kapta_tui.app import KaptaApp
from kapta_tui.data.write import verbs
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.record.picktext import PickOrType
from kapta_tui.screens.tasks import TaskList
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.filterbar import FilterBar
from tests.app.keyboard import press, type_text
from tests.app.plan_store import day, make_app, make_store, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until


def tasks(app: KaptaApp) -> TaskList:
    return app.screen.query_one("#tasks", TaskList)


def lines(app: KaptaApp) -> list[list[str]]:
    """Return what the list shows: task, due, assignee, action, recurrence."""
    shown = tasks(app)
    found = [row for number in shown.ids if (row := shown.row(number)) is not None]
    return [[plain(column.cell(row)) for column in shown.columns] for row in found]


def names(app: KaptaApp) -> list[str]:
    return [line[0] for line in lines(app)]


def is_left(app: KaptaApp, count: int) -> bool:
    """Say whether so many of the tasks are open."""
    rows = map(tasks(app).row, tasks(app).ids)
    return sum(row is not None and row.done_on is None for row in rows) == count


def here(app: KaptaApp) -> str:
    """Return the name of the task under the cursor."""
    line = tasks(app).line
    return "" if line is None else line.name


async def tab_of(pilot: Pilot[Any], app: KaptaApp, account: int = 1) -> None:
    await settled(pilot)
    await app.push_screen(AccountScreen(account, "tasks"))
    await until(pilot, lambda: bool(app.screen.query("#tasks")) and bool(tasks(app).ids))
    await settled(pilot)


@in_loop
async def test_tasks_are_worked_on_by_keys(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(
        verbs.add_record, "tasks", {"account": 1, "name": "Weekly", "due": day(0), "recurrence": "every week"}
    )
    app = make_app(store)
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        await tab_of(pilot, app)
        assert [line[:2] for line in lines(app)] == [
            ["Book the room", "= 3 d late"],
            ["Weekly", "today"],
            ["Send the agenda", "in 3 d"],
        ]
        assert str(tasks(app).border_title) == "Tasks 3 · 1 late"
        assert "due with its action 'Training', 2026-11-18" in str(tasks(app).border_subtitle)
        await press(pilot, "j", "X")
        await type_text(pilot, "sent [/it]")
        await press(pilot, "enter")
        await until(pilot, lambda: len(lines(app)) == 4)
        assert lines(app)[-1][:2] == ["Weekly · sent [/it]", "✓ 2026-11-21"]
        assert ["Weekly", "in 7 d"] in [line[:2] for line in lines(app)]
        await press(pilot, "G", "X")
        assert any("done already" in words for words in said(app))
        await press(pilot, "u")
        await until(pilot, lambda: len(lines(app)) == 3)
        await press(pilot, "g", "space", "space", "a")
        assert isinstance(app.screen, PickOrType)
        await type_text(pilot, "omar")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, AccountScreen))
        await until(pilot, lambda: [line[2] for line in lines(app)].count("omar") == 2)
        assert not tasks(app).marked
        await press(pilot, "g", "D")
        await type_text(pilot, "2026-11-30")
        await press(pilot, "enter")
        await until(pilot, lambda: ["Book the room", "in 9 d"] in [line[:2] for line in lines(app)])
        await press(pilot, "D", "enter")
        assert rows(store, "SELECT due FROM task WHERE id = 1") == [("2026-11-30",)]
        await press(pilot, "D")
        await type_text(pilot, "none")
        await press(pilot, "enter")
        await until(pilot, lambda: lines(app)[0][:2] == ["Book the room", "= 3 d late"])
        assert rows(store, "SELECT due, assignee_id IS NOT NULL FROM task WHERE id = 1") == [(None, 1)]


@in_loop
async def test_which_tasks_are_shown_is_chosen_and_remembered_and_why_says_what_comes(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(
        verbs.add_record, "tasks", {"account": 1, "name": "Weekly", "due": day(0), "recurrence": "every week"}
    )
    store.do(verbs.done_task, 2)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await tab_of(pilot, app)
        assert [line[0] for line in lines(app)] == ["Book the room", "Weekly", "Send the agenda"]
        await press(pilot, "j", "w")
        await until(pilot, lambda: isinstance(app.screen, Explanation))
        words = " ".join(str(each.render()) for each in app.screen.query(".words"))
        assert "due on 2026-11-28, and then 2026-12-05 and 2026-12-12" in words
        await press(pilot, "escape", "f")
        options = [str(option.prompt) for option in app.screen.query_one(OptionList).options]
        assert [option.split("  ")[1].split(" · ")[0] for option in options] == ["3", "2", "1", "2", "1", "1"]
        await press(pilot, "down", "down", "down", "down", "down", "enter")
        await until(pilot, lambda: [line[0] for line in lines(app)] == ["Send the agenda"])
        await press(pilot, "x")
        await until(pilot, lambda: "No task was done yet" in tasks(app).empty.plain)
        await press(pilot, "escape")
        await app.push_screen(AccountScreen(2, "tasks"))
        await settled(pilot)
        assert app.view_of("tasks") == "done"


@in_loop
async def test_several_tasks_are_done_in_a_row_a_new_one_is_gone_to_and_a_filter_is_typed(
    tmp_path: Path,
) -> None:
    store = make_store(tmp_path)
    for number in range(5):
        store.do(verbs.add_record, "tasks", {"account": 1, "name": f"Chore {number}", "due": day(number + 5)})
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await tab_of(pilot, app)
        assert names(app)[:3] == ["Book the room", "Send the agenda", "Chore 0"]
        await press(pilot, "j")
        for done in range(3):
            await press(pilot, "x")
            await until(pilot, partial(is_left, app, 6 - done))
            assert here(app) == f"Chore {done}"
        await press(pilot, "X")
        await type_text(pilot, "went well")
        await press(pilot, "enter")
        await until(pilot, partial(is_left, app, 3))
        assert here(app) == "Chore 3"
        await press(pilot, "n")
        await type_text(pilot, "Zzz last")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: here(app) == "Zzz last")
        await press(pilot, "slash")
        await type_text(pilot, "chore")
        await until(pilot, lambda: names(app)[:2] == ["Chore 3", "Chore 4"])
        assert str(tasks(app).border_title) == "Tasks 5 of 8 · /chore"
        await type_text(pilot, " colour:red")
        await press(pilot, "enter")
        assert "no field 'colour' of tasks" in str(app.screen.query_one("#filter-error", Static).render())
        for _ in " colour:red":
            await pilot.press("backspace")
        await press(pilot, "enter")
        await until(pilot, lambda: not app.screen.query(FilterBar))
        await press(pilot, "n")
        await type_text(pilot, "Another")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: here(app) == "Another")
        assert not tasks(app).filter_text
        await press(pilot, "slash")
        await type_text(pilot, "assignee:nobody")
        await press(pilot, "enter")
        assert "No task passes the filter" in tasks(app).empty.plain
        await press(pilot, "escape")
        assert len(names(app)) == 9
        assert isinstance(app.screen, AccountScreen)

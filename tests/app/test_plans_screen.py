"""Plans as a list: worked on by keys alone on a real store, every change undone by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from kapta_tui.app import KaptaApp
from kapta_tui.data.write import basic, plans
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.plans import PlanList, PlansScreen
from kapta_tui.settings import Settings
from kapta_tui.widgets.filterbar import FilterBar
from kapta_tui.widgets.form.completion import Completion
from kapta_tui.widgets.header import HeaderLine
from kapta_tui.widgets.lanes import Lanes
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.preview import FactSheet
from tests.app.keyboard import press, toggle_column, type_text
from tests.app.plan_store import day, make_app, make_store, opened, rows
from tests.app.running import in_loop
from tests.app.shell_screens import filter_error, said, settled, until

STATE = "SELECT status, percent, status_note, completed_at FROM action WHERE id = {}"


def listing(app: KaptaApp) -> Listing[object]:
    return app.screen.query_one("#actions", Listing)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@in_loop
async def test_open_actions_stand_by_due_date_with_account_and_lateness(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        assert list(listing(app).ids) == [1, 3, 4, 2]
        title = str(listing(app).border_title)
        assert "4 open" in title
        assert "1 late" in title
        assert "1 at 100 %, not closed" in title
        assert app.screen.query_one("#action").display == (size[0] >= 120)


@in_loop
async def test_the_preview_shows_sum_tasks_and_people(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, app, _):
        text = app.screen.query_one(FactSheet).text
        assert "(60 + 0 + 100) / 3 = 53 %" in " ".join(text.split())
        assert "Book the room" in text
        assert "with the action" in text
        assert "Ana [b]Ruiz" in text
        assert "Acme [/oops]" in text


@in_loop
async def test_progress_takes_percent_and_note_and_undo_takes_them_back(tmp_path: Path) -> None:
    async with opened(tmp_path, notifications=True) as (store, app, pilot):
        before = rows(store, STATE.format(1))
        await press(pilot, "P")
        await type_text(pilot, "70 waiting [/x]")
        await press(pilot, "enter")
        assert rows(store, STATE.format(1)) == [("in_progress", 70, "waiting [/x]", None)]
        assert listing(app).cursor_id == 1
        await press(pilot, "u")
        assert rows(store, STATE.format(1)) == before


@in_loop
async def test_more_than_a_hundred_percent_is_refused_beside_the_line(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (_, app, pilot):
        await press(pilot, "P")
        await type_text(pilot, "101")
        await press(pilot, "enter")
        assert "more than 100 %" in str(app.screen.query_one("#meaning").render())
        assert app.screen.query_one(Input).value == "101"


@in_loop
async def test_x_completes_the_marked_actions_as_one_change_and_opens_them_again(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24), notifications=True) as (store, app, pilot):
        await press(pilot, "space", "space", "x", "enter")
        assert rows(store, "SELECT id FROM action WHERE completed_at IS NULL ORDER BY id") == [(2,), (4,)]
        assert listing(app).marked == ()
        await press(pilot, "u")
        assert len(rows(store, "SELECT id FROM action WHERE completed_at IS NULL")) == 4
        await press(pilot, "f")
        await type_text(pilot, "completed")
        await press(pilot, "enter")
        assert list(listing(app).ids) == [5]
        await press(pilot, "x")
        assert rows(store, "SELECT completed_at FROM action WHERE id = 5") == [(None,)]


@in_loop
async def test_begin_starts_an_action_once_and_says_why_not_twice(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24), notifications=True) as (store, app, pilot):
        await press(pilot, "G", "B")
        assert rows(store, "SELECT status, started_at FROM action WHERE id = 2") == [
            ("in_progress", "2026-11-21")
        ]
        await press(pilot, "B")
        assert any("was started" in words for words in said(app))


@in_loop
async def test_status_is_chosen_from_the_playbook(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (store, _, pilot):
        await press(pilot, "i")
        await type_text(pilot, "wait")
        await press(pilot, "enter")
        assert rows(store, "SELECT status FROM action WHERE id = 1") == [("waiting",)]


@in_loop
async def test_a_task_is_added_in_place_and_inherits_the_due_date(tmp_path: Path) -> None:
    async with opened(tmp_path) as (store, app, pilot):
        await press(pilot, "t")
        await type_text(pilot, "Print badges")
        await press(pilot, "enter")
        assert rows(store, "SELECT action_id, due FROM task WHERE name = 'Print badges'") == [(1, None)]
        assert "Print badges" in app.screen.query_one(FactSheet).text


@in_loop
async def test_remove_takes_the_action_and_undo_brings_its_tasks_back(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24), notifications=True) as (store, app, pilot):
        await press(pilot, "d")
        assert list(listing(app).ids) == [3, 4, 2]
        assert rows(store, "SELECT count(*) FROM task") == [(0,)]
        await press(pilot, "u")
        assert list(listing(app).ids) == [1, 3, 4, 2]
        assert rows(store, "SELECT count(*) FROM task") == [(2,)]


@in_loop
async def test_a_new_action_starts_beside_the_one_under_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path, notifications=True) as (store, app, pilot):
        await press(pilot, "n")
        form = app.screen
        assert isinstance(form, FormDialog)
        editors = form._editors
        # What the place gives is asked for last, so that one types the name at once.
        assert next(iter(editors)) == "name"
        assert {"goal", "objective"} <= {*list(editors)[-3:]}
        await type_text(pilot, "Rehearsal")
        await press(pilot, "ctrl+s")
        assert rows(store, "SELECT goal_id, objective_id FROM action WHERE name = 'Rehearsal'") == [(1, 1)]


@in_loop
async def test_the_cursor_stays_on_its_action_when_another_process_changes_the_plan(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (store, app, pilot):
        await press(pilot, "j")
        assert listing(app).cursor_id == 3
        store.do(basic.add_record, "actions", {"account": 1, "goal": 1, "name": "First", "due": day(-9)})
        store.do(plans.update_action, 3, percent=90)
        app.request_refresh()
        await settled(pilot)
        assert listing(app).ids[0] == 6
        assert listing(app).cursor_id == 3
        assert listing(app).cursor == 2


@in_loop
async def test_filter_narrows_shows_its_error_and_esc_clears_it(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24), notifications=True) as (_, app, pilot):
        await press(pilot, "/")
        await type_text(pilot, "overdue")
        await press(pilot, "enter")
        assert list(listing(app).ids) == [1]
        assert app.screen.query_one(HeaderLine).filter_text == "overdue"
        await until(pilot, lambda: not app.screen.query(FilterBar))
        await press(pilot, "escape")
        await until(pilot, lambda: len(listing(app).ids) == 4)
        await press(pilot, "/")
        await type_text(pilot, "nofield:x")
        await until(pilot, lambda: "nofield" in filter_error(app))


@in_loop
async def test_the_users_own_filters_stand_among_the_choices(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    app.settings = Settings(filters={"actions": {"beta only": "account:beta"}})
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f")
        await type_text(pilot, "beta")
        await press(pilot, "enter")
        assert list(listing(app).ids) == [4]
        assert app.screen.query_one(HeaderLine).filter_text == "account:beta"


@in_loop
async def test_one_account_is_shown_alone_and_esc_shows_all_again(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (_, app, pilot):
        await press(pilot, "A")
        assert list(listing(app).ids) == [1, 3, 2]
        assert "oops" in str(listing(app).border_title)
        await press(pilot, "escape")
        assert list(listing(app).ids) == [1, 3, 4, 2]


@in_loop
async def test_sorting_and_copying_follow_the_columns(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, app, pilot):
        await press(pilot, "s", "S")
        assert listing(app).sort == ("name", True)
        assert list(listing(app).ids) == [4, 1, 3, 2]
        await press(pilot, "y")
        assert app.clipboard.startswith("Training +2\tAcme [/oops]\t")


@in_loop
async def test_a_copied_name_is_no_formula(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(basic.edit_record, "actions", 1, {"name": "=1+1"})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "y")
        assert app.clipboard.startswith("'=1+1")


@in_loop
async def test_an_empty_store_says_which_key_helps(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path, is_empty=True))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        assert "no account yet" in listing(app).empty.plain
        await press(pilot, "P")
        assert any("There is no action here" in words for words in said(app))


@in_loop
async def test_no_action_left_is_told_from_no_action_at_all(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (_, app, pilot):
        await press(pilot, "/")
        await type_text(pilot, "zzz")
        await until(pilot, lambda: not listing(app).ids)
        assert "fits the filter" in listing(app).empty.plain
        await press(pilot, "escape")
        await until(pilot, lambda: len(listing(app).ids) == 4)
        await press(pilot, "*", "x", "enter", "f")
        await type_text(pilot, "overdue")
        await press(pilot, "enter")
        assert "Nothing is late." in listing(app).empty.plain


@in_loop
async def test_the_view_changes_by_one_key_and_back(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (_, app, pilot):
        await press(pilot, "V")
        screen = app.screen
        assert isinstance(screen, PlansScreen)
        assert not isinstance(screen.pane, PlanList)
        assert screen.focused is not None
        assert screen.focused.id == "lanes"
        await press(pilot, "V")
        assert isinstance(screen.pane, PlanList)
        assert listing(app).has_focus


@in_loop
async def test_the_cursor_stays_on_its_action_when_the_view_changes(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, app, pilot):
        await press(pilot, "G", "V")
        item = app.screen.query_one(Lanes).cursor_item
        assert item is not None
        assert item.key == ("action", 2)
        await press(pilot, "j", "V")
        assert listing(app).cursor_id == 3


@in_loop
async def test_a_column_is_hidden_and_shown_again(tmp_path: Path) -> None:
    async with opened(tmp_path, (200, 60)) as (_, app, pilot):
        assert "goal" in listing(app).shown
        for is_shown in (False, True):
            await toggle_column(pilot, listing(app), "goal")
            assert ("goal" in listing(app).shown) is is_shown


@in_loop
async def test_why_names_the_sum_behind_the_percent(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24)) as (_, app, pilot):
        await press(pilot, "w")
        assert isinstance(app.screen, Explanation)
        said_there = " ".join(str(words.render()) for words in app.screen.query(".words"))
        assert "It was last reported at 60 %." in said_there
        assert "due on 2026-11-18" in said_there
        assert "Objective Start [/well]: (60 + 0 + 100) / 3 = 53 %" in said_there
        assert "Goal Live in three sites: (60 + 0 + 100) / 3 = 53 %: Training 60" in said_there
        await press(pilot, "escape")
        assert isinstance(app.screen, PlansScreen)


@in_loop
async def test_the_editor_writes_the_description_of_the_action(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    monkeypatch.setattr("kapta_tui.shell.editor.edit_text", lambda _, text: f"{text}Written [elsewhere]")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "j", "ctrl+g")
        assert rows(store, "SELECT id FROM action WHERE description = 'Written [elsewhere]'") == [(3,)]


@in_loop
async def test_without_an_action_there_is_nothing_to_explain_or_to_edit(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path, is_empty=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        reasons = {live.command.id: live.reason for live in app.live_commands()}
        assert reasons["list.why"] == reasons["list.editor"] == "There is no action here"


@in_loop
async def test_the_account_of_a_new_goal_is_searched_by_name(tmp_path: Path) -> None:
    async with opened(tmp_path) as (_, app, pilot):
        await press(pilot, "slash")
        await type_text(pilot, "nothing of that name")
        await press(pilot, "enter", "N")
        form = app.screen
        assert isinstance(form, FormDialog)
        await type_text(pilot, "nobody")
        await press(pilot, "ctrl+s")
        assert app.screen is form
        assert "nobody" in " ".join(str(part.render()) for part in form.query(Static))
        await press(pilot, "ctrl+u")
        await type_text(pilot, "beta")
        await until(pilot, lambda: form.query_one(Completion).option_list.option_count == 1)
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(app.screen, Pick)
        assert app.screen.query_one("#frame").border_title == "New goal · Betasoloin"

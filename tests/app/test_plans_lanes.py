"""Plans as swim lanes: moved by key and by mouse, exactly the dates of the bar change, and undo moves it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from kapta_tui.app import KaptaApp
from kapta_tui.data.write import basic
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.lanes import Key, LaneItem, Zoom
from kapta_tui.screens.dialogs import Confirm, Pick
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.plans import PlanLanes, PlanList, jobs, listpane, loading
from kapta_tui.screens.plans.loading import LoadedLanes
from kapta_tui.widgets.lanes import Lanes
from tests.app.keyboard import press, type_text
from tests.app.line_hosts import lines
from tests.app.plan_store import day, make_app, make_store, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until

DATES = (
    "SELECT 'goal', id, start, due FROM goal UNION ALL SELECT 'objective', id, start, due FROM objective "
    "UNION ALL SELECT 'action', id, start, due FROM action UNION ALL SELECT 'task', id, '', due FROM task"
)


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let keys alone put a moved bar down; on a busy machine the pause may end before the next key comes."""
    monkeypatch.setattr("kapta_tui.widgets.lanes.moving.PAUSE", 3600)


def lanes(app: KaptaApp) -> Lanes:
    return app.screen.query_one("#lanes", Lanes)


def under_cursor(app: KaptaApp) -> LaneItem:
    item = lanes(app).cursor_item
    assert item is not None
    return item


def iso(offset: int) -> str:
    return day(offset).isoformat()


def changed(before: list[tuple[object, ...]], after: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [row for row in after if row not in before]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@in_loop
async def test_the_portfolio_has_accounts_as_headings_and_goals_folded(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        await press(pilot, "G", "V")
        assert under_cursor(app).key == ("action", 2)
        assert [item.section for item in lanes(app)._items if item.kind == "goal"] == [
            "Acme [/oops]",
            "Betasoloin",
        ]
        await press(pilot, "G")
        assert under_cursor(app).key == ("goal", 2)
        assert "2 goals, 4 actions open" in str(lanes(app).border_title)


@in_loop
async def test_of_one_account_the_headings_are_the_plan_sections(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "V", "A", "g")
        pane = app.screen.query_one(PlanLanes)
        assert pane.wish.account == 1
        assert [item.section for item in lanes(app)._items if item.kind == "goal"] == [
            "The customer's strategic goals"
        ]
        await press(pilot, "j")
        assert under_cursor(app).key == ("objective", 1)


@in_loop
async def test_a_bar_moved_by_keys_changes_its_dates_alone_and_undo_moves_it_back(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "V", "A", "g", "j", "j")
        assert under_cursor(app).key == ("action", 1)
        before = rows(store, DATES)
        await press(pilot, "L", "L", "enter")
        assert changed(before, rows(store, DATES)) == [("action", 1, iso(-6), iso(11))]
        assert under_cursor(app).due == day(11)
        await press(pilot, "u")
        assert rows(store, DATES) == before
        assert under_cursor(app).due == day(-3)


@in_loop
async def test_pulling_the_end_by_key_leaves_the_start(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "V", "A", "g", "j", "j")
        before = rows(store, DATES)
        await press(pilot, "greater_than_sign", "enter")
        assert changed(before, rows(store, DATES)) == [("action", 1, iso(-20), iso(4))]


@in_loop
async def test_a_bar_dragged_with_the_mouse_changes_exactly_its_dates(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "V", "A", "g", "j", "j", "+")
        view = lanes(app)
        assert view.zoom is Zoom.WEEK
        bar = view.bar_of(under_cursor(app))
        assert bar is not None
        before = rows(store, DATES)
        column = view.content_region.x + view.label_width + 1 + bar.start - view.window.first
        line = view.content_region.y + 2 + 3
        await pilot.mouse_down(offset=(column + 2, line))
        await pilot.hover(offset=(column + 7, line))
        await pilot.mouse_up(offset=(column + 7, line))
        await settled(pilot)
        assert changed(before, rows(store, DATES)) == [("action", 1, iso(-15), iso(2))]


@in_loop
async def test_a_refused_move_is_put_back_with_words(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "V", "A", "g", "j", "j")
        await pilot.press("L")
        store.do(basic.remove_record, "actions", 1)
        await pilot.press("enter")
        await until(pilot, lambda: bool(said(app)))
        await settled(pilot)
        assert any("no action with the id 1" in words for words in said(app))
        assert not lanes(app)._provisional


@in_loop
async def test_a_bar_without_dates_of_its_own_says_why_it_stays(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "V", "A", "g", "L")
        assert any("no dates of its own" in words for words in said(app))
        store.do(basic.add_record, "goals", {"account": 1, "name": "Without days"})
        await press(pilot, "r", "G", "L")
        assert any("no date to move yet. D sets a due date." in words for words in said(app))


@in_loop
async def test_completing_a_goal_with_open_actions_asks_and_takes_them_along(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "V", "A", "g", "x")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "tab", "enter")
        assert isinstance(app.screen, Pick)
        await press(pilot, "enter")
        assert rows(store, "SELECT count(*) FROM task WHERE done_at IS NULL") == [(0,)]
        assert rows(store, "SELECT completed_at FROM goal WHERE id = 1") == [("2026-11-21",)]
        assert rows(store, "SELECT count(*) FROM action WHERE goal_id = 1 AND completed_at IS NULL") == [(0,)]
        await press(pilot, "u")
        assert rows(store, "SELECT completed_at FROM goal WHERE id = 1") == [(None,)]


@in_loop
async def test_items_are_put_before_their_siblings_and_back(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    order = "SELECT id FROM action WHERE goal_id = 1 ORDER BY position, id"
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "V", "A", "g", "j", "j", "J")
        assert rows(store, order) == [(2,), (1,), (3,)]
        assert under_cursor(app).key == ("action", 1)
        await press(pilot, "K", "K")
        assert rows(store, order) == [(1,), (2,), (3,)]


@in_loop
async def test_new_below_a_goal_is_an_objective_and_below_that_an_action(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "V", "A", "g", "n")
        assert "New objective" in str(app.screen.query_one("#frame").border_title)
        await press(pilot, "escape", "j", "n")
        assert "New action" in str(app.screen.query_one("#frame").border_title)
        form = app.screen
        assert isinstance(form, FormDialog)
        editors = form._editors
        assert editors["objective"].check() == "Start [/well]"


@in_loop
async def test_the_filter_and_the_choice_hold_for_both_views(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f")
        await type_text(pilot, "completed")
        await press(pilot, "enter", "V")
        assert [item.key for item in lanes(app)._items] == [("goal", 2), ("action", 5)]
        await press(pilot, "slash")
        await type_text(pilot, "workshop")
        await until(pilot, lambda: not lanes(app)._items)
        assert "fits the filter" in lanes(app).empty.plain


@in_loop
async def test_a_template_counts_back_from_the_contract_that_is_chosen(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "V", "N")
        await type_text(pilot, "renewal")
        await press(pilot, "enter", "ctrl+s")
        found = rows(store, "SELECT source, source_id, start FROM goal WHERE id > 2")
        assert [row[:2] for row in found] == [("contract", 1)]
        assert date.fromisoformat(str(found[0][2])) < day(40)
        await press(pilot, "u")
        assert rows(store, "SELECT count(*) FROM goal") == [(2,)]


@in_loop
async def test_an_outline_becomes_goals_and_is_refused_in_the_form(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "V", "N")
        await type_text(pilot, "outline")
        await press(pilot, "enter", "tab")
        await type_text(pilot, "Win [/x]")
        await press(pilot, "enter")
        await type_text(pilot, "  Contain")
        await press(pilot, "ctrl+s")
        assert rows(store, "SELECT name FROM goal WHERE id > 2") == [("Win [/x]",)]
        assert rows(store, "SELECT name FROM objective WHERE id > 1") == [("Contain",)]


@in_loop
async def test_the_lanes_open_alike_whichever_answer_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()
    monkeypatch.setattr(listpane, "load", behind(gate, loading.load))
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.query(PlanList).first().is_attached)
        await pilot.press("V")
        pane = app.screen.query_one(PlanLanes)
        await until(pilot, lambda: pane._parked is not None)
        assert not lanes(app)._rows
        gate.set()
        await settled(pilot)
        late = state(app)
    gate.set()
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "V")
        assert state(app) == late
    assert late[0] == ("action", 1)


@in_loop
async def test_a_moved_bar_stays_whatever_was_read_before_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Event()
    move = jobs.move
    monkeypatch.setattr(jobs, "move", lambda *given: behind(gate, move(*given)))
    answers: list[object] = []
    show = PlanLanes._show

    def noted(pane: PlanLanes, loaded: LoadedLanes | KaptaError) -> None:
        show(pane, loaded)
        answers.append(loaded)

    monkeypatch.setattr(PlanLanes, "_show", noted)
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "V", "A", "g", "j", "j")
        await pilot.press("L", "enter")
        answers.clear()
        app.screen.query_one(PlanLanes).reload()
        await until(pilot, lambda: bool(answers))
        assert under_cursor(app).due == day(4)
        gate.set()
        await settled(pilot)
        assert under_cursor(app).due == day(4)


def behind(gate: Event, work: Callable[..., Any]) -> Callable[..., Any]:
    """Return `work` as it runs once the gate is open."""

    def run(*given: Any, **named: Any) -> Any:
        gate.wait()
        return work(*given, **named)

    return run


def state(app: KaptaApp) -> tuple[Key, frozenset[Key], float, list[str]]:
    """Return cursor, folds, scroll and what is drawn."""
    view = lanes(app)
    return under_cursor(app).key, view.folded, view.scroll_y, lines(view)

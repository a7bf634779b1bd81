"""Today on a real store: the agenda worked on by keys, recent accounts, the pulse, good news and a welcome."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.app import KaptaApp
from kapta_tui.data.write import basic, notes
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.action.screen import ActionScreen
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.today import TodayScreen
from kapta_tui.screens.today.agendapane import AgendaPane
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.preview import FactSheet
from kapta_tui.widgets.welcome import WelcomePane
from tests.app.keyboard import press, type_text
from tests.app.plan_store import day, make_app, make_store, opened, rows
from tests.app.running import in_loop
from tests.app.shell_screens import filter_error, said, settled, until


def agenda(app: KaptaApp) -> AgendaPane:
    return app.screen.query_one(AgendaPane)


def shown(app: KaptaApp) -> list[tuple[str, str, str]]:
    """Return name, day and reason of the agenda's lines as they are drawn."""
    pane = agenda(app)
    columns = {column.key: column for column in pane.listing.columns}
    lines = [pane.listing.row(number) for number in pane.listing.ids]
    return [
        (
            plain(columns["name"].cell(line)),
            plain(columns["day"].cell(line)),
            plain(columns["reason"].cell(line)),
        )
        for line in lines
        if line is not None
    ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@in_loop
async def test_the_agenda_says_what_when_and_why(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(make_store(tmp_path), "today")
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        assert shown(app) == [
            ("□ Book the room", "3 d late", "overdue"),
            ("◇ Training", "3 d late", "overdue"),
            ("◇ Kick-off", "in 2 d", "at 100 %, not closed"),
            ("□ Send the agenda", "in 3 d", "due soon"),
            ("$ C-104", "2026-12-31", "ends"),
            ("@ Ana [b]Ruiz", "never", "never contacted"),
        ]
        assert str(agenda(app).listing.border_title) == "Today 6 · 2 late"
        for pane in ("#recent", "#pulse"):
            assert app.screen.query_one(pane).region.width > 20
        stacked = app.screen.query_one("#aside").region.y > agenda(app).region.y
        assert stacked == (size[0] < 160)


@in_loop
async def test_x_completes_in_place_and_undo_puts_it_back(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today", notifications=True) as (store, app, pilot):
        await press(pilot, "x")
        assert [line[0] for line in shown(app)][:2] == ["◇ Training", "◇ Kick-off"]
        assert rows(store, "SELECT done_at FROM task WHERE id = 1") == [("2026-11-21",)]
        await press(pilot, "x", "enter")
        assert rows(store, "SELECT completed_at FROM action WHERE id = 1") == [("2026-11-21",)]
        await press(pilot, "u", "u")
        assert len(shown(app)) == 6


@in_loop
async def test_what_x_does_not_end_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today", notifications=True) as (_, app, pilot):
        await press(pilot, "G", "x")
        assert any("open the account" in words for words in said(app))
        assert len(shown(app)) == 6


@in_loop
async def test_row_96_a_task_is_completed_with_a_note(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today", notifications=True) as (store, app, pilot):
        await press(pilot, "X")
        await type_text(pilot, "room 12 [/x]")
        await press(pilot, "enter")
        assert rows(store, "SELECT text, account_id FROM note") == [("room 12 [/x]", 1)]
        assert "□ Book the room" not in [line[0] for line in shown(app)]
        await press(pilot, "G", "X")
        assert any("put the cursor on one" in words for words in said(app))


@in_loop
async def test_marks_complete_tasks_and_actions_together(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today", notifications=True) as (_, app, pilot):
        await press(pilot, "space", "space", "space", "x", "down", "enter")
        await until(pilot, lambda: len(shown(app)) == 3)
        assert agenda(app).listing.marked == ()


@pytest.mark.parametrize(
    ("keys", "tab", "pane"), [((), "tasks", "#tasks"), (("G",), "know", "#contacts")], ids=["task", "contact"]
)
@in_loop
async def test_enter_opens_the_account_at_the_record(
    tmp_path: Path, keys: tuple[str, ...], tab: str, pane: str
) -> None:
    async with opened(tmp_path, start="today", notifications=True) as (_, app, pilot):
        await press(pilot, *keys, "enter")
        await until(pilot, lambda: isinstance(app.screen, AccountScreen))
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert tab == app.screen.tab.NAME
        assert app.screen.focused is app.screen.query_one(pane)
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)


@in_loop
async def test_enter_opens_the_page_of_an_action(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today", notifications=True) as (_, app, pilot):
        await press(pilot, "j", "enter")
        await until(pilot, lambda: isinstance(app.screen, ActionScreen))
        await settled(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, TodayScreen)


@in_loop
async def test_n_adds_a_task_for_the_account_under_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today", notifications=True) as (_, app, pilot):
        await press(pilot, "n")
        assert isinstance(app.screen, FormDialog)
        assert "New task · Acme" in str(app.screen.query_one("#frame").border_title)


@in_loop
async def test_the_filter_narrows_by_words_fields_and_overdue(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today", notifications=True) as (_, app, pilot):
        await press(pilot, "/")
        await type_text(pilot, "kind:task overdue")
        await until(pilot, lambda: len(shown(app)) == 1)
        assert shown(app)[0][0] == "□ Book the room"
        await press(pilot, "enter", "escape")
        await until(pilot, lambda: len(shown(app)) == 6)
        await press(pilot, "/")
        await type_text(pilot, "value>3")
        await until(pilot, lambda: "no field 'value'" in filter_error(app))


@in_loop
async def test_the_cursor_stays_on_its_line_when_another_process_adds_something(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today") as (store, app, pilot):
        await press(pilot, "j", "j")
        held = agenda(app).line
        assert held is not None
        store.do(basic.add_record, "tasks", {"account": 1, "name": "Earlier", "due": day(-30)})
        app.request_refresh()
        await settled(pilot)
        assert len(shown(app)) == 7
        kept = agenda(app).line
        assert kept is not None
        assert kept.item == held.item


@in_loop
async def test_sorting_and_copying_follow_the_columns(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today") as (_, app, pilot):
        await press(pilot, "s", "g", "y")
        assert shown(app)[0][0] == "@ Ana [b]Ruiz"
        assert app.clipboard == "@ Ana [b]Ruiz\tAcme [/oops]\tnever\tnever contacted"


@in_loop
async def test_recent_accounts_open_and_the_pulse_has_words(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(notes.add_note, {"account": 2, "text": "Called"})
    app = make_app(store, "today")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        recent = app.screen.query_one("#recent", Listing)
        assert list(recent.ids) == [2, 1]
        text = app.screen.query_one(FactSheet).text
        for words in ("2 · 1 yours", "none active", "1 contract ends", "1 action", "no account"):
            assert words in text
        await press(pilot, "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, AccountScreen))


@in_loop
async def test_nothing_to_do_is_good_news(tmp_path: Path) -> None:
    store = make_store(tmp_path, is_empty=True)
    store.do(basic.add_record, "accounts", {"name": "Acme [/oops]", "owner": "omar"})
    app = make_app(store, "today")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Nothing needs you today." in agenda(app).listing.empty.plain
        assert not app.screen.query(WelcomePane)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@in_loop
async def test_an_empty_store_welcomes_and_its_first_key_works(tmp_path: Path, size: tuple[int, int]) -> None:
    store = make_store(tmp_path, is_empty=True)
    app = make_app(store, "today")
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        text = str(app.screen.query_one(WelcomePane).render())
        for way in ("add your first account", "bring in a CSV", "kapta demo"):
            assert way in text
        await press(pilot, "c", "enter")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "Acme")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await settled(pilot)
        assert not app.screen.query(WelcomePane)
        assert agenda(app).listing.has_focus


@in_loop
async def test_x_is_called_complete_here(tmp_path: Path) -> None:
    async with opened(tmp_path, start="today") as (_, app, _):
        labels = {live.command.id: live.command.label for live in app.live_commands()}
        assert labels["list.archive"] == "Complete"


@pytest.mark.parametrize(("size", "wide"), [((120, 40), 44), ((200, 60), 60)])
@in_loop
async def test_the_name_of_what_is_to_be_done_gets_the_width(
    tmp_path: Path, size: tuple[int, int], wide: int
) -> None:
    async with opened(tmp_path, size, start="today") as (_, app, _):
        listing = agenda(app).listing
        assert listing.shown == ("name", "account", "day", "reason")
        assert listing._slots[0].width >= wide
        portfolio = app.screen.query_one("#pulse", FactSheet)
        assert not portfolio.show_vertical_scrollbar


@in_loop
async def test_n_on_the_welcome_adds_the_first_account_as_on_the_accounts(tmp_path: Path) -> None:
    store = make_store(tmp_path, is_empty=True)
    app = make_app(store, "today")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: bool(app.screen.query(WelcomePane)))
        assert "n   add your first account" in str(app.screen.query_one(WelcomePane).render())
        await press(pilot, "n")
        await type_text(pilot, "First")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: rows(store, "SELECT name FROM account") == [("First",)])
        await until(pilot, lambda: not app.screen.query(WelcomePane))

"""The views of the risks screen as they come and go: whose keys, whose rows, and what was read when."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection
from threading import Event

import pytest

from kapta_tui.app import KaptaApp
from kapta_tui.data.write.basic import remove_record
from kapta_tui.data.write.playbooks import set_playbook
from kapta_tui.data.write.risks import edit_risk
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.playbook import default_text
from kapta_tui.screens.dialogs.explanation import Explanation
from kapta_tui.screens.risks import RisksScreen
from kapta_tui.screens.risks import screen as screen_module
from kapta_tui.screens.risks.loading import Loaded, Wish, load
from kapta_tui.screens.risks.quickline import QuickLine
from kapta_tui.settings import Settings
from kapta_tui.state import State
from kapta_tui.widgets.cellmatrix import CellMatrix
from kapta_tui.widgets.footer import FooterLine
from tests.app.keyboard import press, type_text
from tests.app.risk_store import make_app, make_desk, risks_screen
from tests.app.running import in_loop
from tests.app.shell_screens import resize, settled, until
from tests.data.desk import Desk


def app_remembering(desk: Desk, view: str) -> KaptaApp:
    """Return the app that starts with the view of the risks that was used last."""
    return KaptaApp(
        store_path=desk.store.path,
        user=desk.store.user,
        today=desk.store.today,
        settings=Settings(start_screen="risks"),
        open_store=desk.store.open,
        state=State().with_view("risks", view),
    )


@in_loop
async def test_groupings_read_before_a_change_do_not_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path)
    held, goes_on = Event(), Event()

    def slow(connection: Connection, wish: Wish) -> Loaded | KaptaError:
        found = load(connection, wish)
        if not wish.lines and not held.is_set():
            held.set()
            assert goes_on.wait(60)
        return found

    monkeypatch.setattr(screen_module, "load", slow)
    app = app_remembering(desk, "board severity")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, held.is_set)
        screen = pilot.app.screen
        assert isinstance(screen, RisksScreen)
        desk.do(remove_record, "risks", 1)
        screen.reload()
        await until(pilot, lambda: screen.loaded is not None and screen.loaded.totals.count == 6)
        goes_on.set()
        await settled(pilot)
        await press(pilot, "b")
        assert sum(len(column.ids) for column in screen.board.columns) == 6


@in_loop
async def test_keys_typed_before_a_view_is_drawn_are_for_that_view(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await pilot.press("V", "V", "j")
        await settled(pilot)
        assert screen.focused is screen.query_one("#matrix")
        assert screen.query_one("#matrix", CellMatrix).here == ("high", "likely")
        await pilot.press("V", "slash", *"alp")
        await until(pilot, lambda: (screen.view, screen.filter_text) == ("overview", "alp"))
        await press(pilot, "enter")
        await pilot.press("V", "V", "b")
        await settled(pilot)
        assert (screen.view, screen.by) == ("board", "status")
        assert [column.key for column in screen.board.columns][:2] == ["open", "in_process"]


@in_loop
async def test_a_view_seen_before_shows_what_changed_meanwhile(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    app = make_app(desk)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, "V")
        desk.do(edit_risk, 1, {"assignee": "Ines Prado"})
        await press(pilot, "V", "V", "V")
        shown = screen.listing.row(1)
        assert shown is not None
        assert shown.row.assignee == "Ines Prado"
        await press(pilot, "slash")
        await type_text(pilot, "value>abc")
        line = screen.query_one(QuickLine)
        await until(pilot, lambda: screen.filter_text == "value>abc")
        await until(pilot, lambda: not any(char.isdigit() for char in str(line.render())))


@in_loop
async def test_a_preview_that_goes_out_of_view_leaves_the_keyboard_to_the_list(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await until(pilot, lambda: bool(screen.query("#preview")))
        await press(pilot, "tab", "w")
        assert isinstance(pilot.app.screen, Explanation)
        await press(pilot, "escape")
        await resize(pilot, 80, 24)
        await settled(pilot)
        assert screen.focused is screen.listing


@in_loop
async def test_heads_say_nothing_of_money_where_contracts_are_switched_off(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.do(set_playbook, default_text().replace("contracts = true", "contracts = false", 1))
    app = app_remembering(desk, "board severity")
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await until(pilot, lambda: all("·" not in column.summary for column in screen.board.columns))


@in_loop
async def test_the_footer_says_what_keys_do_to_a_card_in_hand(tmp_path: Path) -> None:
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        await press(pilot, "V")
        footer = screen.query_one(FooterLine)
        await press(pilot, "m", "right")
        await until(pilot, lambda: "enter Put down" in str(footer.render()))
        assert "esc Put back" in str(footer.render())
        await press(pilot, "escape")
        await until(pilot, lambda: "enter Open" in str(footer.render()))
        assert "Put" not in str(footer.render())


@in_loop
async def test_ticked_work_and_a_new_task_are_taken_together_and_undone_together(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    async with make_app(desk).run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        screen.listing.select(2)
        await settled(pilot)
        await press(pilot, "A")
        await type_text(pilot, "Call them")
        await press(pilot, "enter")
        await type_text(pilot, "Brand new")
        await press(pilot, "ctrl+s")
        linked = "SELECT (SELECT risk_id FROM action), (SELECT risk_id FROM task WHERE name = 'Brand new')"
        assert desk.row(linked) == (2, 2)
        await press(pilot, "u")
        assert desk.row(linked) == (None, None)


@in_loop
async def test_a_view_shown_first_has_as_much_of_its_title_as_fits(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    async with app_remembering(desk, "matrix severity").run_test(size=(120, 40)) as pilot:
        screen = await risks_screen(pilot)
        screen.show_view("table")
        found = load(desk.reading, screen.wish)
        assert isinstance(found, Loaded)
        # The answer may come before the table has been laid out for the first time.
        screen.show_loaded(found)
        await until(pilot, lambda: "+ $120k at stake" in str(screen.listing.border_title))

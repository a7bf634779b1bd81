"""Steps that need two records or a known value are done whole, and a change is the same number on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.screens.account.measure.health import HealthList
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.health.factors import factor_rows
from kapta_tui.screens.health.screen import HealthScreen
from kapta_tui.screens.today import TodayScreen
from kapta_tui.widgets.cells import FILL, fit, parts_of
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.health_page import go_to, remember, shown, why_screen
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until
from tests.data.desk import Desk


def _form(screen: object) -> str:
    """Return the title of the form on top, empty where there is none."""
    return str(screen.query_one("#frame").border_title) if isinstance(screen, FormDialog) else ""


async def _why(pilot: Pilot[None], account: int) -> HealthScreen:
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, AccountsScreen)
    screen.listing.select(account)
    return await why_screen(pilot)


_ACTIONS = "SELECT count(*) FROM action x JOIN goal g ON g.id = x.goal_id WHERE g.name = 'Two halls'"


@in_loop
async def test_a_goal_that_a_step_sets_gets_the_action_without_which_it_does_not_count(
    tmp_path: Path,
) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await _why(pilot, 6)
        go_to(screen, "step", "coverage", "customer")
        await press(pilot, "enter")
        assert isinstance(app.screen, Pick)
        await press(pilot, "enter")
        await type_text(pilot, "Two halls")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: _form(app.screen).startswith("New action"))
        await press(pilot, "escape")
        # The goal is there without an action: the same step goes on with it and makes no other.
        await until(pilot, lambda: app.screen is screen)
        go_to(screen, "step", "coverage", "customer")
        await press(pilot, "c")
        await until(pilot, lambda: _form(app.screen).startswith("New action"))
        await type_text(pilot, "Price them")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert value(store, _ACTIONS) == 1
        await until(pilot, lambda: not any("customer's strategic goals" in line for line in shown(screen)))


@in_loop
async def test_a_step_that_names_a_role_offers_that_role_of_that_person(tmp_path: Path) -> None:
    desk = Desk(make_store(tmp_path))
    desk.do(add_record, "contacts", {"account": 6, "name": "Emi [/x]", "role": "point_of_contact"})
    app = make_app(desk.store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await _why(pilot, 6)
        go_to(screen, "step", "executive_sponsor")
        await press(pilot, "e")
        assert isinstance(app.screen, FormDialog)
        assert _form(app.screen).startswith("Role · Emi ")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert value(desk.store, "SELECT role FROM contact WHERE name = 'Emi [/x]'") == "executive_sponsor"
        # A step of talking is not one of giving a role: the person is edited as a whole.
        go_to(screen, "step", "note")
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert len(app.screen.query(Input)) > 1
        await press(pilot, "escape")
        await press(pilot, "c")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await type_text(pilot, "Asked what the new year brings.")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert value(desk.store, "SELECT type FROM note ORDER BY id DESC LIMIT 1") == "meeting"


@in_loop
async def test_who_goes_cold_on_today_gets_a_note_of_the_talk_with_one_key(tmp_path: Path) -> None:
    desk = Desk(make_store(tmp_path))
    desk.do(
        add_record, "contacts", {"account": 1, "name": "Emi [/x]", "role": "champion", "power": "final_say"}
    )
    app = make_app(desk.store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "1")
        today = app.screen
        assert isinstance(today, TodayScreen)
        await until(pilot, lambda: today.agenda.line is not None)
        for _ in range(60):
            line = today.agenda.line
            if line is not None and line.item.title == "Emi [/x]":
                break
            await press(pilot, "j")
        assert line is not None
        assert line.item.title == "Emi [/x]"
        await press(pilot, "n")
        await until(pilot, lambda: _form(app.screen).startswith("New note"))
        await type_text(pilot, "Asked what the new year brings.")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: app.screen is today)
        assert value(desk.store, "SELECT type FROM note ORDER BY id DESC LIMIT 1") == "meeting"
        assert (
            value(
                desk.store,
                "SELECT count(*) FROM note_contact c JOIN contact t ON t.id = c.contact_id "
                "WHERE t.name = 'Emi [/x]'",
            )
            == 1
        )


@in_loop
async def test_the_parts_of_a_change_are_the_same_where_the_score_is_explained_and_measured(
    tmp_path: Path,
) -> None:
    desk = Desk(make_store(tmp_path))
    desk.do(edit_record, "accounts", 2, {"satisfaction": 3})
    remember(desk.store, 2, 30, 6543, 4321, 8765, None, 2109, None)
    app = make_app(desk.store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _why(pilot, 2)
        told = {line.split()[1]: line for line in shown(screen) if line.lstrip().startswith(("▸", "▾"))}
        await press(pilot, "q")
        account = await page(pilot, 2)
        await account.show_tab("measure")
        await settled(pilot)
        lines = account.query_one(HealthList)
        rows = [
            row for number in lines.ids if (row := lines.row(number)) is not None and row.change is not None
        ]
        assert len(rows) > 4
        for row in rows:
            if row.label in told and row.change:
                assert f" {row.change:+.2f} " in told[row.label]


@pytest.mark.parametrize("width", [77, 100, 140])
def test_a_factor_that_is_missing_says_why_in_a_narrow_line(tmp_path: Path, width: int) -> None:
    @in_loop
    async def run() -> None:
        async with make_app(make_store(tmp_path)).run_test(size=(80, 24)) as pilot:
            screen = await _why(pilot, 6)
            lines = [
                "".join(text for text, _ in fit(row.draw(width), width))
                for row in factor_rows(screen.found, (), width)
            ]
            line = next(line for line in lines if "Plan" in line)
            assert "The plan has no goal" in line
            assert ("missing:" in line) is (width > 90)

    run()


@in_loop
async def test_lines_of_a_wide_terminal_end_where_they_are_still_read_as_one(tmp_path: Path) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(200, 60)) as pilot:
        screen = await _why(pilot, 1)
        row = next(row for row in map(screen.listing.row, screen.listing.ids) if row is not None)
        drawn = screen.listing.banner(row)
        assert drawn is not None
        # Nothing stretches the line to the border.
        assert FILL in row.draw(100)
        assert FILL not in parts_of(drawn)
        assert 120 < screen.listing.room_in(200) < 180

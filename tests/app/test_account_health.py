"""Health on the account page: head, Measure tab, timeline, who goes cold next (features: rows 10, 11, 57, 65, 69)."""

from __future__ import annotations

import re
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select

from kapta_tui.data.store import Store
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.header import AccountHead
from kapta_tui.screens.account.measure.cold import ColdList
from kapta_tui.screens.account.measure.factors import SCORE
from kapta_tui.screens.account.measure.health import HealthList
from kapta_tui.screens.account.measure.relatives import FamilyHealthList
from kapta_tui.screens.account.measure.timeline import HealthChart
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.health.screen import HealthScreen
from kapta_tui.screens.risks.form import RiskForm
from kapta_tui.widgets.lineview import LineView
from tests.app.account_page import SIZES, head, page, value
from tests.app.account_store import make_app, make_store
from tests.app.health_page import remember, shown
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until

GREEN = (10_000, 9_000, 8_000, 5_000, 9_000, 8_000)
"""Hundredths by factor of a good day: 85.5 points of 100."""


def _store(folder: Path, kind: str = "full") -> Store:
    """Return a store whose first account did well 40 days and a week ago; the day between them was carried."""
    store = make_store(folder, kind)
    remember(store, 1, 40, *GREEN)
    remember(store, 1, 8, *GREEN, deduction=600)
    carried = remember(store, 1, 20, *GREEN)
    with closing(store.connect()) as connection:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("UPDATE health_day SET carried = 1 WHERE day = ?", (carried.isoformat(),))
        connection.commit()
    return store


_NOTED = (
    "SELECT c.name FROM note n JOIN note_contact l ON l.note_id = n.id JOIN contact c ON c.id = l.contact_id "
    "WHERE n.text LIKE 'She is back%'"
)


def _named(cold: ColdList, number: int) -> str:
    row = cold.row(number)
    return "" if row is None else row.name


def _text(view: LineView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def _score(text: str) -> int:
    found = re.search(r"(\d+) [●◐○] (?:healthy|watch|poor)", text)
    assert found is not None, text
    return int(found[1])


async def _measure(pilot: Pilot[None]) -> tuple[AccountScreen, HealthList]:
    screen = await page(pilot, tab="measure")
    listing = screen.query_one(HealthList)
    assert listing.has_focus
    return screen, listing


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["full", "naughty"])
def test_points_and_changes_of_the_lines_add_up_to_those_of_the_first(
    tmp_path: Path, kind: str, size: tuple[int, int]
) -> None:
    @in_loop
    async def run() -> None:
        async with make_app(_store(tmp_path, kind)).run_test(size=size) as pilot:
            screen, listing = await _measure(pilot)
            lines = [row for number in listing.ids if (row := listing.row(number)) is not None]
            total, *others = lines
            assert total.name == SCORE
            assert total.earned == _score(head(screen))
            assert sum(line.earned or 0 for line in others) == total.earned
            changes = [line.change for line in lines if line.change is not None]
            assert len(changes) == len(lines)
            assert sum(changes[1:], Decimal(0)) == changes[0]
            assert "in 30 d" in head(screen)
            assert all(len(text) <= size[0] for text in _text(listing))

    run()


@in_loop
async def test_a_risk_opened_by_keys_moves_head_tab_and_list_at_once_and_undo_takes_it_back(
    tmp_path: Path,
) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        accounts = pilot.app.screen
        assert isinstance(accounts, AccountsScreen)
        accounts.listing.select(1)
        screen, listing = await _measure(pilot)
        before = _score(head(screen))
        await press(pilot, "R")
        form = pilot.app.screen
        assert isinstance(form, RiskForm)
        await type_text(pilot, "Nobody answers")
        await press(pilot, "enter")
        form.query_one("#field-severity Select", Select).value = "critical"
        form.query_one("#field-likelihood Select", Select).value = "almost_certain"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is screen and _score(head(screen)) == max(0, before - 30))
        assert f"Health [bold]{max(0, before - 30)} " in str(listing.border_title)
        await press(pilot, "q")
        line = accounts.listing.row(1)
        assert line is not None
        assert line.row.health == max(0, before - 30)
        await press(pilot, "u")
        await until(pilot, lambda: (row := accounts.listing.row(1)) is not None and row.row.health == before)


@in_loop
async def test_p_and_a_typed_day_change_the_period_of_tab_and_head_and_other_accounts_keep_it(
    tmp_path: Path,
) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen, listing = await _measure(pilot)
        await press(pilot, "p")
        assert "since 2026-10-12" in str(listing.border_title)
        assert "since 2026-10-12" in head(screen)
        await press(pilot, "D")
        assert isinstance(pilot.app.screen, Prompt)
        pilot.app.screen.query_one(Input).value = "2026-11-13"
        await press(pilot, "enter")
        assert "since 2026-11-13" in head(screen)
        await press(pilot, "q")
        again = await page(pilot, tab="know")
        assert "since 2026-11-13" in head(again)


@in_loop
async def test_the_timeline_follows_the_cursor_zooms_and_shows_carried_days_hollow(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen, listing = await _measure(pilot)
        chart = screen.query_one(HealthChart)
        assert "Timeline · Score" in str(chart.border_title)
        assert any("◦" in line for line in _text(chart))
        await press(pilot, "j")
        assert "Timeline · Profile" in str(chart.border_title)
        chart.focus()
        await press(pilot, "l", "l", "h")
        assert "Timeline · Plan" in str(chart.border_title)
        assert listing.line is not None
        assert listing.line.name == "plan"
        await press(pilot, "+")
        assert "30 days" in str(chart.border_title)
        assert _text(chart)[-1].split()[0] == "2026-10-23"
        await press(pilot, "-", "-", "-")
        assert "all days" in str(chart.border_title)
        assert _text(chart)[-1].split()[0] == "2026-10-12"


@in_loop
async def test_enter_explains_the_factor_under_the_cursor_and_a_click_on_the_head_the_score(
    tmp_path: Path,
) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(80, 24)) as pilot:
        screen, _ = await _measure(pilot)
        await press(pilot, "p", "p", "p", "p", "j", "j", "enter")
        why = pilot.app.screen
        assert isinstance(why, HealthScreen)
        assert why.listing.here is not None
        assert why.listing.here.key == ("factor", "plan")
        assert any(line.startswith("▾ Plan") for line in shown(why))
        await press(pilot, "q")
        assert pilot.app.screen is screen
        # The head is padded by two cells; the score stands at the start of its second line.
        await pilot.click(AccountHead, offset=(3, 1))
        await until(pilot, lambda: isinstance(pilot.app.screen, HealthScreen))
        again = pilot.app.screen
        assert isinstance(again, HealthScreen)
        assert again.found.period == why.found.period


@in_loop
async def test_a_family_lists_its_accounts_the_lowest_first_and_the_head_leads_there(tmp_path: Path) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        await press(pilot, "W")
        assert re.search(r"combined, worst \d+ Acme \w+, 4 of 4 scored", head(screen))
        await pilot.click(AccountHead, offset=(3, 1))
        await settled(pilot)
        listing = screen.query_one(FamilyHealthList)
        scores = [row.score for number in listing.ids if (row := listing.row(number)) is not None]
        assert len(scores) == 4
        assert scores == sorted(score for score in scores if score is not None)
        lowest = listing.cursor_id
        await press(pilot, "enter")
        opened = pilot.app.screen
        assert isinstance(opened, AccountScreen)
        assert opened.account == lowest


@in_loop
async def test_who_goes_cold_next_opens_the_contact_and_adds_a_note_about_them(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen, _ = await _measure(pilot)
        cold = screen.query_one(ColdList)
        cold.focus()
        await settled(pilot)
        assert any("Ana Ruiz" in line and "never" in line for line in _text(cold))
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, FormDialog)
        assert form.query_one("#field-name Input", Input).value == "Ana Ruiz"
        await press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        cold.select(next(number for number in cold.ids if _named(cold, number) == "Ana Ruiz"))
        await press(pilot, "n")
        await type_text(pilot, "She is back and asked about next year.")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is screen)
        await until(pilot, lambda: not any("Ana Ruiz" in line and "never" in line for line in _text(cold)))
    assert value(store, _NOTED) == "Ana Ruiz"

"""How pleased an account is: on its profile with its age, and entry by entry on the Measure tab (features: row 67)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.content import Content
from textual.pilot import Pilot

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.screens.account.measure.satisfaction import SatisfactionList
from kapta_tui.screens.account.papers.profile import ProfileSheet
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.dialogs.form import FormDialog
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import screen_lines, settled, until
from tests.conftest import TODAY


def _store(folder: Path, *entries: tuple[int, int]) -> Store:
    store = make_store(folder)
    with store.write("fill") as tx:
        for score, ago in entries:
            add_record(tx, "satisfaction", {"account": 1, "score": score, "date": TODAY - timedelta(ago)})
    return store


def _said(pilot: Pilot[None]) -> str:
    lines = screen_lines(pilot.app)
    place = next(number for number, line in enumerate(lines) if "Satisfaction  " in line)
    return " ".join(lines[place : place + 4])


def _title(listing: SatisfactionList) -> str:
    return Content.from_markup(str(listing.border_title)).plain


@in_loop
async def test_entries_are_made_changed_and_removed_by_keys(tmp_path: Path) -> None:
    store = _store(tmp_path, (4, 200), (6, 100))
    newest = "SELECT satisfaction || ' ' || satisfaction_on FROM account WHERE id = 1"
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, tab="measure")
        listing = screen.query_one(SatisfactionList)
        assert _title(listing) == "Satisfaction 2 · now 6 of 10"
        rows = [listing.render_line(y).text for y in range(4)]
        assert any("6 of 10  100 days · stale" in row for row in rows)
        assert any("4 of 10  200 days · expired" in row for row in rows)
        listing.focus()
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, FormDialog)
        await press(pilot, "9", "ctrl+s")
        await until(pilot, lambda: len(listing.ids) == 3)
        assert value(store, newest) == "9 2026-11-21"
        assert listing.cursor_id == listing.ids[0]
        await press(pilot, "e", "backspace", "7", "ctrl+s")
        await until(pilot, lambda: _title(listing) == "Satisfaction 3 · now 7 of 10")
        await press(pilot, "d")
        await until(pilot, lambda: len(listing.ids) == 2)
        assert value(store, newest) == "6 2026-08-13"
        await press(pilot, "u")
        await until(pilot, lambda: len(listing.ids) == 3)


@in_loop
async def test_the_profile_says_how_old_it_is_and_the_menu_offers_a_new_one(tmp_path: Path) -> None:
    store = _store(tmp_path, (8, 70))
    async with make_app(store).run_test(size=(200, 60)) as pilot:
        screen = await page(pilot)
        assert "8 of 10 · 70 days old" in _said(pilot)
        assert "stale" not in _said(pilot)
        for ago, words in ((91, "stale"), (181, "expired,")):
            store.do(add_record, "satisfaction", {"account": 2, "score": 8, "date": TODAY - timedelta(ago)})
            other = await page(pilot, account=2)
            assert f"8 of 10 · {ago} days old · " in _said(pilot)
            assert words in _said(pilot)
            await press(pilot, "q")
            await until(pilot, lambda: pilot.app.screen is screen)
            assert other is not screen
            store.undo()
        await press(pilot, "c")
        await until(pilot, lambda: isinstance(pilot.app.screen, Pick))
        await press(pilot, *"pleased", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await press(pilot, "3", "ctrl+s")
        await settled(pilot)
        await until(pilot, lambda: "3 of 10 · today" in _said(pilot))
        assert screen.query_one(ProfileSheet).display

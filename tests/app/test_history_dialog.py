"""The history of a record from every list, and the activity of an account with its filter."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, Static

from kapta_tui.data.read.history import Entry
from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.screens.history import ChangeDialog, HistoryDialog
from kapta_tui.screens.history.dialog import Line
from kapta_tui.widgets.filterbar import FilterBar
from kapta_tui.widgets.footer import FooterLine
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.preview_feed import Feed
from tests.app.account_page import page
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import filter_error, settled, until


def entry_at(listing: Listing[Line], number: int) -> Entry:
    row = listing.row(number)
    assert row is not None
    return row.entry


@in_loop
async def test_y_shows_the_history_of_the_account_where_no_record_is_chosen(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "accounts", 1, {"description": "one [/oops]"})
    store.do(edit_record, "accounts", 1, {"description": "two"})
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await page(pilot, 1, "activity")
        await press(pilot, "Y")
        await until(pilot, lambda: isinstance(app.screen, HistoryDialog))
        await settled(pilot)
        moves = app.screen.query_one("#moves", Listing)
        assert entry_at(moves, 1).after == "two"
        told = str(app.screen.query_one("#move", Static).render())
        assert told == "Description: one [/oops] → two"
        assert "esc Close" in str(app.screen.query_one(FooterLine).render())
        await press(pilot, "escape")
        assert not isinstance(app.screen, HistoryDialog)


@in_loop
async def test_y_shows_the_history_on_every_screen_that_lists_records(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for keys in (("2",), ("3",), ("3", "V"), ("4",), ("4", "V")):
            for key in keys:
                await press(pilot, key)
                await settled(pilot)
            await press(pilot, "Y")
            await until(pilot, lambda: isinstance(app.screen, HistoryDialog))
            await press(pilot, "escape")
            await settled(pilot)


@in_loop
async def test_the_activity_is_filtered_as_one_types_and_escape_clears_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(add_record, "notes", {"account": 1, "text": "Harbour"})
    store.do(add_record, "notes", {"account": 1, "text": "Lighthouse"})
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await page(pilot, 1, "activity")
        feed = screen.query_one(Feed)
        everything = len(feed.ids)
        assert everything > 1
        await press(pilot, "slash")
        await type_text(pilot, "lighthouse")
        await until(pilot, lambda: len(feed.ids) == 1)
        await press(pilot, "enter")
        await settled(pilot)
        assert not screen.query(FilterBar)
        assert "filter: lighthouse" in str(feed.border_title)
        await press(pilot, "escape")
        await until(pilot, lambda: len(feed.ids) == everything)
        assert app.screen is screen
        assert "filter" not in str(feed.border_title)


@in_loop
async def test_a_wrong_field_is_said_below_the_filter(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await page(pilot, 1, "activity")
        await press(pilot, "slash")
        await type_text(pilot, "sev:high")
        await until(pilot, lambda: "no field" in filter_error(app))
        assert "user, kind, date" in filter_error(app)
        await press(pilot, "escape")
        await settled(pilot)
        assert not screen.query(FilterBar)


@in_loop
async def test_a_filter_of_the_activity_closed_too_soon_opens_again_with_its_error(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await page(pilot, 1, "activity")
        await press(pilot, "slash")
        screen.query_one("FilterBar Input", Input).value = "sev:high"
        await pilot.press("enter")
        await until(pilot, lambda: "no field" in filter_error(app))
        await settled(pilot)
        screen.query_one(FilterBar).post_message(FilterBar.Closed("sev:high"))
        await settled(pilot)
        assert "no field" in filter_error(app)
        assert isinstance(app.focused, Input)
        await press(pilot, "escape")
        assert not screen.query(FilterBar)


@in_loop
async def test_enter_on_a_change_shows_what_it_changed(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "accounts", 1, {"website": "two.example"})
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await page(pilot, 1, "activity")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ChangeDialog))
        await settled(pilot)
        entry = entry_at(app.screen.query_one("#moves", Listing), 1)
        assert entry.after == "two.example"
        assert entry.label == "Website"

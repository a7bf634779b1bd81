"""The accounts screen: what it shows, and every change by keyboard alone (mission S1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, Static

from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.dialogs import Confirm, Pick, Prompt
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.settings import Settings
from kapta_tui.widgets.filterbar import FilterBar
from kapta_tui.widgets.header import HeaderLine
from kapta_tui.widgets.preview import FactSheet
from kapta_tui.widgets.preview_feed import Feed
from tests.app.account_store import NAUGHTY, make_app, make_store
from tests.app.accounts_driving import accounts_screen, names, row_texts
from tests.app.keyboard import press, toggle_column, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import filter_error, said, settled, until

SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_the_title_counts_and_sums_and_families_stand_together(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=size) as pilot:
        screen = await accounts_screen(pilot)
        # The sum comes after the rows.
        await until(pilot, lambda: str(screen.listing.border_title).startswith("Accounts 27 · €"))
        head, first, *below = row_texts(screen)
        assert "Name ▴" in head
        assert first.startswith(" ▸ Acme Corp")
        assert [line[3:22].rstrip() for line in below[:3]] == [
            "├ Acme Iberia ⊞1",
            "│ └ Acme Lisboa",
            "└ Acme Nordic",
        ]
        assert screen.query_one("#preview").display == (size[0] > 80)
        assert screen.query_one("#feed").display == (size[0] > 120)


@in_loop
async def test_t_shows_a_flat_list_and_s_changes_the_order(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "t")
        assert not any("├" in line for line in row_texts(screen))
        await press(pilot, "s")
        assert screen.listing.sort == ("owner", False)
        await press(pilot, "S")
        owners = [line.row.owner for key in screen.listing.ids if (line := screen.listing.row(key))]
        assert owners == sorted(owners, reverse=True)


@in_loop
async def test_the_preview_follows_the_cursor(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(200, 60)) as pilot:
        screen = await accounts_screen(pilot)
        sheet = screen.query_one(FactSheet)
        await until(pilot, lambda: "Called the sponsor." in sheet.text)
        assert "with lena, omar" in sheet.text
        await pilot.press("j", "j", "j", "j")
        await until(pilot, lambda: str(sheet.border_title) == "⚑ Betasoloin")
        assert "⚑ Low · Likely · P4 · 12 d" in sheet.text
        await press(pilot, "e")
        await press(pilot, "end")
        await type_text(pilot, " AG")
        await press(pilot, "ctrl+s")
        feed = screen.query_one(Feed)
        await until(pilot, lambda: len(feed.ids) == 1)
        assert "Changed name" in feed.render_line(1).text
        assert str(sheet.border_title) == "⚑ Betasoloin AG"


@in_loop
async def test_an_account_is_created_by_keyboard_alone_and_taken_back(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "n")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "Zeta Works")
        await press(pilot, "ctrl+s")
        assert len(app.screen_stack) == 1
        assert names(store)[-1] == "Zeta Works"
        line = screen.listing.row(screen.listing.cursor_id or 0)
        assert line is not None
        assert (line.row.name, line.row.owner) == ("Zeta Works", "jane")
        assert any("Added account Zeta Works · u undoes" in text for text in said(app))
        await press(pilot, "u")
        assert "Zeta Works" not in names(store)
        assert len(screen.listing.ids) == 27


@in_loop
async def test_quick_add_takes_one_line(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "a")
        assert isinstance(app.screen, Prompt)
        app.screen.query_one(Input).value = "Acme Baltic @'Acme Corp' !strategic owner:omar"
        await press(pilot, "enter")
        line = screen.listing.row(screen.listing.cursor_id or 0)
        assert line is not None
        assert (line.row.name, line.row.type, line.row.owner) == ("Acme Baltic", "strategic", "omar")
        assert line.prefix == "├ "


@in_loop
async def test_marked_accounts_are_archived_together_and_one_key_brings_them_back(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await accounts_screen(pilot)
        await pilot.press("G", "k", "space", "space", "x")
        await settled(pilot)
        assert names(store, "archived") == ["Konex", "Labdrill"]
        assert len(screen.listing.ids) == 25
        assert screen.listing.marked == ()
        assert any("Archived 2 accounts · u undoes" in text for text in said(app))
        await press(pilot, "u")
        assert names(store, "archived") == []
        assert len(screen.listing.ids) == 27


@in_loop
async def test_x_brings_an_archived_account_back(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        await pilot.press("G", "x")
        await settled(pilot)
        screen.filter_text = "archived"
        await until(pilot, lambda: "Labdrill archived" in row_texts(screen)[1])
        await press(pilot, "x")
        assert names(store, "archived") == []


@in_loop
async def test_removing_names_what_falls_and_wants_the_name(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "d")
        dialog = app.screen
        assert isinstance(dialog, Confirm)
        words = str(dialog.query_one(".words", Static).render())
        for part in ("2 contacts", "1 contract", "1 opportunity", "1 risk", "2 notes", "2 actions", "1 task"):
            assert f"· {part}" in words
        assert "2 accounts below will stand alone" in words
        await pilot.press("enter")
        assert app.screen is dialog
        await type_text(pilot, "acme corp")
        await press(pilot, "enter")
        assert "Acme Corp" not in names(store)
        await press(pilot, "u")
        assert names(store)[0] == "Acme Corp"


@in_loop
async def test_a_filter_keeps_the_cursor_and_esc_clears_it(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        await pilot.press("j", "j")
        here = screen.listing.cursor_id
        await pilot.press("/")
        await type_text(pilot, "acme")
        await until(pilot, lambda: len(screen.listing.ids) == 4)
        assert screen.listing.cursor_id == here
        await press(pilot, "enter")
        assert app.focused is screen.listing
        await press(pilot, "escape")
        assert len(screen.listing.ids) == 27
        assert screen.listing.cursor_id == here


@in_loop
async def test_a_wrong_filter_is_explained_and_the_list_stays(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        await pilot.press("/")
        screen.query_one("FilterBar Input", Input).value = "acme wrong:1"
        await until(pilot, lambda: "wrong" in filter_error(app))
        assert filter_error(app).startswith("     ^ There is no field 'wrong'.")
        assert "Fields: id, name" in filter_error(app)
        assert "filter:" not in str(screen.query_one(HeaderLine).render())
        assert len(screen.listing.ids) == 27
        await press(pilot, "escape")
        assert not screen.query("#filter-error")


@in_loop
async def test_enter_on_a_wrong_filter_stays_in_the_field_with_the_error(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await accounts_screen(pilot)
        await pilot.press("/", *"foo:bar")
        await until(pilot, lambda: "foo" in filter_error(app))
        for _ in range(2):
            await press(pilot, "enter")
            assert screen.query_one("FilterBar Input", Input).value == "foo:bar"
            assert "There is no field 'foo'." in filter_error(app)
        screen.query_one("FilterBar Input", Input).value = "acme"
        await pilot.press("enter")
        await until(pilot, lambda: not screen.query("FilterBar"))
        assert (screen.filter_text, len(screen.listing.ids)) == ("acme", 4)


@in_loop
async def test_a_filter_closed_before_its_error_is_known_opens_again(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await accounts_screen(pilot)
        await pilot.press("/")
        screen.query_one("FilterBar Input", Input).value = "foo:bar"
        await pilot.press("enter")
        await until(pilot, lambda: "foo" in filter_error(app))
        screen.query_one(FilterBar).post_message(FilterBar.Closed("foo:bar"))
        await settled(pilot)
        assert "foo" in filter_error(app)
        assert app.focused is screen.query_one("FilterBar Input", Input)
        assert app.focused.value == "foo:bar"
        await press(pilot, "escape")
        assert (screen.filter_text, len(screen.listing.ids)) == ("", 27)


@in_loop
async def test_f_offers_the_users_own_filters_and_the_ready_words(tmp_path: Path) -> None:
    settings = Settings(start_screen="accounts", filters={"accounts": {"big ones": "value>800k"}})
    app = make_app(make_store(tmp_path), settings)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "f")
        assert isinstance(app.screen, Pick)
        await type_text(pilot, "big")
        await press(pilot, "enter")
        assert screen.filter_text == "value>800k"
        assert 0 < len(screen.listing.ids) < 10
        await pilot.press("f")
        await type_text(pilot, "strategic")
        await press(pilot, "enter")
        assert len(screen.listing.ids) == 6


@in_loop
async def test_a_column_is_hidden_and_shown_again(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        assert "owner" in screen.listing.shown
        for expected in (False, True):
            await toggle_column(pilot, screen.listing, "owner")
            assert ("owner" in screen.listing.shown) == expected


@in_loop
async def test_what_another_process_commits_appears_and_the_cursor_stays(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await accounts_screen(pilot)
        listing = screen.listing
        await pilot.press("G", "k", "k")
        await settled(pilot)
        here, line = listing.cursor_id, listing.cursor - listing.scroll_offset.y
        await until(pilot, lambda: app._watcher._seen is not None)
        store.do(add_record, "accounts", {"name": "Aaa from next door"})
        await until(pilot, lambda: len(listing.ids) == 28)
        await settled(pilot)
        assert listing.cursor_id == here
        assert listing.cursor - listing.scroll_offset.y == line
        assert str(listing.border_title).startswith("Accounts 28")


@in_loop
async def test_what_another_process_does_is_said_and_what_one_does_oneself_is_not(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await accounts_screen(pilot)
        await until(pilot, lambda: app._watcher._seen is not None)
        store.do(add_record, "accounts", {"name": "Aaa from next door"})
        await until(pilot, lambda: "Changed elsewhere: Added account Aaa from next door" in said(app))
        store.undo()
        await until(pilot, lambda: "Changed elsewhere: Undone: Added account Aaa from next door" in said(app))
        store.redo()
        await until(
            pilot, lambda: "Changed elsewhere: Done again: Added account Aaa from next door" in said(app)
        )
        await press(pilot, "x")
        for _ in range(3):
            app.look_for_changes()
            await settled(pilot)
        assert not any("elsewhere: Archived" in words for words in said(app))


@in_loop
async def test_a_form_saved_over_a_newer_change_shows_both_values_and_keeps_the_text(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        number = screen.listing.cursor_id
        assert number is not None
        await press(pilot, "e")
        await press(pilot, "end")
        await type_text(pilot, " mine")
        store.do(edit_record, "accounts", number, {"name": "Acme theirs"})
        await press(pilot, "ctrl+s")
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        words = str(dialog.query_one("#form-error", Static).render())
        assert "now 'Acme theirs', yours 'Acme Corp mine'" in words
        assert dialog.query_one("#field-name Input", Input).value == "Acme Corp mine"
        await press(pilot, "ctrl+s")
        assert names(store)[0] == "Acme Corp mine"


@in_loop
async def test_rows_are_copied_with_what_a_spreadsheet_could_run_made_harmless(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path, "naughty"))
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "y")
        cells = app.clipboard.split("\t")
        assert cells[:2] == ["'" + NAUGHTY[1], "omar"]
        assert len(cells) == 6


@in_loop
async def test_capital_r_starts_a_risk_or_opens_the_active_one(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        opened = set()
        for account in screen.listing.ids[:8]:
            screen.listing.select(account)
            await settled(pilot)
            line = screen.listing.row(account)
            assert line is not None
            await press(pilot, "R")
            wanted = FormDialog if line.row.risk_id is None else AccountScreen
            assert isinstance(app.screen, wanted)
            opened.add(wanted)
            app.pop_screen()
            await settled(pilot)
        assert opened == {FormDialog, AccountScreen}

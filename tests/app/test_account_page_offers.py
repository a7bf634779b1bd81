"""What the page of one account offers, refuses and copies, and the names it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from kapta_tui.screens.account.header import AccountHead
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.dialogs.form import FormDialog
from tests.app.account_page import SIZES, TABS, head, page, value
from tests.app.account_store import NAUGHTY, make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import said


@in_loop
async def test_c_creates_for_this_account_from_any_tab(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await page(pilot, 3, "activity")
        await press(pilot, "c")
        assert isinstance(app.screen, Pick)
        await type_text(pilot, "contract")
        await press(pilot, "enter")
        dialog = app.screen
        assert isinstance(dialog, FormDialog)
        await type_text(pilot, "C-9")
        await press(pilot, "ctrl+s")
        assert value(store, "SELECT account_id FROM contract ORDER BY id DESC") == 3


@in_loop
async def test_the_cursor_goes_to_what_c_creates(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, 1)
        for name in ("Zoe Last", "Zara Later"):
            await press(pilot, "c")
            await type_text(pilot, "key player")
            await press(pilot, "enter")
            await type_text(pilot, name)
            await press(pilot, "ctrl+s")
        newest = value(store, "SELECT max(id) FROM contact")
        assert screen.query_one("#contacts", RecordList).cursor_id == newest


@in_loop
async def test_what_a_contact_cannot_do_is_refused_with_a_reason(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await page(pilot)
        await press(pilot, "x")
        assert any("there is nothing to close about a contact" in text for text in said(app))


@in_loop
async def test_every_command_of_the_page_is_offered_by_the_palette(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await page(pilot, tab="tasks")
        live = {item.command.id: item.reason for item in app.live_commands()}
        expected = {f"list.{verb}" for verb in ("open", "new", "edit", "remove", "archive", "copy", "editor")}
        expected |= {"account.risk", "account.contribute", "screen.next-tab", "screen.previous-tab"}
        assert expected <= live.keys()
        assert live.pop("screen.turn"), "a task's name is no text to make work from"
        assert {reason for reason in live.values() if reason} == {
            "the account has no links; e adds them",
            "no account stands above this one; e gives it a parent",
        }


@in_loop
async def test_rows_are_copied_from_any_list_of_the_page(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await page(pilot)
        await press(pilot, "*", "y")
        assert [line.split("\t")[0] for line in app.clipboard.split("\n")] == ["Ana Ruiz", "Bo of Acme Corp"]


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_names_that_look_like_code_are_only_names(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(make_store(tmp_path, "naughty"))
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        # Each size has a third of the names; a pane that reads one of them reads all.
        for account in range(1 + SIZES.index(size), len(NAUGHTY) + 1, len(SIZES)):
            screen = await page(pilot, account)
            await pilot.hover(AccountHead)
            for _ in TABS:
                await press(pilot, "]")
                assert "\x1b" not in head(screen)
            await press(pilot, "R")
            await press(pilot, "escape" if isinstance(app.screen, FormDialog) else "q")
            if app.screen is screen:
                await press(pilot, "q")


@in_loop
async def test_the_head_shows_markup_as_it_is_written(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path, "naughty"))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        assert head(screen).startswith("Acme [/oops]")
        assert isinstance(screen.query_one(AccountHead), Static)


@in_loop
async def test_e_edits_the_account_where_the_pane_has_no_record(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, 6)
        assert not screen.query_one("#contacts", RecordList).ids
        await press(pilot, "e")
        assert isinstance(app.screen, FormDialog)
        assert str(app.screen.query_one("#frame").border_title) == "Edit Condax"

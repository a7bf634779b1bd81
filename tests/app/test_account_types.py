"""Four types of accounts in the app (domain.md 1.1), and archived ones in the accounts list (features: row 25)."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, Select, Static

from kapta_tui.data.write.basic import archive_account
from kapta_tui.screens.accounts import AccountsScreen
from tests.app.account_page import head, page
from tests.app.account_store import NAMES, make_app, make_store
from tests.app.accounts_driving import accounts_screen, names, row_texts
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop

ALL = len(NAMES) + 3


def _title(screen: AccountsScreen) -> str:
    return str(screen.listing.border_title)


def _types(select: Select[str]) -> list[object]:
    return [value for _, value in select._options if isinstance(value, str)]


@in_loop
async def test_the_form_of_a_new_account_offers_no_later_type(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "n")
        assert _types(app.screen.query_one("#field-type Select", Select)) == ["normal", "strategic"]
        await press(pilot, "escape", "e")
        assert _types(app.screen.query_one("#field-type Select", Select)) == [
            "normal",
            "strategic",
            "flagged",
            "archived",
        ]


@in_loop
async def test_the_form_archives_by_type(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        await press(pilot, "e")
        app.screen.query_one("#field-type Select", Select).value = "archived"
        await press(pilot, "ctrl+s")
        assert names(store, "archived AND type = 'strategic'") == ["Acme Corp"]
        assert len(screen.listing.ids) == ALL - 1


@in_loop
async def test_the_page_of_an_archived_account_says_so_once(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(archive_account, 1)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await accounts_screen(pilot)
        screen = await page(pilot)
        assert head(screen).casefold().count("archived") == 1


@in_loop
async def test_quick_add_says_why_a_later_type_is_refused(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await accounts_screen(pilot)
        await press(pilot, "a")
        await type_text(pilot, "Gamma !flagged")
        assert "A new account cannot be flagged" in str(app.screen.query_one("#meaning", Static).content)
        await press(pilot, "enter")
        assert app.screen.query_one(Input).value == "Gamma !flagged"
        assert "Gamma" not in names(store)


@in_loop
async def test_one_key_shows_archived_accounts_in_the_list(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(archive_account, 2)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await accounts_screen(pilot)
        assert _title(screen).startswith(f"Accounts {ALL - 1} ·")
        await press(pilot, "A")
        assert _title(screen).startswith(f"Accounts {ALL} with archived")
        assert any("Betasoloin archived" in line for line in row_texts(screen))
        await press(pilot, "escape")
        assert _title(screen).startswith(f"Accounts {ALL - 1} ·")
        await press(pilot, "A", "A")
        assert len(screen.listing.ids) == ALL - 1

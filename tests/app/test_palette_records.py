"""Records in the palette: found as one types, opened where they stand, harmless whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.text import one_line
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.action.screen import ActionScreen
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.risk.screen import RiskScreen
from kapta_tui.widgets.listing import Listing
from tests.app.account_store import NAUGHTY, make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until

SIZES = [(80, 24), (120, 40)]


async def find(pilot: Pilot[None], text: str) -> list[str]:
    """Type `text` into the palette and return what is offered once everything is found."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette))
    await settled(pilot)
    pilot.app.screen.query_one(Input).value = text
    await pilot.pause()
    await settled(pilot)
    return [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]


async def choose(pilot: Pilot[None], text: str, kind: str) -> None:
    """Find `text` and choose the first hit of `kind`."""
    offered = await find(pilot, text)
    listed = pilot.app.screen.query_one(OptionList)
    listed.highlighted = next(place for place, words in enumerate(offered) if f" {kind}" in words)
    await pilot.press("enter")


async def open_first(pilot: Pilot[None], text: str, kind: str) -> AccountScreen:
    """Find `text`, choose the first hit of `kind`, and return the page that opens."""
    await choose(pilot, text, kind)
    await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))
    await settled(pilot)
    page = pilot.app.screen
    assert isinstance(page, AccountScreen)
    return page


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_an_account_is_found_and_opened_by_its_name(tmp_path: Path, size: tuple[int, int]) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p", *"betas", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))
        await settled(pilot)
        page = pilot.app.screen
        assert isinstance(page, AccountScreen)
        assert page.profile is not None
        assert page.profile.row.name == "Betasoloin"


@in_loop
async def test_a_hit_names_its_kind_and_account_beside_the_title(tmp_path: Path) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        offered = await find(pilot, "bo of betas")
        line = offered[0].splitlines()[0]
        assert line.startswith("Bo of Betasoloin ")
        assert line.endswith((" Key player · Betasoloin ⚑", " Contact · Betasoloin ⚑"))


@pytest.mark.parametrize(
    ("text", "kind", "tab", "pane"),
    [
        ("ana", "Contact", "know", "#contacts"),
        ("C-104", "Contract", "know", "#contracts"),
        ("extension", "Opportunity", "know", "#opportunities"),
        ("three sites", "Goal", "act", "#plan"),
        ("agenda", "Task", "tasks", "#tasks"),
        ("pricing", "Note", "notes", "#notes"),
    ],
)
@in_loop
async def test_a_record_opens_on_its_tab_with_the_cursor_on_it(
    tmp_path: Path, text: str, kind: str, tab: str, pane: str
) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        page = await open_first(pilot, text, kind)
        assert tab == page.tab.NAME
        listing = page.query_one(pane, Listing)
        assert page.focused is listing
        row = listing.row(listing.cursor_id or 0)
        assert text in str(row).lower() or text in str(row)


@in_loop
async def test_a_risk_opens_on_its_own_page(tmp_path: Path) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await choose(pilot, "words about condax", "Risk")
        await until(pilot, lambda: isinstance(pilot.app.screen, RiskScreen))


@in_loop
async def test_an_action_opens_on_its_own_page(tmp_path: Path) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await choose(pilot, "training", "Action")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))


@in_loop
async def test_on_the_page_of_the_account_itself_only_the_tab_changes(tmp_path: Path) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        page = await open_first(pilot, "acme corp", "Account")
        depth = len(pilot.app.screen_stack)
        assert await open_first(pilot, "bo of acme corp", "Contact") is page
        assert len(pilot.app.screen_stack) == depth
        contacts = page.query_one("#contacts", RecordList)
        assert (contacts.row(contacts.cursor_id or 0) or {})["name"] == "Bo of Acme Corp"


@in_loop
async def test_a_product_opens_in_its_form_as_it_has_no_account(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(add_record, "products", {"name": "Left-handed screwdriver", "code": "LHS"})
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert any("screwdriver" in words for words in await find(pilot, "screwd"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))


@in_loop
async def test_commands_come_first_for_what_begins_their_name_and_last_for_scattered_letters(
    tmp_path: Path,
) -> None:
    store = make_store(tmp_path)
    store.do(add_record, "accounts", {"name": "Undo Brothers"})
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        offered = await find(pilot, "und")
        places = [
            next(i for i, words in enumerate(offered) if words.startswith(x)) for x in ("Undo ", "Undo B")
        ]
        assert places == [0, 1]
        await pilot.press("escape")
        offered = await find(pilot, "acme")
        assert "Account" in offered[0]
        assert offered[0].startswith("Acme")


@in_loop
async def test_what_is_overtaken_by_further_letters_is_never_shown(tmp_path: Path) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+p", *"acme", *["backspace"] * 4, *"konex")
        await settled(pilot)
        offered = [str(option.prompt) for option in pilot.app.screen.query_one(OptionList).options]
        assert any("Konex" in words for words in offered)
        assert not any(words.startswith("Acme") for words in offered)


@pytest.mark.parametrize("name", NAUGHTY)
@in_loop
async def test_a_name_is_only_a_name_in_the_palette(tmp_path: Path, name: str) -> None:
    store = make_store(tmp_path, "naughty")
    async with make_app(store).run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        shown = one_line(name)
        word = max("".join(char if char.isalnum() else " " for char in shown).split(), key=len)
        await open_first(pilot, word[:40], "Account")
        assert pilot.app.is_running


@in_loop
async def test_a_record_removed_meanwhile_is_missed_in_words(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    async with make_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await find(pilot, "konex")
        with store.write("remove") as tx:
            tx.raw.execute("DELETE FROM account WHERE name = 'Konex'")
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, CommandPalette | AccountScreen)
        assert pilot.app._notifications


@in_loop
async def test_behind_a_dialog_no_records_are_offered(tmp_path: Path) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        assert not any("Konex" in words for words in await find(pilot, "konex"))


@in_loop
async def test_a_theme_with_the_word_typed_comes_before_records_that_speak_of_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(add_record, "accounts", {"name": "Copperline Transit", "description": "builds light rail"})
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        offered = await find(pilot, "light")
        themes = [words.startswith("Theme: ") for words in offered]
        assert themes[0]
        assert any(words.startswith("Copperline Transit") for words in offered)
        assert themes == sorted(themes, reverse=True)
        await press(pilot, "escape")
        offered = await find(pilot, "copperl")
        assert offered[0].startswith("Copperline Transit")

"""The page of an account in its family: up, down, and the direct or combined view (features: rows 27 and 28)."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, archive_account, edit_record
from kapta_tui.domain.fields import Value
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.header import AccountHead
from kapta_tui.screens.account.kin import DataView
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.listing import Listing
from tests.app.account_page import SIZES, TABS, head, page, value
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until

ACME, NORDIC, IBERIA, LISBOA = 1, 25, 26, 27


def family_store(folder: Path) -> Store:
    """Return the store with records below Acme Corp: a contract of Iberia, a risk and a note of Lisboa."""
    store = make_store(folder)
    with store.write("family") as tx:
        contract: dict[str, Value] = {"account": IBERIA, "name": "I-1", "value": 1000, "currency": "USD"}
        add_record(tx, "contracts", contract)
        add_record(tx, "risks", {"account": LISBOA, "reasons": ("QUIET",)})
        add_record(tx, "notes", {"account": LISBOA, "text": "Asked for a visit"})
        add_record(tx, "goals", {"account": LISBOA, "name": "Open the second site"})
    return store


def listing(screen: AccountScreen, name: str) -> Listing[object]:
    """Return the list `name` of the tab that is shown."""
    return screen.tab.query_one(f"#{name}", Listing)


def texts(found: Listing[object]) -> str:
    """Return what the list draws."""
    return "\n".join(found.render_line(y).text for y in range(found.size.height))


async def combined(pilot: Pilot[None], account: int = ACME, tab: str = "know") -> AccountScreen:
    """Open the page and change to the combined view."""
    screen = await page(pilot, account, tab)
    await pilot.press("W")
    await settled(pilot)
    assert screen.data_view is DataView.COMBINED
    return screen


@in_loop
async def test_a_key_goes_to_the_parent_and_enter_on_a_child_goes_down(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, LISBOA)
        assert head(screen).startswith("Acme Corp › Acme Iberia › Acme Lisboa")
        await pilot.press("backspace")
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert app.screen.account == IBERIA
        below = listing(app.screen, "accounts")
        assert list(below.ids) == [LISBOA]
        below.focus()
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert app.screen.account == LISBOA
        assert not listing(app.screen, "accounts").display


@in_loop
async def test_a_click_on_a_name_above_goes_there_and_one_on_a_child_opens_it(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, LISBOA)
        await pilot.click(AccountHead, offset=(4, 0))
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert app.screen is not screen
        assert app.screen.account == ACME
        below = listing(app.screen, "accounts")
        assert "Acme Iberia ⊞1" in texts(below)
        assert "└ Acme Lisboa" in texts(below)
        await pilot.click(below, offset=(8, 2), times=2)
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        assert app.screen.account == IBERIA


@in_loop
async def test_a_new_account_of_that_list_has_the_page_as_parent(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, ACME)
        listing(screen, "accounts").focus()
        await pilot.press("n")
        await settled(pilot)
        await pilot.press(*"Porto", "ctrl+s")
        await settled(pilot)
    assert value(store, "SELECT parent_id FROM account WHERE name = 'Porto'") == ACME


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_the_head_says_which_view_it_is_and_sums_up_the_family(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(family_store(tmp_path))
    async with app.run_test(size=size) as pilot:
        screen = await page(pilot, ACME)
        assert "direct, 3 below" in head(screen)
        assert "$1k" not in head(screen)
        await pilot.press("W")
        await settled(pilot)
        assert "combined: 4 accounts" in head(screen)
        assert "1 active risk" in head(screen)
        assert " combined, worst " in head(screen)
        assert ", 4 of 4 scored" in head(screen)
        assert "€40k" in head(screen)
        assert ("$1k in 2 contracts" if size[0] == 200 else "+1") in head(screen)
        await pilot.press("W")
        await settled(pilot)
        assert "direct, 3 below" in head(screen)


@in_loop
async def test_a_click_on_the_word_changes_the_view(tmp_path: Path) -> None:
    app = make_app(family_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, ACME)
        at = head(screen).index("direct")
        # The head is padded by two cells.
        await pilot.click(AccountHead, offset=(at + 4, 0))
        await settled(pilot)
        assert screen.data_view is DataView.COMBINED


@in_loop
async def test_every_tab_of_the_combined_view_shows_the_records_of_the_family_with_their_accounts(
    tmp_path: Path,
) -> None:
    app = make_app(family_store(tmp_path))
    async with app.run_test(size=(200, 60)) as pilot:
        screen = await combined(pilot)
        assert len(listing(screen, "contracts").ids) == 2
        assert len([number for number in listing(screen, "contacts").ids if number > 0]) == 2
        assert "Acme Iberia" in texts(listing(screen, "contracts"))
        expected = {"act": "plan", "risk": "risks", "notes": "notes", "activity": "account-feed"}
        for tab, name in expected.items():
            await screen.show_tab(tab)
            await settled(pilot)
            assert "Acme Lisboa" in texts(listing(screen, name)), tab


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_every_tab_can_be_shown_in_the_combined_view(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(family_store(tmp_path))
    async with app.run_test(size=size) as pilot:
        screen = await combined(pilot)
        for name in TABS[1:]:
            await pilot.press("right_square_bracket")
            await settled(pilot)
            assert name == screen.tab.NAME
            assert screen.tab.display


@in_loop
async def test_a_new_record_belongs_to_the_account_under_the_cursor_else_to_the_parent(
    tmp_path: Path,
) -> None:
    store = family_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await combined(pilot, tab="notes")
        assert screen.account_here() == LISBOA
        await pilot.press("n")
        await settled(pilot)
        assert isinstance(app.screen, FormDialog)
        await pilot.press(*"Second visit", "ctrl+s")
        await settled(pilot)
        assert value(store, "SELECT account_id FROM note WHERE text = 'Second visit'") == LISBOA
        await screen.show_tab("measure", "#metrics")
        await settled(pilot)
        assert screen.account_here() == ACME


@in_loop
async def test_archived_children_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    store = family_store(tmp_path)
    store.do(archive_account, IBERIA, True)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await combined(pilot)
        assert "combined: 3 accounts" in head(screen)
        assert len(listing(screen, "contracts").ids) == 1
        await pilot.press("W")
        await settled(pilot)
        assert "combined with archived: 4 accounts" in head(screen)
        assert len(listing(screen, "contracts").ids) == 2


@in_loop
async def test_the_view_becomes_direct_when_the_last_account_below_has_gone(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await combined(pilot, IBERIA)
        store.do(edit_record, "accounts", LISBOA, {"parent": None})
        await pilot.press("r")
        await until(pilot, lambda: screen.data_view is DataView.DIRECT)
        await settled(pilot)
        assert "direct" not in head(screen)
        await pilot.press("W")
        await settled(pilot)
        assert screen.data_view is DataView.DIRECT


@in_loop
async def test_a_form_whose_parent_became_a_child_meanwhile_is_refused_in_words(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await page(pilot, NORDIC)
        await pilot.press("e")
        await settled(pilot)
        form = app.screen
        assert isinstance(form, FormDialog)
        form.query_one("#field-parent Input", Input).value = "Betasoloin"
        await pilot.pause()
        store.do(edit_record, "accounts", 2, {"parent": "Acme Nordic"})
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert app.screen is form
        words = " ".join(str(line.render()) for line in form.query("Static"))
        assert "Acme Nordic would stand above itself" in words
    assert value(store, f"SELECT parent_id FROM account WHERE id = {NORDIC}") == ACME

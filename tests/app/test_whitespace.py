"""The whitespace grid by keys and mouse (features: row 18)."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.products import set_products
from kapta_tui.domain.fields import Values
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.whitespace import WhitespaceScreen
from kapta_tui.widgets.grid.view import HEADS, in_lines
from tests.app.account_page import value
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until

SIZES = [(80, 24), (120, 40), (200, 60)]


def _store(folder: Path, kind: str = "full", products: int = 12) -> Store:
    store = make_store(folder, kind)
    with store.write("fill") as tx:
        for number in range(products):
            family = "" if number % 4 == 3 else f"Family [/{number // 4}]"
            add_record(tx, "products", {"name": f"Product {number} [/oops]", "family": family})
        if kind != "empty":
            set_products(tx, 1, [1, 2])
            deal: Values = {
                "account": 1,
                "name": "Deal [b]",
                "product": 5,
                "amount": 1000,
                "stage": "proposal",
            }
            add_record(tx, "opportunities", deal)
    return store


async def _opened(pilot: Pilot[None], account: int | None = 1) -> WhitespaceScreen:
    await settled(pilot)
    screen = WhitespaceScreen(account, AccountScreen)
    await pilot.app.push_screen(screen)
    await settled(pilot)
    await until(pilot, lambda: not screen.grid.ids or screen.grid.row(screen.grid.cursor_id or 0) is not None)
    await pilot.pause()
    return screen


def _text(screen: WhitespaceScreen) -> str:
    return "\n".join(screen.grid.render_line(y).text for y in range(screen.grid.size.height))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["full", "naughty", "empty"])
def test_the_grid_is_drawn_in_every_size_with_every_name(
    tmp_path: Path, size: tuple[int, int], kind: str
) -> None:
    @in_loop
    async def run() -> None:
        async with make_app(_store(tmp_path, kind)).run_test(size=size) as pilot:
            screen = await _opened(pilot)
            shown = _text(screen)
            width = screen.grid.scrollable_size.width
            assert {screen.grid.render_line(y).cell_length for y in range(screen.grid.size.height)} == {width}
            assert ("No account yet" if kind == "empty" else "●") in shown

    run()


@in_loop
async def test_space_says_that_an_account_has_a_product_and_undo_takes_it_back(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen = await _opened(pilot)
        count = "SELECT count(*) FROM account_product WHERE account_id = 1"
        await pilot.press("right", "right", "right", "space")
        await until(pilot, lambda: value(store, count) == 3)
        await settled(pilot)
        assert "has it" in str(screen.query_one("#about", Static).render())
        await pilot.press("u")
        await until(pilot, lambda: value(store, count) == 2)


@in_loop
async def test_the_line_below_tells_of_the_open_opportunity_in_the_cell(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await _opened(pilot)
        place = next(at for at, offer in enumerate(screen._offers) if offer.id == 5)
        await pilot.press(*["right"] * place)
        await pilot.pause()
        about = str(screen.query_one("#about", Static).render())
        assert "Deal [b]: Proposal 50 % €1k" in about
        assert "▽50%" in _text(screen)


@in_loop
async def test_a_new_opportunity_begins_with_account_and_product(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        await _opened(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhitespaceScreen))
        await settled(pilot)
    sql = "SELECT product_id FROM opportunity WHERE account_id = 1 ORDER BY id DESC LIMIT 1"
    assert value(store, sql) == 1


@in_loop
async def test_enter_opens_the_account_and_the_filter_keeps_those_that_match(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await _opened(pilot)
        await pilot.press("slash", *"konex", "enter")
        await settled(pilot)
        await until(pilot, lambda: len(screen.grid.ids) == 1)
        await until(pilot, lambda: screen.grid.row(screen.grid.ids[0]) is not None)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))


@in_loop
async def test_the_columns_follow_the_cursor_sideways(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path, products=40)).run_test(size=(80, 24)) as pilot:
        screen = await _opened(pilot)
        assert "more ›" in _text(screen)
        await pilot.press("end")
        await pilot.pause()
        assert screen.grid.column == 39
        assert "‹" in _text(screen)
        await pilot.press("home")
        await pilot.pause()
        assert "‹" not in _text(screen)


@in_loop
async def test_a_double_click_on_a_cell_does_what_space_does(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen = await _opened(pilot)
        before = value(store, "SELECT count(*) FROM account_product")
        x = next(x for x in range(120) if screen.grid.column_at(x) == 3)
        await pilot.click("#grid", offset=(x + 2, HEADS + 1), times=2)
        await until(pilot, lambda: value(store, "SELECT count(*) FROM account_product") != before)


@in_loop
async def test_a_key_of_the_accounts_list_and_of_the_page_leads_here(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("number_sign")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhitespaceScreen))
        await pilot.press("q")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))
        await settled(pilot)
        await pilot.press("number_sign")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhitespaceScreen))


def test_a_head_fills_its_lines_from_the_bottom_by_whole_words() -> None:
    assert in_lines("Fibre", 7) == ["", "", "", "Fibre"]
    assert in_lines("Disaster recovery", 5) == ["Disa-", "ster", "reco-", "very"]
    assert in_lines("SD-WAN site", 5) == ["", "SD-", "WAN", "site"]
    assert in_lines("Dedicated internet 10G", 5) == ["", "Dedi.", "inte.", "10G"]
    assert in_lines("One two three four five six seven", 7) == ["One two", "three", "four", "five six seven"]
    assert in_lines("", 7) == ["", "", "", ""]

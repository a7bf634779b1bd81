"""The Know tab: every section in the room it needs, and the products that opportunities name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.containers import VerticalScroll

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.screens.account.folding import at_ease, unfolded
from kapta_tui.screens.account.know import KnowTab
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.widgets.preview import Facts, FactSheet
from kapta_tui.widgets.preview_feed import Feed
from tests.app.account_page import head, page
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import resize, said, settled


def sell(store: Store) -> None:
    """Let the opportunity of the first account name a product; another product stays unsold."""
    store.do(add_record, "products", {"name": "Fibre [1G]", "code": "F-1", "family": "Access", "price": 120})
    store.do(add_record, "products", {"name": "Managed Wi-Fi"})
    store.do(edit_record, "opportunities", 1, {"product": "Fibre [1G]"})


@in_loop
async def test_products_that_opportunities_name_are_shown(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    sell(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await page(pilot)
        products = screen.query_one("#products", RecordList)
        assert "0 had, 1 on offer" in str(products.border_title)
        line = products.render_line(1).text
        assert "Fibre [1G]" in line
        assert "▽" in line
        products.focus()
        await press(pilot, "d")
        assert any("an opportunity names it" in text for text in said(app))
        await press(pilot, "s")
        assert len(products.ids) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 24)])
@in_loop
async def test_a_small_terminal_opens_the_chosen_list_and_what_fits_beside_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    store = make_store(tmp_path)
    for number in range(4):
        store.do(add_record, "contacts", {"account": 1, "name": f"Ana [{number}]"})
    app = make_app(store)
    async with app.run_test(size=size) as pilot:
        screen = await page(pilot)
        lists = screen.query_one(KnowTab).lists
        for chosen in lists:
            chosen.focus()
            await settled(pilot)
            assert chosen.outer_size.height > 1
            assert all(item.region.bottom <= size[1] - 1 for item in lists)
        people = screen.query_one("#contacts", RecordList)
        await resize(pilot, size[0], 16)
        await settled(pilot)
        assert people.outer_size.height == 1
        assert "Ana [0], Ana [1]" in str(people.border_title)
        people.focus()
        await settled(pilot)
        assert str(people.border_title).startswith("Key players 6")
        await resize(pilot, *size)
        await settled(pilot)
        tab = screen.query_one(KnowTab)
        assert not any(bar.show_vertical_scrollbar for bar in tab.query(VerticalScroll))
        profile = screen.query_one("#profile", FactSheet)
        profile.focus()
        await settled(pilot)
        assert profile.size.height > 5


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 5), st.integers(0, 60))
def test_open_lists_never_need_more_lines_than_there_are(counts: list[int], chosen: int, room: int) -> None:
    needs = [count + 3 if count else 4 for count in counts]
    chosen %= len(counts)
    heights = unfolded(needs, [bool(count) for count in counts], chosen, room)
    assert sum(heights) <= max(room, len(counts))
    assert heights[chosen] == max(1, min(needs[chosen], room - len(counts) + 1))
    assert all(1 <= height <= need for height, need in zip(heights, needs, strict=True))
    left = room - sum(heights)
    assert all(height > 1 or left + 1 < 5 for height, need in zip(heights, needs, strict=True) if need > 4)


def test_lines_that_are_left_go_to_open_lists_that_cut_something() -> None:
    assert at_ease([4, 5, 1, 6], [4, 9, 9, 8], 22) == [4, 9, 1, 8]
    assert at_ease([4, 5, 1, 6], [4, 9, 9, 8], 18) == [4, 7, 1, 6]
    assert at_ease([4, 5, 1, 6], [4, 9, 9, 8], 10) == [4, 5, 1, 6]


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
@in_loop
async def test_lists_are_no_higher_than_their_rows_need(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=size) as pilot:
        screen = await page(pilot)
        for item in screen.query_one(KnowTab).lists:
            assert item.outer_size.height == 1 or item.wants <= item.outer_size.height <= item.comfort
        latest = screen.query_one("#latest", FactSheet)
        assert "They asked about pricing" in latest.text
        assert "Met Acme Corp on site." in latest.text
        latest.focus()
        await press(pilot, "n")
        assert str(app.screen.query_one("#frame").border_title) == "New note · Acme Corp"


@in_loop
async def test_a_sheet_is_as_high_as_its_facts_at_every_width(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, 2, "risk")
        sheet = screen.query_one("#active-risk", FactSheet)
        for size in ((60, 40), (44, 40), (200, 40)):
            await resize(pilot, *size)
            await settled(pilot)
            assert sheet.query_one(Facts).size.height == len(sheet.text.split("\n")), size


@pytest.mark.parametrize(("size", "is_shown"), [((200, 60), True), ((120, 70), True), ((120, 24), False)])
@in_loop
async def test_the_latest_changes_stand_in_what_the_lists_leave(
    tmp_path: Path, size: tuple[int, int], is_shown: bool
) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "accounts", 1, {"website": "acme.example"})
    app = make_app(store)
    async with app.run_test(size=size) as pilot:
        screen = await page(pilot)
        changes = screen.query_one(Feed)
        assert (changes.region.area > 0) is is_shown
        if is_shown:
            assert changes.region.bottom == size[1] - 1
            assert "Changed website" in changes.render_line(1).text
            assert "Acme Corp" not in changes.render_line(1).text


@in_loop
async def test_the_head_names_every_currency_where_there_is_room(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(add_record, "contracts", {"account": 1, "name": "C-2", "value": 12000, "currency": "CHF"})
    store.do(
        add_record, "risks", {"account": 1, "reasons": ("PRICE",), "severity": "high", "likelihood": "likely"}
    )
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        assert " + CHF 12k in 2 contracts" in head(screen)
        await resize(pilot, 50, 24)
        await settled(pilot)
        assert cell_len(head(screen).split("\n")[1]) <= 46
        await resize(pilot, 120, 40)
        await screen.show_tab("risk")
        await settled(pilot)
        assert " + CHF 12k" in screen.query_one("#active-risk", FactSheet).text

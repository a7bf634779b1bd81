"""The Know tab: every section in the room it needs, and the products that opportunities name."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.screens.account.know import KnowTab
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.preview import FactSheet
from tests.app.account_page import page, press
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled


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
        assert str(products.border_title) == "Products 1"
        line = products.render_line(1).text
        assert "Fibre [1G]" in line
        assert "Access" in line
        products.focus()
        await press(pilot, "d")
        assert any("shared by all accounts" in text for text in said(app))
        await press(pilot, "s")
        assert len(products.ids) == 1
        await press(pilot, "n")
        assert isinstance(app.screen, FormDialog)
        assert str(app.screen.query_one("#frame").border_title) == "New opportunity · Acme Corp"


@pytest.mark.parametrize("size", [(80, 24), (120, 24)])
@in_loop
async def test_a_small_terminal_folds_all_lists_but_one(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=size) as pilot:
        screen = await page(pilot)
        lists = list(screen.query(RecordList))
        for chosen in lists:
            chosen.focus()
            await settled(pilot)
            assert [item.outer_size.height > 1 for item in lists] == [item is chosen for item in lists]
            assert all(item.region.bottom <= size[1] - 1 for item in lists)
        tab = screen.query_one(KnowTab)
        assert not any(bar.show_vertical_scrollbar for bar in tab.query(VerticalScroll))
        profile = screen.query_one("#profile", FactSheet)
        profile.focus()
        await settled(pilot)
        assert profile.size.height > 5


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
@in_loop
async def test_lists_are_no_higher_than_their_rows_need(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=size) as pilot:
        screen = await page(pilot)
        heights = [item.outer_size.height for item in screen.query(RecordList)]
        assert heights == [5, 4, 4, 4]
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
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert sheet.virtual_size.height == len(sheet.text.split("\n")), size

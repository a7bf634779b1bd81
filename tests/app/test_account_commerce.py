"""Contracts, opportunities and products on the account page (features: rows 16 to 18)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.fields import Values
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.panes import RecordList
from kapta_tui.screens.dialogs.choose import Choose
from kapta_tui.screens.dialogs.form import FormDialog
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until
from tests.conftest import TODAY

HELD = "SELECT group_concat(product_id) FROM account_product WHERE account_id = 28"


def _store(folder: Path) -> Store:
    store = make_store(folder)
    records: list[tuple[str, Values]] = [
        ("contracts", {"name": "Now", "value": 100, "start": date(2026, 1, 1), "end": TODAY + timedelta(40)}),
        ("contracts", {"name": "Far", "value": 50, "currency": "USD", "end": TODAY + timedelta(400)}),
        ("contracts", {"name": "Gone", "value": 7, "start": date(2025, 1, 1), "end": date(2025, 12, 31)}),
        ("opportunities", {"name": "Won", "stage": "won", "amount": 9, "close_date": date(2026, 1, 1)}),
        ("opportunities", {"name": "Held", "stage": "on_hold", "amount": 10}),
        ("opportunities", {"name": "Own", "stage": "proposal", "amount": 1000, "probability": 80}),
        ("opportunities", {"name": "Stage", "stage": "proposal", "amount": 100}),
    ]
    with store.write("fill") as tx:
        assert add_record(tx, "accounts", {"name": "Zeta [/oops]"}) == 28
        for kind, values in records:
            notice: Values = {"notice_date": TODAY + timedelta(10)} if values["name"] == "Now" else {}
            add_record(tx, kind, {"account": 28, **values, **notice})
        for name in ("Copper", "Fibre", "Radio"):
            add_record(tx, "products", {"name": name})
    return store


async def _list(pilot: Pilot[None], kind: str) -> tuple[AccountScreen, RecordList]:
    screen = await page(pilot, 28)
    listing = screen.query_one(f"#{kind}", RecordList)
    listing.focus()
    await settled(pilot)
    return screen, listing


def _held(store: Store) -> set[str]:
    return set(str(value(store, HELD) or "").split(","))


def _lines(listing: RecordList) -> list[str]:
    return [listing.render_line(y).text for y in range(1, len(listing.ids) + 1)]


@in_loop
async def test_contracts_say_what_is_active_what_ends_and_what_wants_notice(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(200, 60)) as pilot:
        _, listing = await _list(pilot, "contracts")
        title = str(listing.border_title)
        assert title.startswith("Contracts 3")
        assert "€100 + $50 active" in title
        assert f"ends {TODAY + timedelta(40)} – {TODAY + timedelta(400)}" in title
        first, second, last = _lines(listing)
        assert "! 40 d" in first
        assert "! 10 d" in first
        assert "!" not in second
        assert "Gone" in last
        assert "!" not in last


@in_loop
async def test_opportunities_say_what_is_open_weighted_on_hold_and_won(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(200, 60)) as pilot:
        _, listing = await _list(pilot, "opportunities")
        assert "3 open €1.11k · weighted €850" in str(listing.border_title)
        own, stage, held, won = _lines(listing)
        assert "€800" in own
        assert "50 % stage" in stage
        assert "‖ On hold" in held
        assert "✓ Won" in won
        assert "80 % stage" not in own


@in_loop
async def test_several_products_are_given_at_once_and_one_is_taken_away(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        _, listing = await _list(pilot, "products")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press(*"cop", "enter", *"rad", "enter", "ctrl+s")
        await until(pilot, lambda: _held(store) == {"1", "3"})
        await until(pilot, lambda: len(listing.ids) == 2)
        await pilot.press("d")
        await until(pilot, lambda: _held(store) == {"3"})
        await pilot.press("u")
        await until(pilot, lambda: _held(store) == {"1", "3"})
    assert value(store, "SELECT count(*) FROM product") == 3


@in_loop
async def test_a_product_nobody_sells_yet_is_made_and_given(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(80, 24)) as pilot:
        await _list(pilot, "products")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
        await pilot.press(*"laser", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: value(store, HELD) == "4")
    assert value(store, "SELECT name FROM product WHERE id = 4") == "laser"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_what_is_only_on_offer_cannot_be_taken_away(tmp_path: Path, size: tuple[int, int]) -> None:
    @in_loop
    async def run() -> None:
        store = _store(tmp_path)
        store.do(add_record, "opportunities", {"account": 28, "name": "Deal", "product": 2, "amount": 5})
        async with make_app(store).run_test(size=size) as pilot:
            _, listing = await _list(pilot, "products")
            assert "0 had, 1 on offer" in str(listing.border_title)
            assert "▽ Discovery €5" in _lines(listing)[0]
            assert "an opportunity names it" in str(listing.why_not("list.remove"))

    run()

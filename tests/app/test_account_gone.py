"""The page of an account when another process removes it, or what it shows, at that moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from kapta_tui.data.read import risks
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.risks import RiskRow
from kapta_tui.data.write.basic import remove_record
from kapta_tui.screens.account.panes import RecordSheet
from kapta_tui.screens.account.tab import Place
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.help import HelpScreen
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until
from tests.conftest import TODAY, USER


@in_loop
async def test_the_page_of_a_removed_account_waits_for_what_stands_on_top_of_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        await press(pilot, "f1")
        store.do(remove_record, "accounts", 1)
        screen.reload()
        await settled(pilot)
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))


@in_loop
async def test_a_risk_that_is_removed_while_it_is_read_leaves_no_active_risk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(tmp_path)
    risk = value(store, "SELECT id FROM risk WHERE account_id = 2 AND closed_at IS NULL")
    assert isinstance(risk, int)
    rows = risks.rows

    def gone_by_then(connection: sqlite3.Connection, view: View, wanted: Sequence[int]) -> dict[int, RiskRow]:
        store.do(remove_record, "risks", risk)
        return rows(connection, view, wanted)

    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot, account=2, tab="risk")
        sheet = screen.query_one("#active-risk", RecordSheet)
        assert sheet.record == risk
        monkeypatch.setattr(risks, "rows", gone_by_then)
        with closing(store.connect()) as connection:
            place = Place(2, View(TODAY, USER, current(connection)))
            answer = screen.tab.load(connection, place)
        screen.tab.show(answer, place)
        assert sheet.record is None
        assert "No active risk" in sheet.text

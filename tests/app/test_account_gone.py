"""The page of an account that another process removes while something stands on top of it."""

from __future__ import annotations

from pathlib import Path

from kapta_tui.data.write.basic import remove_record
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.help import HelpScreen
from tests.app.account_page import page
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until


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

"""Opening the page of one account in tests, and working on it by keys."""

from __future__ import annotations

from textual.pilot import Pilot

from kapta_tui.data.store import Store
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.header import AccountHead
from kapta_tui.screens.dialogs.form import FormDialog
from tests.app.keyboard import press
from tests.app.shell_screens import settled, until

SIZES = [(80, 24), (120, 40), (200, 60)]
TABS = ("know", "act", "lanes", "tasks", "measure", "risk", "notes", "activity")


async def page(pilot: Pilot[None], account: int = 1, tab: str = "know") -> AccountScreen:
    """Open the page of an account and return it once it is filled; 1 has no active risk, 2 has one."""
    await settled(pilot)
    screen = AccountScreen(account, tab)
    await pilot.app.push_screen(screen)
    await until(pilot, lambda: screen.profile is not None)
    await settled(pilot)
    return screen


async def new_in(pilot: Pilot[None], pane: str) -> FormDialog:
    """Open the page of the first account and from its pane `pane` the form of a new record."""
    screen = await page(pilot)
    screen.query_one(pane).focus()
    await press(pilot, "n")
    form = pilot.app.screen
    assert isinstance(form, FormDialog)
    return form


def value(store: Store, sql: str) -> object:
    """Return the first column of the first row."""
    connection = store.connect()
    try:
        row = connection.execute(sql).fetchone()
    finally:
        connection.close()
    return None if row is None else row[0]


def head(screen: AccountScreen) -> str:
    """Return the words of the page's head."""
    return str(screen.query_one(AccountHead).render())

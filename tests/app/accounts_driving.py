"""What tests of the accounts screen do again and again."""

from __future__ import annotations

from contextlib import closing

from textual.pilot import Pilot

from kapta_tui.data.store import Store
from kapta_tui.screens.accounts import AccountsScreen
from tests.app.shell_screens import settled


async def accounts_screen(pilot: Pilot[None]) -> AccountsScreen:
    """Return the screen once its rows are there."""
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, AccountsScreen)
    return screen


def row_texts(screen: AccountsScreen) -> list[str]:
    """Return the lines the list draws."""
    listing = screen.listing
    return [listing.render_line(y).text.rstrip() for y in range(listing.size.height)]


def names(store: Store, where: str = "true", *, table: str = "account") -> list[str]:
    """Return the names of the accounts in the store, or of what another table holds, oldest first."""
    with closing(store.connect()) as connection:
        found = connection.execute(f'SELECT name FROM "{table}" WHERE {where} ORDER BY id').fetchall()
    return [name for (name,) in found]

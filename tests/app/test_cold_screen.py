"""Who goes cold next at all accounts, reached from everywhere by name and key (features: row 65)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from textual.content import Content
from textual.pilot import Pilot

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.fields import Value
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.people import KeyPlayers
from kapta_tui.screens.cold.screen import ColdScreen
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.screens.health.screen import HealthScreen
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import said, screen_lines, settled, until
from tests.conftest import TODAY


def _store(folder: Path) -> Store:
    """Return a store in which Bo of Acme Corp goes cold next, then their sponsor; nobody has met the others."""
    store = make_store(folder)
    with store.write("talks") as tx:
        for name, ago in (("Bo of Acme Corp", 12), ("Ana Ruiz", 5)):
            about: dict[str, Value] = {"account": 1, "date": TODAY - timedelta(ago), "contacts": (name,)}
            words = "Went through the plan of the year."
            add_record(tx, "notes", about | {"type": "meeting", "text": words})
    return store


def _names(screen: ColdScreen) -> list[str]:
    listing = screen.listing
    return [row.name for number in listing.ids if (row := listing.row(number)) is not None]


def _title(screen: ColdScreen) -> str:
    return Content.from_markup(str(screen.listing.border_title)).plain


async def _opened(pilot: Pilot[None]) -> ColdScreen:
    """Find the list by its words in the palette."""
    await settled(pilot)
    await press(pilot, "ctrl+p")
    await type_text(pilot, "goes cold")
    await until(pilot, lambda: any("Who goes cold next" in line for line in screen_lines(pilot.app)))
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ColdScreen))
    screen = pilot.app.screen
    assert isinstance(screen, ColdScreen)
    await until(pilot, lambda: bool(screen.listing.ids))
    return screen


@in_loop
async def test_a_note_takes_who_goes_cold_next_from_the_top_and_all_keys_lead_on(tmp_path: Path) -> None:
    app = make_app(_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        screen = await _opened(pilot)
        below = app.screen_stack[-2]
        assert _names(screen)[:2] == ["Bo of Acme Corp", "Ana Ruiz"]
        many = len(screen.listing.ids)
        assert _title(screen) == f"Who goes cold next 2 · {many - 2} cold already"
        await press(pilot, "n")
        assert isinstance(app.screen, FormDialog)
        await type_text(pilot, "We met at the fair and spoke of training.")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: _names(screen)[:2] == ["Ana Ruiz", "Bo of Acme Corp"])
        await press(pilot, "g", "w")
        await until(pilot, lambda: isinstance(app.screen, HealthScreen))
        await press(pilot, "q", "y")
        assert app.clipboard.split("\t")[:2] == ["Acme Corp", "Ana Ruiz"]
        assert any("Copied 1 key player" in words for words in said(app))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, AccountScreen))
        await settled(pilot)
        players = app.screen.query_one(KeyPlayers)
        assert players.has_focus
        assert players.cursor_id == screen.listing.ids[0]
        await press(pilot, "q", "/")
        await type_text(pilot, "zephyr")
        await until(pilot, lambda: not screen.listing.ids)
        assert any("No key player matches zephyr" in line for line in screen_lines(app))
        await press(pilot, "escape")
        await until(pilot, lambda: len(screen.listing.ids) == many)
        await press(pilot, "f3")
        assert any("this is the list" in words for words in said(app))
        await press(pilot, "q")
        assert app.screen is below
        app.set_account_filter("Betasoloin")
        await press(pilot, "f3")
        again = app.screen
        assert isinstance(again, ColdScreen)
        await until(pilot, lambda: len(again.listing.ids) == 2)
        app.set_account_filter("Dalttechnology type:strategic")
        await until(pilot, lambda: not again.listing.ids)
        assert any("resets the account filter" in line for line in screen_lines(app))

"""The first frame of a list: it waits a moment for what it shows, and no longer (architecture.md 4)."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection
from threading import Event

import pytest
from textual.strip import Strip

from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens import base
from kapta_tui.screens.risks import screen
from kapta_tui.screens.risks.loading import Loaded, Wish, load
from kapta_tui.widgets.listing import Listing
from tests.app.risk_store import make_app, make_desk, risks_screen
from tests.app.running import in_loop
from tests.app.shell_screens import until


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many risks the table held each time that a line of it was drawn."""
    found: list[int] = []
    draw = Listing.render_line

    def render_line(listing: Listing[object], y: int) -> Strip:
        if listing.id == "risks":
            found.append(len(listing.ids))
        return draw(listing, y)

    monkeypatch.setattr(Listing, "render_line", render_line)
    return found


@in_loop
async def test_a_list_is_drawn_first_with_its_rows(
    tmp_path: Path, drawn: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "_FIRST_SECONDS", 60)
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        assert len((await risks_screen(pilot)).listing.ids) == 7
    assert set(drawn) == {7}


@in_loop
async def test_a_query_that_takes_long_keeps_no_frame_waiting(
    tmp_path: Path, drawn: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = Event()

    def slow(connection: Connection, wish: Wish) -> Loaded | KaptaError:
        assert goes_on.wait(60)
        return load(connection, wish)

    monkeypatch.setattr(screen, "load", slow)
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: bool(drawn))
        assert set(drawn) == {0}
        goes_on.set()
        await until(pilot, lambda: drawn[-1] == 7)

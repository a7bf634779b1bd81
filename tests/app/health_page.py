"""Opening the screen that explains a health score in tests, with earlier days to compare with."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta

from textual.pilot import Pilot

from kapta_tui.data.store import Store
from kapta_tui.domain.health.score import scores_of
from kapta_tui.domain.playbook.health import FACTORS
from kapta_tui.screens.health.listing import WhyList
from kapta_tui.screens.health.rows import Key, Row
from kapta_tui.screens.health.screen import HealthScreen
from kapta_tui.widgets.cells import fit
from tests.app.keyboard import press

_WEIGHTS = (20, 25, 10, 15, 15, 15, 0)


def remember(store: Store, account: int, ago: int, *values: int | None, deduction: int = 0) -> date:
    """Keep the health of an account on a day `ago` days before today: hundredths by factor, and of the deduction."""
    scores = scores_of([*values, None], _WEIGHTS, deduction)
    day = store.today - timedelta(days=ago)
    weights = ", ".join(f"{factor}_weight" for factor in FACTORS)
    given = [account, day.isoformat(), scores.score, scores.raw_kept, scores.measured_kept, deduction]
    with closing(store.connect()) as connection:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute(
            "INSERT OR REPLACE INTO health_day (account_id, day, score, raw, measured, deduction, "
            f"{', '.join(FACTORS)}, {weights}, playbook_id, carried) "
            f"VALUES ({', '.join('?' * (6 + 2 * len(FACTORS)))}, 1, 0)",
            [*given, *values, None, *_WEIGHTS],
        )
        connection.commit()
    return day


async def why_screen(pilot: Pilot[None]) -> HealthScreen:
    """Press the key and return the screen."""
    await press(pilot, "w")
    screen = pilot.app.screen
    assert isinstance(screen, HealthScreen)
    return screen


def shown(screen: HealthScreen) -> list[str]:
    """Return every line of the list, whether it is in view or not."""
    listing = screen.listing
    width = listing.room_in(screen.app.size.width)
    rows = [row for number in listing.ids if (row := listing.row(number)) is not None]
    return ["".join(text for text, _ in fit(row.draw(width), width)).rstrip() for row in rows]


def go_to(screen: HealthScreen, *start: str) -> Row:
    """Put the cursor on the first line whose key begins so, and return it."""
    found = next(key for key in _keys(screen.listing) if key[: len(start)] == start)
    assert screen.listing.go_to(found)
    here = screen.listing.here
    assert here is not None
    return here


def _keys(listing: WhyList) -> list[Key]:
    rows = (listing.row(number) for number in listing.ids)
    return [row.key for row in rows if row is not None and row.stops]

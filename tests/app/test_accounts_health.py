"""Health in the accounts list, beside it, and in the portfolio on Today (features: rows 10, 56 and 71)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kapta_tui.data.health import renew
from kapta_tui.data.read.health import ALL
from kapta_tui.data.store import Store
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.today.screen import TodayScreen
from kapta_tui.widgets.preview import FactSheet
from tests.app.account_page import SIZES
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import accounts_screen, row_texts
from tests.app.health_page import remember
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until
from tests.conftest import TODAY

GREEN = (10_000, 9_000, 8_000, 5_000, 9_000, 8_000)
POOR = (500, 500, 500, None, 500, None)


def _store(folder: Path, kind: str = "full") -> Store:
    """Return a store in which the first accounts had another health a month ago: two more, one less."""
    store = make_store(folder, kind)
    remember(store, 1, 31, *GREEN)
    remember(store, 2, 31, *POOR)
    remember(store, 3, 31, *GREEN, deduction=300)
    with closing(store.connect()) as connection:
        connection.execute("PRAGMA query_only = OFF")
        renew(connection, TODAY, ALL)
        connection.commit()
    return store


def _column(screen: AccountsScreen, field: str) -> list[int | None]:
    """Return what a field of the rows holds, in the order shown."""
    rows = [screen.listing.row(number) for number in screen.listing.ids]
    return [getattr(line.row, field) for line in rows if line is not None]


def _is_ordered(values: list[int | None]) -> bool:
    known = [value for value in values if value is not None]
    return bool(known) and values[: len(known)] == sorted(known)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["full", "naughty"])
def test_the_list_is_sorted_by_level_and_by_fall_at_every_size(
    tmp_path: Path, kind: str, size: tuple[int, int]
) -> None:
    @in_loop
    async def run() -> None:
        async with make_app(_store(tmp_path, kind)).run_test(size=size) as pilot:
            screen = await accounts_screen(pilot)
            assert {"health", "health_delta"} <= set(screen.listing.shown)
            await press(pilot, "t", "s", "s")
            assert screen.listing.sort == ("health", False)
            assert _is_ordered(_column(screen, "health"))
            await press(pilot, "s")
            assert screen.listing.sort == ("health_delta", False)
            assert _is_ordered(_column(screen, "health_delta"))
            first = screen.listing.row(screen.listing.ids[0])
            assert first is not None
            assert first.row.health_delta is not None
            assert first.row.health_delta < 0
            line = row_texts(screen)[1]
            assert f"{first.row.health} ○" in line
            assert f" {first.row.health_delta} " in line

    run()


@in_loop
async def test_the_pane_beside_says_score_change_main_cause_and_factors(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(200, 60)) as pilot:
        screen = await accounts_screen(pilot)
        sheet = screen.query_one("#preview", FactSheet)
        await until(pilot, lambda: "in 30 days" in sheet.text)
        row = screen.listing.row(1)
        assert row is not None
        assert f"Health   {row.row.health} ○ poor {row.row.health_delta} in 30 days" in sheet.text
        assert "% measured" in sheet.text
        for factor in ("Profile", "Plan", "Notes", "Freshness"):
            assert f"{factor} " in sheet.text


@pytest.mark.parametrize("size", SIZES)
def test_today_counts_the_bands_and_names_who_fell_most(tmp_path: Path, size: tuple[int, int]) -> None:
    @in_loop
    async def run() -> None:
        async with make_app(_store(tmp_path)).run_test(size=size) as pilot:
            await settled(pilot)
            await press(pilot, "1")
            assert isinstance(pilot.app.screen, TodayScreen)
            text = pilot.app.screen.query_one("#pulse", FactSheet).text
            counts = [int(word) for word in text.split("Health")[1].split("\n")[0].split() if word.isdigit()]
            assert len(counts) >= 3
            assert sum(counts) == 27
            assert "Acme Corp" in text.split("Fallen")[1].split("Risks")[0]

    run()

"""The screen that explains a health score: its lines add up, and every fact leads to its record (features: row 59)."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.domain.health.words import FACTOR_LABELS
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.action.screen import ActionScreen
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.health.screen import HealthScreen
from kapta_tui.screens.risk.screen import RiskScreen
from tests.app.account_page import SIZES
from tests.app.account_store import make_app, make_store
from tests.app.health_page import go_to, remember, shown, why_screen
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until
from tests.data.desk import Desk

_POINTS = re.compile(r"(-?\d+) of [\d.]+$")
_EXACT = re.compile(r"(-?\d+\.\d\d)(?: of \d+\.\d\d)?$")


def _sums(lines: list[str]) -> tuple[int, int]:
    """Return what the points of the factors, the risk and the limit add up to, and the score below them."""
    part = lines[1 : lines.index("")]
    *factors, health = [
        line for line in part if line.startswith(("▸ ", "▾ ", "  Risk", "  Held", "  Health"))
    ]
    points = sum(int(found[1]) for line in factors if (found := _POINTS.search(line)))
    taken = sum(int(line.split()[-1]) for line in factors if line[2:].startswith(("Risk", "Held")))
    score = _POINTS.search(health)
    assert score is not None
    return points + taken, int(score[1])


def _facts(lines: list[str], label: str) -> Decimal:
    """Return what the facts below the line of a factor add up to."""
    start = next(place for place, line in enumerate(lines) if line.startswith(f"▾ {label}"))
    total = Decimal(0)
    for line in lines[start + 1 :]:
        if not line.startswith("    "):
            break
        found = _EXACT.search(line)
        total += Decimal(found[1]) if found else 0
    return total


def _drawn(screen: HealthScreen) -> set[int]:
    """Return the widths of the lines in view."""
    listing = screen.listing
    return {listing.render_line(y).cell_length for y in range(listing.size.height)}


async def _resize(pilot: Pilot[None], screen: HealthScreen, width: int, height: int) -> None:
    """Give the terminal another size and wait until the list has what header and footer leave of it."""
    await pilot.resize_terminal(width, height)
    await until(pilot, lambda: screen.listing.outer_size == (width, height - 2))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", ["full", "naughty"])
def test_points_add_up_whatever_the_name_and_the_size(
    tmp_path: Path, kind: str, size: tuple[int, int]
) -> None:
    @in_loop
    async def run() -> None:
        store = make_store(tmp_path, kind)
        remember(store, 2, 40, 6000, 5000, None, 2500, 4000, 9000, deduction=1600)
        app = make_app(store)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            for account in (1, 2, 5):
                assert isinstance(app.screen, AccountsScreen)
                app.screen.listing.select(account)
                screen = await why_screen(pilot)
                added, score = _sums(shown(screen))
                assert added == score == screen.found.scores.score
                await press(pilot, "Z", "G", "tab", "shift+tab", "g")
                lines = shown(screen)
                for factor in screen.found.why.factors:
                    if factor.points is not None:
                        exact = Decimal(round(factor.points.exact * 100)) / 100
                        assert _facts(lines, FACTOR_LABELS[factor.factor.name]) == exact
                assert _drawn(screen) == {size[0] - 3}
                await _resize(pilot, screen, 100, 30)
                assert _drawn(screen) == {97}
                await _resize(pilot, screen, *size)
                await press(pilot, "q")

    run()


@in_loop
async def test_a_fact_leads_to_its_record_and_back_to_its_line(tmp_path: Path) -> None:
    desk = Desk(make_store(tmp_path))
    app = make_app(desk.store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, AccountsScreen)
        app.screen.listing.select(2)
        screen = await why_screen(pilot)
        assert screen.listing.here == go_to(screen, "factor", "profile")
        await press(pilot, "l", "l", "j", "k")
        assert "Website: empty" in shown(screen)[screen.listing.cursor]
        await press(pilot, "h", "h")
        assert not any("Website" in line for line in shown(screen))
        await press(pilot, "Z")
        for start, page in ((("fact", "plan", "pace"), ActionScreen), (("fact", "risk", "risk"), RiskScreen)):
            row = go_to(screen, *start)
            await press(pilot, "enter")
            assert isinstance(app.screen, page)
            await press(pilot, "escape")
            assert isinstance(app.screen, HealthScreen)
            assert screen.listing.here is not None
            assert screen.listing.here.key == row.key
        for start, tab, pane in (
            (("fact", "profile", "champion"), "know", "contacts"),
            (("fact", "profile", "swot_quadrant"), "know", "swot"),
            (("fact", "plan", "coverage_customer"), "act", "plan"),
        ):
            go_to(screen, *start)
            await press(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, AccountScreen))
            await settled(pilot)
            assert isinstance(app.screen, AccountScreen)
            assert (app.screen.account, app.screen.tab.NAME) == (2, tab)
            assert app.screen.focused is not None
            assert app.screen.focused.id == pane
            await press(pilot, "q")
        assert isinstance(app.screen, HealthScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, AccountsScreen)
        assert app.screen.listing.cursor_id == 2
        assert not said(app)


@in_loop
async def test_the_change_is_split_over_the_period_that_is_chosen(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    month = remember(store, 2, 35, 6000, 5000, None, 2500, 4000, 9000, deduction=600)
    week = remember(store, 2, 8, 2000, 5000, None, None, None, None)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, AccountsScreen)
        app.screen.listing.select(2)
        screen = await why_screen(pilot)
        change = screen.found.change
        assert change is not None
        lines = shown(screen)
        title = next(line for line in lines if line.startswith("What changed"))
        assert title.endswith(f"{change.delta:+d} in 30 days, since {month}")
        assert f"{change.delta:+d} in 30 days, since {month}" in str(screen.listing.border_title)
        place = lines.index(title)
        yours, rules = (
            next(Decimal(line.split()[-1]) for line in lines[place:] if line.startswith(group))
            for group in ("You changed", "The rules changed")
        )
        assert abs(yours + rules - Decimal(float(sum(cause.change for cause in change.causes)))) < Decimal(
            "0.01"
        )
        assert any("satisfaction left" in line for line in lines)
        go_to(screen, "cause", "factor", "plan")
        await press(pilot, "enter")
        assert screen.listing.here == go_to(screen, "factor", "plan")
        assert any("Training" in line for line in shown(screen))
        await press(pilot, "p", "p", "p")
        assert "No business review was held before today." in shown(screen)
        await press(pilot, "p")
        assert str(week) in str(screen.listing.border_title)
        await press(pilot, "D")
        assert isinstance(app.screen, Prompt)
        app.screen.query_one(Input).clear()
        await type_text(pilot, "2026-13-01")
        await press(pilot, "enter")
        assert isinstance(app.screen, Prompt)
        app.screen.query_one(Input).clear()
        await type_text(pilot, "36d")
        await press(pilot, "enter")
        assert app.screen is screen
        assert f"since {month}, the first day known" in str(screen.listing.border_title)

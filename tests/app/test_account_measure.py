"""The Measure tab: metrics by keys, their gains, histories and order (features: row 11)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.metrics import record_metric
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.measure.chart import MetricChart
from kapta_tui.screens.account.measure.history import History
from kapta_tui.screens.account.measure.listing import MetricList
from kapta_tui.screens.dialogs import Prompt
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until
from tests.conftest import TODAY


def _store(folder: Path) -> Store:
    store = make_store(folder)
    with store.write("fill") as tx:
        for name, unit, numbers in (("Logins [/oops]", "number", (10, 20, 25)), ("Mood", "colour", (3, 2))):
            levels = {"start": 1, "target": 3} if unit == "colour" else {"start": 10, "target": 50}
            metric = add_record(tx, "metrics", {"account": 1, "name": name, "unit": unit, **levels})
            for place, number in enumerate(numbers):
                record_metric(tx, metric, Decimal(number), TODAY - timedelta(60 - 30 * place))
    return store


async def _metrics(pilot: Pilot[None]) -> AccountScreen:
    """Open the tab and go to the metrics on it."""
    screen = await page(pilot, tab="measure")
    screen.query_one(MetricList).focus()
    await settled(pilot)
    return screen


def _text(view: MetricList | MetricChart) -> str:
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


@in_loop
async def test_values_gain_and_colours_are_shown_with_words_and_glyphs(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await _metrics(pilot)
        listing = screen.query_one(MetricList)
        shown = _text(listing)
        assert "○ 25" in shown
        assert "▲ 15" in shown
        assert "◐ amber" in shown
        assert "▼ 1 step !" in shown
        assert "90 days" in str(listing.border_title)


@in_loop
async def test_a_key_changes_the_period_of_all_gains(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await _metrics(pilot)
        await pilot.press("p", "p")
        await settled(pilot)
        listing = screen.query_one(MetricList)
        assert "7 days" in str(listing.border_title)
        shown = _text(listing)
        assert "▲ 5" in shown
        assert "▲ 15" not in shown


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [("40 yesterday", "40 on Fri 20 Nov 2026"), ("40", "40 on Sat 21 Nov 2026, instead of 25")],
)
def test_a_value_is_recorded_on_one_line_that_says_what_it_means(
    tmp_path: Path, typed: str, meaning: str
) -> None:
    @in_loop
    async def run() -> None:
        store = _store(tmp_path)
        with store.write("today") as tx:
            record_metric(tx, 1, Decimal(25), TODAY)
        async with make_app(store).run_test(size=(120, 40)) as pilot:
            await _metrics(pilot)
            await pilot.press("a")
            await until(pilot, lambda: isinstance(pilot.app.screen, Prompt))
            await pilot.press(*("space" if key == " " else key for key in typed))
            await pilot.pause()
            assert str(pilot.app.screen.query_one("#meaning", Static).render()) == meaning
            await pilot.press("enter")
            await until(pilot, lambda: not isinstance(pilot.app.screen, Prompt))
            await settled(pilot)
        day = "2026-11-20" if "yesterday" in typed else "2026-11-21"
        assert value(store, f"SELECT value FROM metric_value WHERE metric_id = 1 AND date = '{day}'") == "40"

    run()


@in_loop
async def test_a_colour_is_no_value_of_a_number_and_the_line_says_so(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(80, 24)) as pilot:
        await _metrics(pilot)
        await pilot.press("a", "r", "e", "d", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Prompt)
        assert "no number" in str(pilot.app.screen.query_one("#meaning", Static).render())


@in_loop
async def test_the_history_lists_corrects_and_removes_values(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(80, 24)) as pilot:
        await _metrics(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, History))
        history = pilot.app.screen
        assert isinstance(history, History)
        await until(pilot, lambda: len(history.listing.ids) == 3)
        await pilot.press("d")
        await until(pilot, lambda: len(history.listing.ids) == 2)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Prompt))
        assert pilot.app.screen.query_one(Input).value == "20 2026-10-22"
        await pilot.press("home", "1", "enter")
        await until(pilot, lambda: pilot.app.screen is history)
        await settled(pilot)
    assert value(store, "SELECT value FROM metric_value WHERE date = '2026-10-22' AND metric_id = 1") == "120"
    assert value(store, "SELECT count(*) FROM metric_value WHERE metric_id = 1") == 2


@in_loop
async def test_metrics_change_places_by_key_and_undo(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await _metrics(pilot)
        listing = screen.query_one(MetricList)
        await pilot.press("J")
        await until(pilot, lambda: list(listing.ids) == [2, 1])
        assert listing.cursor_id == 1
        await pilot.press("u")
        await until(pilot, lambda: list(listing.ids) == [1, 2])


@pytest.mark.parametrize(("size", "has_room"), [((120, 40), True), ((80, 14), False)])
def test_the_chart_stands_where_there_is_room_and_follows_the_cursor(
    tmp_path: Path, size: tuple[int, int], has_room: bool
) -> None:
    @in_loop
    async def run() -> None:
        async with make_app(_store(tmp_path)).run_test(size=size) as pilot:
            screen = await _metrics(pilot)
            chart = screen.query_one(MetricChart)
            assert chart.display is has_room
            if has_room:
                assert "target 50" in str(chart.border_title)
                assert "50 │┈┈┈" in _text(chart)
                await pilot.press("j")
                await pilot.pause()
                assert str(chart.border_title).startswith("Mood")

    run()

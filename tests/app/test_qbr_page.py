"""The page of a review: its agenda is ticked, it is moved on and rated, and shows what changed since the last one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.history.dialog import HistoryDialog
from kapta_tui.screens.qbr.agenda import Agenda
from kapta_tui.screens.qbr.screen import ReviewScreen
from kapta_tui.widgets.preview import FactSheet
from tests.app.account_page import SIZES, page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until

AGENDA = "Welcome [/oops]\n- [ ] Numbers\n- [x] Risks"


def planned(store: Store) -> None:
    """Hold a review with the first account and plan the next one."""
    last = {"summary": "They were **pleased** [/b].", "rating": "good", "stage": "completed"}
    store.do(add_record, "qbrs", {"account": 1, "date": date(2026, 8, 3), **last})
    store.do(add_record, "qbrs", {"account": 1, "date": date(2026, 11, 30), "agenda": AGENDA})
    store.do(add_record, "swot", {"account": 1, "quadrant": "threats", "text": "A rival [/x]"})


async def review_page(pilot: Pilot[None]) -> ReviewScreen:
    """Open the newest review of the first account with Enter."""
    screen = await page(pilot)
    screen.query_one("#qbrs").focus()
    await press(pilot, "enter")
    review = pilot.app.screen
    assert isinstance(review, ReviewScreen)
    await until(pilot, lambda: bool(review.query_one("#facts", FactSheet).text))
    return review


def text(review: ReviewScreen, pane: str) -> str:
    """Return the words of a pane."""
    return review.query_one(f"#{pane}", FactSheet).text


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_a_review_shows_the_meeting_before_and_what_changed_since(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    store = make_store(tmp_path)
    planned(store)
    app = make_app(store)
    async with app.run_test(size=size) as pilot:
        review = await review_page(pilot)
        pack = text(review, "pack")
        assert "They were pleased [/b]." in pack
        assert "Called the sponsor." in pack
        assert "Training" in pack
        assert "A rival [/x]" in (pack if size[0] == 80 else text(review, "known"))
        assert "Planned" in text(review, "facts")
        assert str(review.query_one("#facts").border_title) == "Acme Corp · Quarterly review 2026-11-30"


@in_loop
async def test_space_and_a_click_on_the_box_tick_a_point(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    planned(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        review = await review_page(pilot)
        agenda = review.query_one(Agenda)
        assert str(agenda.border_title) == "Agenda 1 of 2"
        await press(pilot, "space")
        assert value(store, "SELECT agenda FROM qbr WHERE id = 2") == AGENDA
        await press(pilot, "j", "space")
        assert value(store, "SELECT agenda FROM qbr WHERE id = 2") == AGENDA.replace("[ ]", "[x]")
        assert any("Ticked 'Numbers'" in words for words in said(app))
        await pilot.click(agenda, offset=(5, 3))
        await settled(pilot)
        assert str(value(store, "SELECT agenda FROM qbr WHERE id = 2")).endswith("- [ ] Risks")
        await press(pilot, "u", "u")
        assert value(store, "SELECT agenda FROM qbr WHERE id = 2") == AGENDA


@in_loop
async def test_a_review_is_moved_on_until_it_is_completed_and_rated(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    planned(store)
    store.do(edit_record, "qbrs", 2, {"date": store.today})
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        review = await review_page(pilot)
        await press(pilot, "R")
        assert any("a rating wants a completed review" in words.lower() for words in said(app))
        await press(pilot, "m", "m")
        assert value(store, "SELECT stage FROM qbr WHERE id = 2") == "held"
        assert "not rated" in text(review, "facts")
        await press(pilot, "m")
        assert isinstance(app.screen, Pick)
        await press(pilot, "down", "enter")
        assert value(store, "SELECT stage || rating FROM qbr WHERE id = 2") == "completedgood"
        assert "Completed" in text(review, "facts")


@in_loop
async def test_y_copies_the_pack_as_markdown(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    planned(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await review_page(pilot)
        await press(pilot, "y")
        assert app.clipboard.startswith("# Quarterly review 2026-11-30\n")
        assert "\n- [x] Risks\n" in app.clipboard
        assert r"A rival \[/x\]" in app.clipboard


@in_loop
async def test_the_page_of_a_removed_review_goes_back(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    planned(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        review = await review_page(pilot)
        await press(pilot, "d")
        await until(pilot, lambda: app.screen is not review)
    assert value(store, "SELECT count(*) FROM qbr") == 1


@in_loop
async def test_the_history_of_a_review_is_read_on_its_page(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    planned(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await review_page(pilot)
        await press(pilot, "Y")
        assert isinstance(app.screen, HistoryDialog)

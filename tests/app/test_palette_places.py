"""A record found in the palette is under the cursor of its own pane, whatever the page showed before."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.kin import DataView
from kapta_tui.screens.account.panes import Holder
from kapta_tui.screens.account.people import SwotBoard, VoiceList
from kapta_tui.screens.action.screen import ActionScreen
from kapta_tui.screens.finding import PLACES
from kapta_tui.screens.qbr.screen import ReviewScreen
from tests.app.account_page import page
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled, until
from tests.app.test_palette_records import find, open_first

RECORDS: dict[str, dict[str, Value]] = {
    "contacts": {"name": "Zephyrine Quokka"},
    "contracts": {"name": "Zephyrine frame"},
    "opportunities": {"name": "Zephyrine seats", "stage": "lost"},
    "swot": {"text": "Zephyrine habits", "quadrant": "threats", "lens": "market"},
    "voc": {"text": "Zephyrine prices", "question": "", "date": date(2026, 1, 5)},
    "documents": {"name": "Zephyrine paper", "path": "https://zephyrine.test"},
    "metrics": {"name": "Zephyrine index"},
    "goals": {"name": "Zephyrine goal"},
    "objectives": {"name": "Zephyrine objective", "goal": "Zephyrine goal"},
    "tasks": {"name": "Zephyrine task"},
    "notes": {"text": "Zephyrine talk", "date": date(2026, 1, 5)},
}
"""Of every kind that has a place one record called Zephyrine, none of them the first of its list."""


def found_store(folder: Path) -> tuple[Store, dict[str, int]]:
    """Return the store, and the ids of the records of Acme Corp that are to be found."""
    store = make_store(folder)
    made: dict[str, int] = {}
    with store.write("strange words") as tx:
        question = tx.playbook.choices("voc_question")[1].code
        for quadrant in ("strengths", "threats"):
            add_record(tx, "swot", {"account": 1, "text": f"Plain {quadrant}", "quadrant": quadrant})
        newer: dict[str, Value] = {"account": 1, "text": "Plain words", "question": question}
        add_record(tx, "voc", newer | {"date": date(2026, 10, 5)})
        for kind, values in RECORDS.items():
            own: dict[str, Value] = {"question": question} if kind == "voc" else {}
            if "goal" in values:
                own = {"goal": made["goals"]}
            made[kind] = add_record(tx, kind, {"account": 1, **values, **own})
    return store, made


def test_every_kind_that_has_a_place_is_tried() -> None:
    assert set(PLACES) - set(RECORDS) == {"accounts"}


@pytest.mark.parametrize("view", [DataView.DIRECT, DataView.COMBINED])
@pytest.mark.parametrize("kind", RECORDS)
@in_loop
async def test_a_record_is_under_the_cursor_of_its_pane(tmp_path: Path, kind: str, view: DataView) -> None:
    store, made = found_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        before = await page(pilot)
        if view is not DataView.DIRECT:
            await pilot.press("W")
            await settled(pilot)
            assert before.data_view is view
        shown = await open_first(pilot, "zephyrine", _said(kind))
        assert shown is before
        assert shown.data_view is DataView.DIRECT
        tab, name = PLACES[kind]
        assert tab == shown.tab.NAME
        pane = shown.tab.query_one(name)
        assert shown.focused is pane
        assert _under_cursor(pane) == (kind, made[kind])


def _said(kind: str) -> str:
    return KINDS[kind].label


def _under_cursor(pane: object) -> tuple[str, int] | None:
    assert isinstance(pane, Holder)
    chosen = pane.chosen()
    if chosen is None:
        return None
    (number,) = chosen.ids
    return chosen.kind, number


@in_loop
async def test_a_swot_item_is_found_through_whichever_lens_the_board_is_seen(tmp_path: Path) -> None:
    store, made = found_store(tmp_path)
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        board = screen.tab.query_one(SwotBoard)
        board.focus()
        await pilot.press("V")
        await settled(pilot)
        assert board.lens == "relationship"
        await open_first(pilot, "zephyrine", _said("swot"))
        assert board.targets == (made["swot"],)


@in_loop
async def test_an_older_answer_is_found_in_the_history_of_its_question(tmp_path: Path) -> None:
    store, made = found_store(tmp_path)
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = await open_first(pilot, "zephyrine", _said("voc"))
        voice = screen.tab.query_one(VoiceList)
        assert voice.opened is not None
        assert voice.cursor_id == made["voc"]


@in_loop
async def test_an_action_opens_on_its_own_page(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    goal = store.do(add_record, "goals", {"account": 1, "name": "Grow"}).value
    action = store.do(add_record, "actions", {"account": 1, "goal": goal, "name": "Zephyrine work"}).value
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        await page(pilot)
        await find(pilot, "zephyrine")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ActionScreen))
        assert isinstance(pilot.app.screen, ActionScreen)
        assert pilot.app.screen.action_id == action


@in_loop
async def test_a_review_opens_on_its_own_page(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    review = store.do(
        add_record, "qbrs", {"account": 1, "name": "Zephyrine review", "date": date(2026, 12, 1)}
    ).value
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        await find(pilot, "zephyrine")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReviewScreen))
        assert not isinstance(pilot.app.screen, AccountScreen)
        assert screen in pilot.app.screen_stack
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert pilot.app.screen.review == review

"""An action with open tasks is not completed before the user has said what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from kapta_tui.app import KaptaApp
from kapta_tui.data.read.plans import Show
from kapta_tui.data.write.plans import update_action
from kapta_tui.screens.dialogs import Pick
from kapta_tui.screens.plans import PlanList
from tests.app.keyboard import press, type_text
from tests.app.plan_store import opened, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled

STATE = (
    "SELECT (SELECT completed_at IS NOT NULL FROM action WHERE id = 1), "
    "(SELECT count(*) FROM task WHERE action_id = 1 AND done_at IS NOT NULL)"
)


def asked(app: KaptaApp) -> list[str]:
    """Return the answers on offer."""
    assert isinstance(app.screen, Pick)
    return [str(option.prompt) for option in app.screen.query_one(OptionList).options]


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        (("enter",), (1, 2), "with 2 open tasks"),
        (("down", "enter"), (1, 0), "; 2 tasks stay open"),
        (("escape",), (0, 0), ""),
    ],
    ids=["too", "leave", "cancel"],
)
@in_loop
async def test_the_open_tasks_of_an_action_are_asked_about(
    tmp_path: Path, answer: tuple[str, ...], state: tuple[int, int], words: str
) -> None:
    async with opened(tmp_path, (80, 24), notifications=True) as (store, app, pilot):
        await type_text(pilot, "/training")
        await press(pilot, "enter", "x")
        # None of them recurs, so nothing is said of what does.
        assert asked(app) == ["Complete them too", "Leave them open"]
        await press(pilot, *answer)
        assert rows(store, STATE) == [state]
        assert any(words in text for text in said(app)) or not words
        if words:
            await press(pilot, "u")
            assert rows(store, STATE) == [(0, 0)]


@in_loop
async def test_a_status_that_completes_asks_as_well(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24), notifications=True) as (store, app, pilot):
        await type_text(pilot, "/training")
        await press(pilot, "enter", "i")
        here = app.screen.query_one(OptionList).highlighted_option
        assert here is not None
        assert (here.id, str(here.prompt)) == ("in_progress", "In progress  · now")
        await type_text(pilot, "completed")
        await press(pilot, "enter")
        assert len(asked(app)) == 2
        await press(pilot, "enter")
        assert rows(store, STATE) == [(1, 2)]


@in_loop
async def test_cancelling_asks_as_completing_does(tmp_path: Path) -> None:
    status = "SELECT status FROM action WHERE id = 1"
    async with opened(tmp_path, (80, 24), notifications=True) as (store, app, pilot):
        await type_text(pilot, "/training")
        await press(pilot, "enter", "i")
        await type_text(pilot, "cancelled")
        await press(pilot, "enter")
        assert [text.split("  ")[0] for text in asked(app)] == ["Complete them too", "Leave them open"]
        await press(pilot, "escape")
        assert rows(store, STATE) == [(0, 0)]
        await press(pilot, "i")
        await type_text(pilot, "cancelled")
        await press(pilot, "enter", "enter")
        assert (rows(store, status), rows(store, STATE)) == ([("cancelled",)], [(1, 2)])
        assert any("with 2 open tasks" in text for text in said(app))
        await press(pilot, "u")
        assert rows(store, STATE) == [(0, 0)]


@pytest.mark.parametrize(("status", "words"), [("completed", "Completed"), ("cancelled", "Updated")])
@in_loop
async def test_marked_actions_that_have_the_status_already_are_left_out(
    tmp_path: Path, status: str, words: str
) -> None:
    async with opened(tmp_path, (80, 24), notifications=True) as (store, app, pilot):
        store.do(update_action, 3, status=status)
        await type_text(pilot, "/objective:Start")
        await press(pilot, "enter")
        pane = app.screen.query_one(PlanList)
        pane.set_wish(replace(pane.wish, show=Show.ALL))
        await settled(pilot)
        await press(pilot, "asterisk", "i")
        assert len(pane.actions()) == 3
        await type_text(pilot, status)
        await press(pilot, "enter", "enter")
        assert rows(store, "SELECT status FROM action WHERE id <= 3") == [(status,)] * 3
        assert any(text.startswith(f"{words} 2 actions with 2 open tasks") for text in said(app))


@in_loop
async def test_an_action_without_open_tasks_is_completed_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path, (80, 24), notifications=True) as (store, app, pilot):
        await type_text(pilot, "/kick")
        await press(pilot, "enter", "x")
        assert not isinstance(app.screen, Pick)
        assert rows(store, "SELECT completed_at FROM action WHERE id = 3") == [("2026-11-21",)]

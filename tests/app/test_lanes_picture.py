"""The swim lanes saved as a picture: what the screen shows, for the customer, asked before it replaces a file."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from kapta_tui.domain.lanes import Lane
from kapta_tui.reports.pictures import Period, Sheet
from kapta_tui.screens.action.screen import ActionScreen
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.plans.picturing import Choice, PictureDialog
from kapta_tui.widgets.footer import FooterLine
from kapta_tui.widgets.lanes import Lanes
from tests.app.keyboard import press, type_text
from tests.app.lane_host import TODAY, LaneHost, action, plan
from tests.app.plan_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled


def words(path: Path) -> list[str]:
    """Return the texts of an SVG file."""
    found = ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}text")
    return [element.text or "" for element in found]


@in_loop
async def test_row_91_the_picture_and_the_screen_come_from_the_same_lanes() -> None:
    steps = [action(10 + n, f"Step {n}", 9 * n, 9 * n + 5, goal=2) for n in range(12)]
    app = LaneHost([*plan(), *steps])
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in (["space"], ["p"], ["minus"], ["plus", "plus"], ["g", "space"]):
            await pilot.press(*keys)
            lanes = app.lanes
            view = Period(lanes.zoom, lanes.first_day, lanes.last_day)
            sheet = Sheet(app.items, TODAY, "Plan", folded=lanes.folded, packed=lanes.is_packed, period=view)
            assert sheet.rows == lanes._rows
            shown = [row for row in lanes._rows if isinstance(row, Lane)]
            drawn = [row for row in sheet.rows if isinstance(row, Lane)]
            assert [sheet.bars(row) for row in drawn] == [
                [bar for item in row.items if (bar := lanes.bar_of(item))] for row in shown
            ]


@in_loop
async def test_a_picture_of_what_is_shown_is_saved_and_a_file_replaced_only_when_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "V", "A", "S")
        assert isinstance(app.screen, PictureDialog)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "lanes.svg")
        await press(pilot, "enter")
        assert {"Start [/well]", "Training", "Acceptance 日本"} <= set(words(tmp_path / "lanes.svg"))
        assert any("Saved the picture as" in text for text in said(app))

        lanes = app.screen.query_one("#lanes", Lanes)
        lanes.focus()
        await press(pilot, "g", "space", "S", "ctrl+u")
        await type_text(pilot, "lanes.svg")
        await press(pilot, "tab", "space", "tab", "enter", "enter")
        assert [choice.is_on for choice in app.screen.query(Choice)] == [True, False]
        footer = app.screen.query_one(FooterLine).render().plain
        assert "^s Save" in footer
        assert "enter Save" not in footer
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, Confirm)
        await press(pilot, "tab", "enter")
        await settled(pilot)
        drawn = words(tmp_path / "lanes.svg")
        assert "Live in three sites" in drawn
        assert "Training" not in drawn
        assert drawn[2] == "Action plan · 1 goal · open"


@in_loop
async def test_nothing_is_saved_of_nothing_and_enter_on_an_action_opens_its_page(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "V", "A", "g", "j", "j", "enter")
        assert isinstance(app.screen, ActionScreen)
        assert app.screen.action_id == 1
        await press(pilot, "escape", "slash")
        await type_text(pilot, "nosuchword")
        await press(pilot, "enter", "S")
        assert not isinstance(app.screen, PictureDialog)

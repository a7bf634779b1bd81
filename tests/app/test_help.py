"""Help pages: every live key, group by group, readable at every width and scrolled by every key for moving."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.pilot import Pilot

from kapta_tui.app import KaptaApp
from kapta_tui.commands import COMMANDS, GROUPS
from kapta_tui.screens.help import HelpScreen
from kapta_tui.screens.help_keys import KeyTable, by_group
from tests.app.keyboard import press, type_text
from tests.app.plan_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled

PAGES = {
    "today": ("1", "?"),
    "accounts": ("2", "?"),
    "an account": ("2", "enter", "?"),
    "risks": ("3", "?"),
    "the board": ("3", "V", "?"),
    "plans": ("4", "?"),
    "the lanes": ("4", "V", "?"),
    "a form": ("4", "enter", "f1"),
    "a choice": ("4", "i", "f1"),
}


async def open_page(pilot: Pilot[None], name: str) -> VerticalScroll:
    """Open a help page and return what scrolls."""
    await settled(pilot)
    await press(pilot, *PAGES[name])
    assert isinstance(pilot.app.screen, HelpScreen)
    await pilot.pause()
    return pilot.app.screen.query_one("#help", VerticalScroll)


def drawn(app: KaptaApp) -> list[str]:
    """Return the lines of the table."""
    return str(app.screen.query_one(KeyTable).render()).splitlines()


@pytest.mark.parametrize("name", PAGES)
@in_loop
async def test_a_help_page_is_scrolled_by_every_key_for_moving(tmp_path: Path, name: str) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 12)) as pilot:
        page = await open_page(pilot, name)
        last = page.max_scroll_y
        assert last > 1
        half = page.size.height // 2
        steps = [
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("up", 0),
            ("ctrl+d", half),
            ("ctrl+u", 0),
            ("G", last),
            ("g", 0),
        ]
        for key, place in [*steps, ("end", last), ("home", 0), ("pagedown", page.size.height), ("pageup", 0)]:
            await pilot.press(key)
            await pilot.wait_for_scheduled_animations()
            assert page.scroll_offset.y == min(place, last), key
        await pilot.press("q")
        assert not isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [60, 80, 200])
@in_loop
async def test_a_help_page_names_each_group_once_and_keeps_its_columns(
    tmp_path: Path, name: str, width: int
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(width, 24)) as pilot:
        page = await open_page(pilot, name)
        assert page.max_scroll_x == 0
        lines = drawn(app)
        titles = {group.title for group in GROUPS.values()}
        heads = [line for line in lines if line and not line.startswith(" ")]
        assert set(heads) <= titles
        assert len(heads) == len(set(heads))
        assert max(len(line) for line in lines) <= app.screen.query_one(KeyTable).size.width
        await press(pilot, "escape")
        groups = by_group(app.live_commands())
        order = list(COMMANDS)
        for group in groups.values():
            places = [order.index(live.command.id) for live in group]
            assert places == sorted(places)


@in_loop
async def test_the_first_group_is_that_of_the_pane_and_the_last_holds_everywhere(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_page(pilot, "plans")
        heads = [line for line in drawn(app) if line and not line.startswith(" ")]
        assert (heads[0], heads[-1]) == ("List", "Everywhere")
        await press(pilot, "escape")
        await type_text(pilot, "/")
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)

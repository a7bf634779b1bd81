"""Every name is only a name, on every screen, in every dialog and message: no text is code to the terminal or to us."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from kapta_tui.screens.account import AccountScreen
from tests.app.account_page import TABS
from tests.app.account_store import make_app
from tests.app.naughty_store import NAMES_OF_AN_ACCOUNT, OWN, big_list, make_store, usable
from tests.app.running import in_loop
from tests.app.shell_screens import screen_lines, settled, until

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
SECTIONS = {"1": (), "2": ("t",), "3": ("V",), "4": ("V",)}
"""Key of a section to the keys that show its other views."""
CLOSES_AT_ONCE = ("1", "2")
"""Sections where x asks nothing, so that a message names what it did and u takes it back."""
ASKS_ABOUT_TASKS = ("1",)
"""Sections where the first row is an action with an open task, of which x asks what shall become."""
OPENERS = ("e", "N", "w", "X")
"""What opens forms and dialogs over a row; where a key means nothing it is refused in words."""


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other; after each the terminal must not be sent anything but text."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
        for line in screen_lines(pilot.app):
            assert CONTROL.search(line) is None, (key, line)


async def close_to(pilot: Pilot[None], base: Screen[object]) -> None:
    """Leave every dialog above `base`, throwing away what was typed."""
    for _ in range(4):
        if pilot.app.screen is base:
            return
        await press(pilot, "escape")
    raise AssertionError(f"{pilot.app.screen} cannot be left")


async def work_on_row(pilot: Pilot[None]) -> None:
    """Open every form and dialog there is for the row under the cursor, and put the pointer on it."""
    base = pilot.app.screen
    for key in OPENERS:
        await press(pilot, key)
        await close_to(pilot, base)
    focused = pilot.app.focused
    assert focused is not None
    await pilot.hover(focused, offset=(6, 2))
    await settled(pilot)


async def walk_page(pilot: Pilot[None]) -> None:
    """Open the account under the cursor, go through its tabs, open a form on some, and come back."""
    base = pilot.app.screen
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, AccountScreen))
    page = pilot.app.screen
    for tab in range(len(TABS)):
        await press(pilot, "]", "j")
        if tab % 3 == 0:
            await press(pilot, "e")
            await close_to(pilot, page)
    await press(pilot, "q")
    assert pilot.app.screen is base


@pytest.mark.parametrize("source", [lambda: usable(list(OWN)), big_list], ids=["our own", "the big list"])
@in_loop
async def test_every_name_is_only_a_name_everywhere(tmp_path: Path, source: Callable[[], list[str]]) -> None:
    texts = source()
    app = make_app(make_store(tmp_path, texts))
    pages = 1 + len(texts) // NAMES_OF_AN_ACCOUNT // 8
    async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        for section, views in SECTIONS.items():
            await press(pilot, section)
            if section in CLOSES_AT_ONCE:
                await press(pilot, "x", *(["enter"] if section in ASKS_ABOUT_TASKS else []), "u")
            await work_on_row(pilot)
            for view in (None, *views):
                await press(pilot, *([view] if view else []), *["pagedown"] * pages)
        await press(pilot, "2", "g")
        await walk_page(pilot)
        assert app.is_running

"""The levels of a section are chosen with what moves in view; forms of plans say what they will make."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Select, Static, TextArea

from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.plans.levels import LevelsPick, ask_levels
from tests.app.keyboard import press, type_text
from tests.app.plan_store import make_app, make_store, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until

PUT = "1 objective (“Start [/well]”) is put away; its 3 actions stand right below the goal."
KEPT = "Nothing is removed: what is put away comes back with its level."
SENTENCE = f"Levels of The customer's strategic goals 3 → 2: {PUT}"


def text(pilot: Pilot[None], selector: str) -> str:
    """Return what a line of the dialog on top says."""
    return str(pilot.app.screen.query_one(selector, Static).content)


async def choose_levels(pilot: Pilot[None]) -> None:
    """Open the question and choose the customer's section."""
    screen = pilot.app.screen
    assert isinstance(screen, BaseScreen)
    ask_levels(screen)
    await settled(pilot)
    await type_text(pilot, "customer")
    await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, LevelsPick))


@in_loop
async def test_levels_are_chosen_with_what_moves_in_view_and_undone(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await choose_levels(pilot)
        assert text(pilot, "#moves") == "It has these levels now."
        await press(pilot, "down")
        assert text(pilot, "#moves") == f"{PUT} {KEPT}"
        await press(pilot, "down")
        assert "3 actions stand beside the goal, not below." in text(pilot, "#moves")
        await press(pilot, "up", "enter")
        await until(pilot, lambda: SENTENCE in said(app)[-1])
        version = "SELECT count(*) FROM playbook_version"
        assert rows(store, version) == [(2,)]
        await press(pilot, "u")
        assert rows(store, version) == [(1,)]
        assert rows(store, "SELECT count(*) FROM objective") == [(1,)]


@in_loop
async def test_forms_of_plans_say_what_they_will_make_while_they_are_filled(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "V", "N")
        await type_text(pilot, "renewal")
        await press(pilot, "enter")
        until_end = "Makes 1 goal, 3 objectives and 8 actions in “Our strategic goals”, from 2026-07-04 to 2026-12-31."
        assert text(pilot, "#made") == until_end
        assert text(pilot, "#made-list").split("\n")[0] == "2026-07-04 – 2026-08-03 Value report"
        assert text(pilot, "#made-list").endswith("and 2 more")
        app.screen.query_one("#field-start Input", Input).value = "2026-12-01"
        await pilot.pause()
        assert "from 2026-12-01 to 2027-05-30." in text(pilot, "#made")
        await press(pilot, "escape", "y", "N")
        await type_text(pilot, "outline")
        await press(pilot, "enter")
        assert text(pilot, "#made").startswith("3 levels: goal › objective › action › task, each indented")
        app.screen.query_one("#field-outline TextArea", TextArea).load_text("A\n  B\n    C\n  D")
        await pilot.pause()
        assert text(pilot, "#made").endswith("Makes 1 goal, 2 objectives and 1 action.")
        app.screen.query_one("#field-section Select", Select).value = "internal"
        app.screen.query_one("#field-outline TextArea", TextArea).load_text("A\n    B\n  C")
        await pilot.pause()
        assert "Line 3 of the outline, 'C', stands between two levels." in text(pilot, "#made")

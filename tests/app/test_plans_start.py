"""The start of a plan that falls on a day off is moved, and the form and the toast say so."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, Static

from tests.app.keyboard import press, type_text
from tests.app.plan_store import make_app, make_store, rows
from tests.app.running import in_loop
from tests.app.shell_screens import said

MOVED = "Start moved from Sat 21 Nov to Mon 23 Nov"


@in_loop
async def test_a_start_on_a_day_off_is_said_to_move_before_and_after(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "V", "N")
        await type_text(pilot, "onboarding")
        await press(pilot, "enter")
        note = app.screen.query_one("#field-start .meaning", Static)
        assert (str(note.content), note.display) == (MOVED, True)
        app.screen.query_one("#field-start Input", Input).value = "2026-11-24"
        await pilot.pause()
        assert not note.display
        app.screen.query_one("#field-start Input", Input).value = "today"
        await press(pilot, "ctrl+s")
        assert f"starting 2026-11-23. {MOVED}" in said(app)[-1]
        assert rows(store, "SELECT start FROM goal WHERE id > 2") == [("2026-11-23",)]

"""The days of health saved as a picture from the account page, and the reports on health by key (rows 69 and 70)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.measure.picturing import HealthPictureDialog
from tests.app.keyboard import press, type_text
from tests.app.risk_store import make_app, make_desk
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until
from tests.app.test_reports import choose


@in_loop
async def test_the_tab_of_what_is_measured_saves_a_picture_and_ctrl_e_opens_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app(make_desk(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        app.push_screen(AccountScreen(1, tab="measure"))
        await settled(pilot)
        app.screen.query_one("#timeline").focus()
        await press(pilot, "S")
        assert isinstance(app.screen, HealthPictureDialog)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "mine.svg")
        await press(pilot, "enter")
        await until(pilot, lambda: (tmp_path / "mine.svg").exists())
        assert "healthy, 75 to 100" in (tmp_path / "mine.svg").read_text()
        assert any(text.startswith("Saved the picture as ") for text in said(app))
        told = await choose(pilot, "health")
        assert told.startswith("# Health: ")
        assert "## What would raise it" in told

"""Toasts stay small and out of the way: one for good news, one line, none over a form."""

from __future__ import annotations

from pathlib import Path

from textual.widgets._toast import Toast

from kapta_tui.domain.errors import RuleError
from kapta_tui.screens.dialogs import Confirm, Prompt
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import make_app, said, settled


@in_loop
async def test_good_news_replaces_the_good_news_before(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.toast_error(RuleError("It is locked.", "Wait."))
        for number in range(4):
            app.toast(f"Moved the risk of account {number}")
        await settled(pilot)
        assert said(app) == ["It is locked.\nWait.", "Moved the risk of account 3"]


@in_loop
async def test_a_toast_takes_one_line_at_the_bottom_right_above_the_footer(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        words = "Moved the risk of account Zephyrine Air Cargo to Monitor · u undoes"
        app.toast(words)
        await settled(pilot)
        region = app.screen.query_one(Toast).region
        assert (region.height, region.right, region.bottom) == (1, 80, 23)
        assert region.width < len(words) + 6


@in_loop
async def test_good_news_waits_until_no_dialog_is_open(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.toast("Said before")
        app.push_screen(Prompt("Quick add"))
        await settled(pilot)
        assert not [toast for toast in app.screen.query(Toast) if toast.display]
        app.push_screen(Confirm("Sure?"))
        await settled(pilot)
        app.toast("Said meanwhile")
        await press(pilot, "n")
        assert "Said meanwhile" not in said(app)
        await press(pilot, "escape")
        assert said(app) == ["Said meanwhile"]

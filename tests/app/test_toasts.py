"""Toasts stay small and out of the way: one for good news, one line, none over a form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Static
from textual.widgets._toast import Toast

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.screens.dialogs import Confirm, Prompt
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.form import FormContext
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
async def test_bad_news_stands_in_the_line_of_a_form_and_over_none_of_its_fields(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.toast_error(RuleError("It is locked.", "Wait."))
        name = Field("name", FieldType.TEXT, "Name")
        form = FormDialog("Edit", [name], context=FormContext(date(2026, 11, 21)))
        app.push_screen(form)
        await settled(pilot)
        assert not [toast for toast in form.query(Toast) if toast.display]
        app.toast_error(RuleError("The store is busy.", "Try again."))
        await settled(pilot)
        line = form.query_one("#form-error", Static)
        assert line.display
        assert str(line.render()) == "Meanwhile: The store is busy. Try again."
        assert "The store is busy.\nTry again." not in said(app)


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

"""Leaving a form: while it is saved, after a refusal, and with changes that would be lost."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input, Static

from kapta_tui.app import KaptaApp
from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.dialogs.form import FormDialog, FormValues
from kapta_tui.screens.help import HelpScreen
from kapta_tui.widgets.form import FormContext
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import make_app, said, settled, until

FIELDS = (
    Field("name", FieldType.TEXT, "Name", required=True),
    Field("public", FieldType.FLAG, "Public"),
)
CONTEXT = FormContext(today=date(2026, 11, 21))
REFUSAL = RuleError("The account is archived.", "Restore it first.")


class Lock:
    """A save that waits as for another process, and then succeeds or fails."""

    def __init__(self, app: KaptaApp, refusal: KaptaError | None) -> None:
        self.opened = threading.Event()
        self._app = app
        self._refusal = refusal

    def save(self, _: FormValues, done: Callable[[KaptaError | None], None]) -> None:
        """Save as the screens do."""
        self._app.run_verb("Saved", self._wait, then=lambda _: done(None), failed=done)

    def _wait(self, _: object) -> None:
        assert self.opened.wait(20)
        if self._refusal is not None:
            raise self._refusal


@pytest.mark.parametrize("refusal", [None, REFUSAL])
@in_loop
async def test_a_form_cannot_be_left_while_it_is_saved(tmp_path: Path, refusal: KaptaError | None) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        lock = Lock(app, refusal)
        form = FormDialog("New", FIELDS, context=CONTEXT, save=lock.save)
        app.push_screen(form)
        await pilot.pause()
        await pilot.press("x", "ctrl+s", "escape")
        await pilot.pause()
        assert app.screen is form
        assert str(form.query_one("#form-error", Static).render()) == "The form is being saved"
        lock.opened.set()
        await settled(pilot)
        assert (app.screen is form) is (refusal is not None)


@pytest.mark.parametrize("refusal", [None, REFUSAL])
@in_loop
async def test_a_form_that_is_saved_under_another_screen_closes_when_that_has_gone(
    tmp_path: Path, refusal: KaptaError | None
) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        lock = Lock(app, refusal)
        form = FormDialog("New", FIELDS, context=CONTEXT, save=lock.save)
        results: list[FormValues | None] = []
        app.push_screen(form, results.append)
        await pilot.pause()
        await pilot.press("x", "ctrl+s", "f1")
        await pilot.pause()
        assert isinstance(app.screen_stack[-1], HelpScreen)
        lock.opened.set()
        await settled(pilot)
        await press(pilot, "escape")
        assert (app.screen is form) is (refusal is not None)
        assert len(results) == (refusal is None)


@in_loop
async def test_a_refusal_after_the_form_has_gone_becomes_a_toast(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        lock = Lock(app, REFUSAL)
        form = FormDialog("New", FIELDS, context=CONTEXT, save=lock.save)
        app.push_screen(form)
        await pilot.pause()
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        form.dismiss(None)
        await pilot.pause()
        lock.opened.set()
        await settled(pilot)
        assert any("The account is archived." in text for text in said(app))


@in_loop
async def test_keys_typed_while_a_form_is_saved_wait_for_what_comes_then(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        lock = Lock(app, None)
        first, second = (FormDialog("New", FIELDS, context=CONTEXT, save=lock.save) for _ in range(2))
        app.push_screen(second)
        app.push_screen(first)
        await pilot.pause()
        app.post_message(Key("x", "x"))
        for key in ("ctrl+s", "V", "a"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        assert first.query_one(Input).value == "x"
        lock.opened.set()
        await settled(pilot)
        assert app.screen is second
        assert second.query_one(Input).value == "Va"


@in_loop
async def test_what_goes_wrong_elsewhere_is_said_in_the_form_and_again_when_it_has_gone(
    tmp_path: Path,
) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        form = FormDialog("New", FIELDS, context=CONTEXT)
        app.push_screen(form)
        await pilot.pause()
        app.toast_error(REFUSAL)
        assert str(form.query_one("#form-error", Static).content).startswith("Meanwhile: ")
        assert not said(app)
        await press(pilot, "escape")
        assert any("The account is archived." in text for text in said(app))


@in_loop
async def test_leaving_names_what_is_lost_and_takes_y_and_n(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        form = FormDialog("New", FIELDS, context=CONTEXT)
        app.push_screen(form)
        await pilot.pause()
        await pilot.press("x", "tab", "space", "escape")
        await pilot.pause()
        question = app.screen_stack[-1]
        assert isinstance(question, Confirm)
        assert str(question.query_one("#frame").border_title) == "Leave without saving 'New'?"
        assert str(question.query_one(".words", Static).render()) == "· Changed: Name, Public"
        await pilot.press("n")
        await pilot.pause()
        assert app.screen is form
        await pilot.press("escape", "y")
        await pilot.pause()
        assert app.screen is not form


@in_loop
async def test_an_error_goes_away_when_its_field_changes(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        form = FormDialog("New", FIELDS, context=CONTEXT)
        app.push_screen(form)
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        name = form.query_one("#field-name")
        assert name.has_class("-wrong")
        await pilot.press("x")
        await pilot.pause()
        assert not name.has_class("-wrong")
        assert str(name.query_one(".error", Static).render()) == ""


@in_loop
async def test_a_form_says_that_it_is_being_saved_when_that_takes_long(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        lock = Lock(app, REFUSAL)
        form = FormDialog("New", FIELDS, context=CONTEXT, save=lock.save)
        app.push_screen(form)
        await pilot.pause()
        await pilot.press("x", "ctrl+s")
        line = form.query_one("#form-error", Static)
        await until(pilot, lambda: str(line.render()) == "Saving…")
        lock.opened.set()
        await settled(pilot)
        assert str(line.render()) == str(REFUSAL)

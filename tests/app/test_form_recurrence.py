"""The form of a task takes its recurrence in words and says what it understood."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.recurrence import COMMON
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.form import FormContext
from kapta_tui.widgets.form.completion import Completion
from tests.app.keyboard import type_text
from tests.app.running import in_loop
from tests.app.shell_screens import make_app

NAME = KINDS["tasks"].by_name["name"]
FIELD = KINDS["tasks"].by_name["recurrence"]
CONTEXT = FormContext(date(2026, 11, 21))


def form(rule: str | None) -> FormDialog:
    return FormDialog("Task", [FIELD], {"recurrence": rule}, context=CONTEXT, only_changed=True)


@in_loop
async def test_words_become_a_rule_and_the_form_says_which(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        results: list[object] = []
        app.push_screen(form(None), results.append)
        await pilot.pause()
        await pilot.press(*("space" if char == " " else char for char in "every quarter on the 1st"))
        await pilot.pause()
        meaning = app.screen.query_one(".meaning", Static)
        assert meaning.display
        assert str(meaning.content) == "= every 3 months on the 1st"
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert results == [{"recurrence": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1"}]


@in_loop
async def test_what_means_no_recurrence_stays_with_the_reason(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(form(None))
        await pilot.press(*"banana", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert "is no recurrence" in str(app.screen.query_one(".error", Static).content)
        assert not app.screen.query_one(".meaning", Static).display


@in_loop
async def test_a_stored_rule_is_shown_in_words_and_left_as_it_is(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        results: list[object] = []
        app.push_screen(form("FREQ=WEEKLY;BYDAY=MO"), results.append)
        await pilot.pause()
        assert app.screen.query_one(Input).value == "weekly on Monday"
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert results == [{}]


@in_loop
async def test_the_common_recurrences_are_offered_and_taken(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        results: list[object] = []
        app.push_screen(form(None), results.append)
        await pilot.pause()
        await pilot.press(*"quar")
        await pilot.pause()
        assert app.screen.query_one(Completion).display
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "every quarter"
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert results == [{"recurrence": "FREQ=MONTHLY;INTERVAL=3"}]


@pytest.mark.parametrize(
    "words", [*COMMON, "monthly", "weekly", "mon", "quarterly", "every 2 weeks on Friday"]
)
@in_loop
async def test_tab_leaves_words_that_mean_something_as_they_are(tmp_path: Path, words: str) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.push_screen(FormDialog("Task", [NAME, FIELD], {}, context=CONTEXT))
        control = app.screen.query_one("#field-recurrence Input", Input)
        control.focus()
        await type_text(pilot, words)
        await pilot.press("tab")
        await pilot.pause()
        assert control.value == words

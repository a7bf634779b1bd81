"""What typing does in a form: it replaces what stood there, Tab takes what is offered and moves on."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from kapta_tui.app import KaptaApp
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.playbook.model import Choice
from kapta_tui.screens.dialogs import Prompt
from kapta_tui.screens.dialogs.form import FormDialog, FormValues
from kapta_tui.widgets.form import FormContext
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop
from tests.app.shell_screens import make_app, settled

FIELDS = (
    Field("account", FieldType.REFERENCE, "Account", target="accounts"),
    Field("name", FieldType.TEXT, "Name"),
    Field("due", FieldType.DATE, "Due"),
    Field("reasons", FieldType.LABELS, "Reasons", choices="reasons"),
)
START: Mapping[str, Value] = {"account": "Zephyrine", "name": "Old name", "due": date(2026, 12, 31)}
NAMES = {" ": "space", "\t": "tab"}
CONTEXT = FormContext(today=date(2026, 11, 21), choices=lambda _: (Choice("LOST", "Budget lost"),))


def suggest(_: sqlite3.Connection, kind: str, text: str) -> Sequence[tuple[int, str]]:
    assert kind == "accounts"
    return [(7, "Zephyrine Air Cargo")] if "zephyrine air cargo".startswith(text.lower()) else []


async def open_form(
    app: KaptaApp, pilot: Pilot[None], values: Mapping[str, Value]
) -> list[FormValues | None]:
    results: list[FormValues | None] = []
    app.push_screen(FormDialog("Form", FIELDS, values, context=CONTEXT, suggest=suggest), results.append)
    await settled(pilot)
    return results


def control(app: KaptaApp, name: str) -> Input:
    return app.screen.query_one(f"#field-{name}").query_one(Input)


@in_loop
async def test_typing_replaces_what_a_field_was_filled_with(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        results = await open_form(app, pilot, START)
        await type_text(pilot, "Acme")
        await press(pilot, "tab")
        await type_text(pilot, "New")
        await press(pilot, "tab")
        await type_text(pilot, "2027-01-04")
        await press(pilot, "ctrl+s")
        assert results == [{"account": "Acme", "name": "New", "due": date(2027, 1, 4), "reasons": None}]


@in_loop
async def test_a_cursor_key_keeps_what_stands_there(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, START)
        await press(pilot, "tab", "end", "x")
        assert control(app, "name").value == "Old namex"


@in_loop
async def test_a_click_places_the_cursor(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, START)
        at = control(app, "name").content_region
        await pilot.click(offset=(at.x + 3, at.y))
        await press(pilot, "x")
        assert control(app, "name").value == "Oldx name"


@in_loop
async def test_typing_replaces_what_a_prompt_was_filled_with(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Prompt("Export", value="accounts.csv"))
        await settled(pilot)
        await type_text(pilot, "x.csv")
        assert app.screen.query_one(Input).value == "x.csv"


@in_loop
async def test_tab_takes_a_completion_and_moves_on(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        results = await open_form(app, pilot, {})
        await type_text(pilot, "zeph")
        await press(pilot, "tab")
        await type_text(pilot, "budget")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "budget")
        await press(pilot, "tab", "ctrl+s")
        assert results == [{"account": 7, "name": "budget", "due": None, "reasons": ("LOST",)}]


@in_loop
async def test_enter_takes_a_completion_and_stays(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, {})
        await type_text(pilot, "zeph")
        await press(pilot, "enter")
        assert control(app, "account").value == "Zephyrine Air Cargo"
        assert app.focused is control(app, "account")


@pytest.mark.parametrize("typed", ["zeph", "Zephyrine Air"])
@in_loop
async def test_tab_takes_the_completion_of_keys_that_come_at_once(tmp_path: Path, typed: str) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, {})
        for char in f"{typed}\tbudget":
            app.post_message(events.Key(NAMES.get(char, char), char))
        await settled(pilot)
        assert control(app, "account").value == "Zephyrine Air Cargo"
        assert control(app, "name").value == "budget"

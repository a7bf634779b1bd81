"""Forms made from field declarations."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Select, Static, TabbedContent, TextArea

from kapta_tui.app import KaptaApp
from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.fields import Field, FieldType, Value
from kapta_tui.domain.playbook.model import Choice
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.dialogs.form import FormDialog, FormValues
from kapta_tui.widgets.footer import FooterLine
from kapta_tui.widgets.form import FieldEditor, FormContext
from kapta_tui.widgets.form.choice import Flag
from kapta_tui.widgets.form.completion import Completion
from kapta_tui.widgets.form.entries import Entries
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import NAUGHTY, make_app, said, settled, until

SIZES = [(80, 24), (120, 40)]
TODAY = date(2026, 11, 21)
SCALE = (Choice("low", "Low"), Choice("high", "High [/oops]"), Choice("old", "Old", retired=True))
FIELDS = (
    Field("name", FieldType.TEXT, "Name", required=True),
    Field("value", FieldType.MONEY, "Value", minimum=0),
    Field("percent", FieldType.PERCENT, "Done"),
    Field("due", FieldType.DATE, "Due", help="When it must be done"),
    Field("public", FieldType.FLAG, "Public"),
    Field("severity", FieldType.CHOICE, "Severity", choices="severity"),
    Field("owner", FieldType.REFERENCE, "Owner", target="users"),
    Field("reasons", FieldType.LABELS, "Reasons", choices="reasons", tab="Why"),
    Field("details", FieldType.LONG, "Details", tab="Why"),
    Field("health", FieldType.INTEGER, "Health", writable=False),
)
REASONS = (Choice("SPONSOR", "Sponsor lost"), Choice("PRICE", "Price pressure"))
CONTEXT = FormContext(
    today=TODAY, choices=lambda name: {"severity": SCALE, "reasons": REASONS}[name], currency="EUR"
)
START: Mapping[str, Value] = {
    "name": NAUGHTY,
    "value": Decimal("1200.5"),
    "percent": 40,
    "due": date(2026, 12, 31),
    "public": True,
    "severity": "old",
    "owner": "Jane",
    "reasons": ("PRICE", "own words"),
    "details": "line one\nline two",
}


def suggest(_: sqlite3.Connection, kind: str, text: str) -> Sequence[tuple[int, str]]:
    people = [(1, "Jane [/oops]"), (2, "Janet"), (3, "Twin"), (4, "Twin")]
    assert kind == "users"
    return [(number, name) for number, name in people if name.lower().startswith(text.lower())]


async def open_form(app: KaptaApp, pilot: Pilot[None], form: FormDialog) -> list[FormValues | None]:
    results: list[FormValues | None] = []
    app.push_screen(form, results.append)
    await pilot.pause()
    return results


def editor(app: KaptaApp, name: str) -> FieldEditor:
    found = app.screen.query_one(f"#field-{name}")
    assert isinstance(found, FieldEditor)
    return found


def error(app: KaptaApp, name: str) -> str:
    shown = editor(app, name)
    return str(shown.query_one(".error", Static).render()) if shown.has_class("-wrong") else ""


def line(app: KaptaApp) -> str:
    """What the form says of itself, at the bottom."""
    return str(app.screen.query_one("#form-error", Static).render())


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_a_form_is_filled_and_saved_by_keyboard_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        results = await open_form(app, pilot, FormDialog("New", FIELDS, context=CONTEXT, suggest=suggest))
        assert str(app.screen.query_one(FooterLine).render()).endswith("F1 Help")
        await pilot.press(*"Acme", "tab", *"50k", "tab", *"60", "tab", *"+7d")
        await pilot.pause()
        assert "Sat 28 Nov 2026" in str(editor(app, "due").query_one(".hint", Static).render())
        await pilot.press("tab", "space", "tab", "enter", *"high", "enter", "tab", *"janet")
        completion = editor(app, "owner").query_one(Completion)
        await until(pilot, lambda: completion.display and completion.option_list.option_count == 1)
        await pilot.press("enter", "ctrl+pagedown")
        await until(pilot, lambda: app.focused is editor(app, "reasons").control)
        await pilot.press(*"price of oil", "enter", "tab", *"it rose", "ctrl+s")
        await pilot.pause()
        assert results == [
            {
                "name": "Acme",
                "value": Decimal(50_000),
                "percent": 60,
                "due": date(2026, 11, 28),
                "public": True,
                "severity": "high",
                "owner": 2,
                "reasons": ("price of oil",),
                "details": "it rose",
            }
        ]


@in_loop
async def test_an_untouched_form_gives_back_what_it_got(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        form = FormDialog(NAUGHTY, FIELDS, START, context=CONTEXT)
        results = await open_form(app, pilot, form)
        assert not form.is_changed
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert results == [dict(START)]


@in_loop
async def test_an_editing_form_gives_only_what_changed(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        form = FormDialog("Edit", FIELDS, START, context=CONTEXT, only_changed=True)
        results = await open_form(app, pilot, form)
        app.screen.query_one("#field-percent Input", Input).value = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert results == [{"percent": None}]


@in_loop
async def test_retired_choices_are_offered_only_where_they_stand(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        await open_form(app, pilot, FormDialog("New", FIELDS, context=CONTEXT))
        offered = [entry.code for entry in CONTEXT.offered("severity")]
        assert offered == ["low", "high"]
        assert app.screen.query_one(Select).value is Select.NULL


@in_loop
async def test_errors_stand_under_their_fields_and_the_first_gets_the_keyboard(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        results = await open_form(app, pilot, FormDialog("New", FIELDS, context=CONTEXT))
        await pilot.press("tab", *"lots", "tab", *"140", "tab", *"someday", "ctrl+s")
        await until(pilot, lambda: app.focused is editor(app, "name").control)
        assert error(app, "name") == "Name must not be empty"
        assert "lots" in error(app, "value")
        assert error(app, "percent") == "'140' is not between 0 and 100"
        assert "someday" in error(app, "due")
        assert not error(app, "owner")
        assert results == []
        await pilot.press("x", "ctrl+s")
        await until(pilot, lambda: error(app, "name") == "")


@in_loop
async def test_an_error_on_another_tab_shows_that_tab(tmp_path: Path) -> None:
    app = make_app(tmp_path)

    def check(values: FormValues) -> Mapping[str, str]:
        return {} if values["reasons"] else {"reasons": f"give a reason for {NAUGHTY}"}

    async with app.run_test() as pilot:
        form = FormDialog("New", FIELDS, {"name": "x"}, context=CONTEXT, check=check)
        await open_form(app, pilot, form)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.focused is editor(app, "reasons").control)
        assert app.screen.query_one(TabbedContent).active == "tab-Why"
        assert "Acme [/oops]" in error(app, "reasons")


@in_loop
async def test_a_refused_save_keeps_what_was_typed_and_shows_why(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    refusals: list[KaptaError] = [
        RuleError(f"There is a {NAUGHTY} already.", "Choose another name.", "name"),
        RuleError("The account is archived.", "Restore it first."),
    ]

    def verb(_: object) -> None:
        if refusals:
            raise refusals.pop(0)

    def save(_: FormValues, done: Callable[[KaptaError | None], None]) -> None:
        app.run_verb("Created x", verb, then=lambda _: done(None), failed=done)

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        results = await open_form(app, pilot, FormDialog("New", FIELDS, context=CONTEXT, save=save))
        await pilot.press("x", "ctrl+s")
        await settled(pilot)
        assert "Acme [/oops]" in error(app, "name")
        await pilot.press("y", "ctrl+s")
        await settled(pilot)
        assert "archived" in str(app.screen.query_one("#form-error", Static).render())
        assert app.screen.query_one("#field-name Input", Input).value == "xy"
        await press(pilot, "ctrl+s")
        assert [values and values["name"] for values in results] == ["xy"]
        assert said(app) == ["Created x · u undoes"]


@in_loop
async def test_cancel_asks_only_when_something_was_changed(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        results = await open_form(app, pilot, FormDialog("Edit", FIELDS, START, context=CONTEXT))
        await pilot.press("escape")
        await pilot.pause()
        assert results == [None]
        results = await open_form(app, pilot, FormDialog("Edit", FIELDS, START, context=CONTEXT))
        await pilot.press("x", "escape")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        await pilot.press("escape")
        await pilot.click("#yes")
        await pilot.pause()
        assert results == [None]


@in_loop
async def test_quitting_does_not_lose_a_form(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await open_form(app, pilot, FormDialog("New", FIELDS, context=CONTEXT))
        await pilot.press("x", "ctrl+q")
        await pilot.pause()
        assert "unsaved changes" in line(app)
        assert isinstance(app.screen, FormDialog)


@in_loop
async def test_entries_are_added_moved_and_removed(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    fields = [field for field in FIELDS if field.name == "reasons"]
    start: dict[str, Value] = {"reasons": ("SPONSOR", f"own {NAUGHTY}", "PRICE")}
    async with app.run_test(size=(80, 24), tooltips=True) as pilot:
        results = await open_form(app, pilot, FormDialog("Risk", fields, start, context=CONTEXT))
        entries = app.screen.query_one(Entries)
        assert entries.labels[0] == "Sponsor lost"
        entries.focus()
        await pilot.press("J", "J", "k", "K", "j", "d")
        await pilot.pause()
        assert [label[:5] for label in entries.labels] == ["Price", "Spons"]
        await pilot.press("tab", *"price pressure", "enter", *"last", "ctrl+s")
        await pilot.pause()
        assert results == [{"reasons": ("PRICE", "SPONSOR", "last")}]


@in_loop
async def test_enter_takes_the_first_reason_offered(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    fields = [field for field in FIELDS if field.name == "reasons"]
    async with app.run_test(size=(80, 24), tooltips=True) as pilot:
        results = await open_form(app, pilot, FormDialog("Risk", fields, {}, context=CONTEXT))
        await pilot.press(*"PRI", "enter")
        await pilot.pause()
        assert app.screen.query_one(Entries).labels == ["Price pressure"]
        assert editor(app, "reasons").query_one(Input).value == ""
        await pilot.press(*"LOST", "tab", "ctrl+s")
        await pilot.pause()
        assert results == [{"reasons": ("PRICE", "SPONSOR")}]


@in_loop
async def test_own_words_are_offered_last_and_taken_at_once_when_nothing_matches(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    fields = [field for field in FIELDS if field.name == "reasons"]
    async with app.run_test(size=(80, 24), tooltips=True) as pilot:
        results = await open_form(app, pilot, FormDialog("Risk", fields, {}, context=CONTEXT))
        await pilot.press(*"[pri")
        completion = editor(app, "reasons").query_one(Completion)
        assert not completion.display
        await pilot.press("enter", *"pri")
        offered = [str(option.prompt) for option in completion.option_list.options]
        assert offered == ["Price pressure", "“pri” · your own words"]
        await pilot.press("up", "enter", *"sponsor lost", "enter", *"los", "escape", "enter", "ctrl+s")
        await pilot.pause()
        assert results == [{"reasons": ("[pri", "pri", "SPONSOR", "los")}]


@in_loop
async def test_keys_that_come_at_once_take_what_is_offered_for_all_of_them(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    fields = [field for field in FIELDS if field.name == "reasons"]
    async with app.run_test(size=(80, 24), tooltips=True) as pilot:
        await open_form(app, pilot, FormDialog("Risk", fields, {}, context=CONTEXT))
        for key, character in (("p", "p"), ("r", "r"), ("enter", "\r")):
            app.post_message(events.Key(key, character))
        await pilot.pause()
        assert app.screen.query_one(Entries).labels == ["Price pressure"]


@in_loop
async def test_a_name_two_records_bear_stays_a_name(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    fields = [field for field in FIELDS if field.name == "owner"]
    async with app.run_test() as pilot:
        results = await open_form(app, pilot, FormDialog("x", fields, context=CONTEXT, suggest=suggest))
        completion = app.screen.query_one(Completion)
        await pilot.press(*"tw")
        await until(pilot, lambda: bool(completion.display))
        await pilot.press("enter", "ctrl+s")
        await pilot.pause()
        assert results == [{"owner": "Twin"}]


@in_loop
async def test_a_flag_is_changed_by_mouse(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, FormDialog("x", FIELDS, context=CONTEXT))
        await pilot.click(Flag)
        assert app.screen.query_one(Flag).is_on


@in_loop
async def test_the_keyboard_reaches_every_field_at_80_by_24(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    many = [Field(f"f{number}", FieldType.TEXT, f"Field {number}") for number in range(30)]
    async with app.run_test(size=(80, 24)) as pilot:
        await open_form(app, pilot, FormDialog("Long", many, context=CONTEXT))
        await pilot.press(*["tab"] * 29)
        await pilot.pause()
        assert app.focused is editor(app, "f29").control
        frame = app.screen.query_one("#frame").region
        assert app.focused.region.bottom <= frame.bottom
        assert frame.bottom <= 23


@in_loop
async def test_a_long_text_without_an_editor_says_how_to_set_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    app = make_app(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await open_form(app, pilot, FormDialog("x", FIELDS, START, context=CONTEXT))
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert "No editor is set." in line(app)


@in_loop
async def test_where_the_app_cannot_stand_aside_the_editor_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\necho never > "$1"\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(script))
    app = make_app(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await open_form(app, pilot, FormDialog("x", FIELDS, START, context=CONTEXT))
        await pilot.press("ctrl+g")
        await pilot.pause()
        assert "cannot be opened here" in line(app)
        assert app.screen.query_one(TextArea).text == START["details"]


@in_loop
async def test_a_code_the_playbook_no_longer_has_is_kept(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test() as pilot:
        form = FormDialog("x", FIELDS, {"name": "x", "severity": "gone"}, context=CONTEXT, only_changed=True)
        results = await open_form(app, pilot, form)
        assert not form.is_changed
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert results == [{}]

"""Forms can be seen: the edge of every control and what stands in it, in both of our themes (interface.md 3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.color import Color
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Select, TextArea

from kapta_tui.data.write.basic import edit_record
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens import editing
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.theme import OWN_THEMES
from kapta_tui.widgets.form.choice import Flag
from tests.app.account_page import page, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled

ASKED_FOR = set(KINDS) - {"users"}
THEMES = [theme.name for theme in OWN_THEMES]


def contrast(one: Color, other: Color) -> float:
    """Return the WCAG contrast of two opaque colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def edge(control: Widget) -> float:
    """Return the contrast of a control's left edge with what lies around it."""
    around, _ = control.background_colors
    kind, color = control.styles.border_left
    assert kind == "outer"
    return contrast(around + color, around)


@pytest.mark.parametrize("theme", THEMES)
@in_loop
async def test_every_control_of_a_form_can_be_seen(tmp_path: Path, theme: str) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        app.theme = theme
        for kind in ("accounts", "contracts", "risks"):
            editing.add(screen, kind)
            await settled(pilot)
            dialog = app.screen
            assert isinstance(dialog, FormDialog)
            controls = [*dialog.query(Input), *dialog.query(TextArea), *dialog.query(Flag)]
            controls += [select.query_one("SelectCurrent") for select in dialog.query(Select)]
            for control in controls:
                assert edge(control) >= 3, (kind, control)
                assert contrast(control.colors[3], control.background_colors[1]) >= 4.5, (kind, control)
            for control in dialog.query(Input):
                style = control.get_component_styles("input--placeholder")
                ground = control.background_colors[1]
                assert contrast(ground + style.color, ground) >= 4.5
            for select in dialog.query(Select):
                label = select.query_one("SelectCurrent #label")
                assert contrast(label.colors[3], label.background_colors[1]) >= 4.5
            await press(pilot, "escape")


def currency_of(dialog: Screen[Any]) -> Input:
    """Return the input of the currency."""
    assert isinstance(dialog, FormDialog)
    return dialog.query_one("#field-currency Input", Input)


@in_loop
async def test_an_inherited_currency_is_a_hint_and_is_not_stored(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    own = "SELECT currency FROM account WHERE id = 1"
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        editing.edit(screen, "accounts", 1)
        await settled(pilot)
        field = currency_of(app.screen)
        assert (field.value, field.placeholder) == ("", "EUR (from the playbook)")
        await press(pilot, "end", "x")
        await press(pilot, "ctrl+s")
        assert value(store, "SELECT name FROM account WHERE id = 1") == "Acme Corpx"
        assert value(store, own) is None
        store.do(edit_record, "accounts", 1, {"currency": "USD"})
        editing.edit(screen, "accounts", 1)
        await settled(pilot)
        assert currency_of(app.screen).value == "USD"
        currency_of(app.screen).value = ""
        await press(pilot, "ctrl+s")
        assert value(store, own) is None


@in_loop
async def test_a_new_contract_says_whose_currency_it_takes(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "accounts", 1, {"currency": "NOK"})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await page(pilot)
        editing.add(screen, "contracts", account=1)
        await settled(pilot)
        assert currency_of(app.screen).placeholder == "NOK (from the account)"


@in_loop
async def test_labels_and_hints_fit_and_a_hint_keeps_to_the_ground_of_its_field(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await page(pilot)
        for kind in sorted(ASKED_FOR):
            editing.add(screen, kind, account=1)
            await settled(pilot)
            assert isinstance(app.screen, FormDialog), kind
            for label in app.screen.query(".label"):
                assert label.size.height in (0, 1), (kind, label)
            for control in app.screen.query(Input):
                room = control.content_size.width
                assert not room or cell_len(control.placeholder) <= room, (kind, control.placeholder)
            for hint in app.screen.query(".hint"):
                assert hint.parent is not None
                beside = next(iter(hint.parent.query("Input, SelectCurrent")))
                assert hint.background_colors[1] == beside.background_colors[1], (kind, hint)
            await press(pilot, "escape")


@in_loop
async def test_label_and_hint_of_the_focused_field_stand_out_with_it(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await page(pilot)
        editing.add(screen, "tasks", account=1)
        await settled(pilot)
        field = app.screen.query_one("#field-due")
        label, hint, control = field.query_one(".label"), field.query_one(".hint"), field.query_one(Input)
        plain = label.colors[3]
        control.focus()
        await pilot.pause()
        assert label.colors[3] != plain
        assert hint.background_colors[1] == control.background_colors[1]
        await press(pilot, "tab")
        assert label.colors[3] == plain
        assert hint.background_colors[1] == control.background_colors[1]


@in_loop
async def test_the_form_of_an_action_is_seen_whole_on_the_smallest_usual_terminal(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await page(pilot)
        editing.add(screen, "actions", account=1)
        await settled(pilot)
        assert app.screen.query_one(".fields", VerticalScroll).max_scroll_y == 0
        frame = app.screen.query_one("#frame")
        assert frame.region.bottom < app.screen.size.height

"""A contact with role, power and superior takes few keys: letters choose, what matters comes first."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from kapta_tui.data.store import Store
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.form.typedselect import TypedSelect
from tests.app.account_page import page
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press, type_text
from tests.app.running import in_loop


def _contact(store: Store, name: str) -> tuple[object, ...]:
    connection = store.connect()
    try:
        found = connection.execute(
            "SELECT c.title, c.role, c.friendliness, c.power, b.name FROM contact c "
            "LEFT JOIN contact b ON b.id = c.reports_to_id WHERE c.name = ?",
            (name,),
        ).fetchone()
    finally:
        connection.close()
    return tuple(found)


@in_loop
async def test_a_contact_with_role_power_and_superior_takes_ten_keys_beside_the_text(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    keys = 0
    async with app.run_test(size=(120, 40)) as pilot:
        await page(pilot)
        for text, *pressed in (
            ("", "n"),
            ("Zoe Lang", "tab"),
            ("Head of IT", "tab"),
            ("", "e", "tab"),
            ("", "s", "tab"),
            ("", "f", "tab"),
            ("Ana Ruiz", "ctrl+s"),
        ):
            await type_text(pilot, text)
            await press(pilot, *pressed)
            keys += len(pressed)
        assert not isinstance(app.screen, FormDialog)
    assert _contact(store, "Zoe Lang") == (
        "Head of IT",
        "executive_sponsor",
        "supporter",
        "final_say",
        "Ana Ruiz",
    )
    assert keys <= 10


@in_loop
async def test_the_superior_is_completed_among_the_contacts_of_the_account(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        await page(pilot)
        await press(pilot, "n")
        await type_text(pilot, "Zoe Lang")
        await press(pilot, *["tab"] * 5)
        await type_text(pilot, "bo")
        await press(pilot, "tab", "ctrl+s")
    assert _contact(store, "Zoe Lang")[-1] == "Bo of Acme Corp"


class _Host(App[None]):
    """A drop-down list alone."""

    ENTRIES = (("Some", "some"), ("Strong", "strong"), ("Little", "little"), ("Final [say]", "final"))

    def compose(self) -> ComposeResult:
        yield TypedSelect(self.ENTRIES, "")


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ("s", "some"),
        ("st", "strong"),
        ("ss", "strong"),
        ("sss", "some"),
        ("f", "final"),
        ("sf", "some"),
        ("xs", None),
        ("x", None),
        ("lx", "little"),
    ],
)
@in_loop
async def test_letters_choose_the_entry_they_begin(keys: str, code: str | None) -> None:
    app = _Host()
    async with app.run_test() as pilot:
        control = app.query_one(TypedSelect)
        control.focus()
        await pilot.press(*keys)
        assert control.selection == code
        assert not control.expanded
        await pilot.press("delete")
        assert control.selection is None

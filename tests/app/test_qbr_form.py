"""The form of a new review: it begins with the last one of its type, and what is emptied stays empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.widgets import Input, Select, TextArea

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record, edit_record
from kapta_tui.domain.fields import Values
from kapta_tui.screens.dialogs.form import FormDialog
from kapta_tui.widgets.form.entries import Entries
from tests.app.account_page import new_in, value
from tests.app.account_store import make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import settled

SPRING: Values = {
    "account": 1,
    "date": date(2026, 8, 3),
    "stage": "completed",
    "contacts": ("Ana Ruiz",),
    "colleagues": ("omar",),
}


def held(store: Store) -> None:
    """Hold a quarterly and an executive review with the first account."""
    store.do(add_record, "qbrs", SPRING)
    store.do(add_record, "qbrs", {**SPRING, "type": "executive", "contacts": ("Bo of Acme Corp",)})


def entries(form: FormDialog, field: str) -> list[str]:
    """Return what a list field holds."""
    return form.query_one(f"#field-{field}").query_one(Entries).labels


@in_loop
async def test_a_new_review_begins_with_the_last_of_its_type(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    held(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        form = await new_in(pilot, "#qbrs")
        assert entries(form, "contacts") == ["Ana Ruiz"]
        assert entries(form, "colleagues") == ["omar"]
        assert form.query_one("#field-owner").query_one(Input).value == "jane"
        agenda = form.query_one("#field-agenda").query_one(TextArea).text
        assert agenda.startswith("- [ ] Results against goals\n")
        assert not form.is_changed
        form.query_one("#field-type").query_one(Select).value = "executive"
        await settled(pilot)
        assert entries(form, "contacts") == ["Bo of Acme Corp"]
        form.query_one("#field-date").query_one(Input).value = "2026-12-01"
        await press(pilot, "ctrl+s")
    assert value(store, "SELECT count(*) FROM qbr_contact WHERE qbr_id = 3") == 1
    assert "Risks and service" in str(value(store, "SELECT agenda FROM qbr WHERE id = 3"))


@in_loop
async def test_what_is_emptied_in_a_new_review_stays_empty(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    held(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        form = await new_in(pilot, "#qbrs")
        form.query_one("#field-contacts").query_one(Entries).replace([])
        form.query_one("#field-agenda").query_one(TextArea).load_text("")
        form.query_one("#field-owner").query_one(Input).value = ""
        form.query_one("#field-type").query_one(Select).value = "executive"
        form.query_one("#field-date").query_one(Input).value = "2026-12-01"
        await settled(pilot)
        await press(pilot, "ctrl+s")
    assert value(store, "SELECT type FROM qbr WHERE id = 3") == "executive"
    assert value(store, "SELECT agenda FROM qbr WHERE id = 3") is None
    assert value(store, "SELECT owner_id FROM qbr WHERE id = 3") is None
    assert value(store, "SELECT count(*) FROM qbr_contact WHERE qbr_id = 3") == 0
    assert value(store, "SELECT count(*) FROM qbr_colleague WHERE qbr_id = 3") == 1


@in_loop
async def test_a_rating_of_a_planned_review_is_refused_below_its_field(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        form = await new_in(pilot, "#qbrs")
        form.query_one("#field-date").query_one(Input).value = "2026-12-01"
        form.query_one("#field-rating").query_one(Select).value = "good"
        await press(pilot, "ctrl+s")
        error = form.query_one("#field-rating .error")
        assert "A rating wants a completed review" in str(error.render())
    assert value(store, "SELECT count(*) FROM qbr") == 0


@in_loop
async def test_our_side_of_a_first_review_is_who_works_on_the_account(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.do(edit_record, "accounts", 1, {"contributors": ("omar",)})
    app = make_app(store)
    async with app.run_test(size=(120, 40)) as pilot:
        form = await new_in(pilot, "#qbrs")
        assert entries(form, "colleagues") == ["jane", "omar"]
        assert not form.is_changed
        form.query_one("#field-date").query_one(Input).value = "2026-12-01"
        await press(pilot, "ctrl+s")
    assert value(store, "SELECT count(*) FROM qbr_colleague WHERE qbr_id = 1") == 2

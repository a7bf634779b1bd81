"""Ways on in the import dialog for somebody in a hurry: what is typed counts, and what helps is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.widgets.form.choice import Flag
from kapta_tui.widgets.pathcompletion import PathCompletion
from tests.app.account_store import make_app, make_store
from tests.app.accounts_driving import names
from tests.app.importing import import_of, open_dialog, rows, words, write_files
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import said, until


@pytest.mark.parametrize("is_first", [True, False], ids=["first", "further"])
@in_loop
async def test_ctrl_s_takes_a_path_that_is_typed_and_not_added_yet(tmp_path: Path, is_first: bool) -> None:
    files = write_files(tmp_path / "in")
    before = () if is_first else (files / "accounts.csv",)
    async with import_of(tmp_path, *before) as running:
        dialog = running.dialog
        control = dialog.query_one("#path", Input)
        control.value = str(files / "contacts.csv")
        control.focus()
        await press(running.pilot, "ctrl+s")
        assert running.app.screen is dialog
        assert not said(running.app)
        assert "contacts.csv" in rows(dialog)
        assert control.value == ""
        assert names(running.store) == []


@in_loop
async def test_ctrl_s_says_what_is_wrong_with_a_path_that_is_typed(tmp_path: Path) -> None:
    async with import_of(tmp_path) as running:
        running.dialog.query_one("#path", Input).value = str(tmp_path / "gone.csv")
        await press(running.pilot, "ctrl+s")
        assert "does not exist" in words(running.dialog, "#said")


CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{more}TEL:1\nEND:VCARD\n"


def write_cards(folder: Path) -> Path:
    """Write two cards that name a company each, and one without."""
    folder.mkdir()
    people = (("Ana [b]", "ORG:Alpha\n"), ("Bo", "ORG:Beta\n"), ("Cy", ""))
    for name, more in people:
        (folder / f"{name[:2]}.vcf").write_text(CARD.format(name=name, more=more), encoding="utf-8")
    return folder


@in_loop
async def test_one_key_makes_the_accounts_for_want_of_which_all_cards_were_rejected(tmp_path: Path) -> None:
    async with import_of(tmp_path, write_cards(tmp_path / "in")) as running:
        pilot, dialog = running.pilot, running.dialog
        assert words(dialog, "#state") == (
            "3 rows: 3 rejected · nothing would change · ^n makes the accounts that 2 rows name"
        )
        await press(pilot, "ctrl+n")
        assert dialog.query_one("#accounts", Flag).is_on
        assert words(dialog, "#state") == (
            "3 rows: 2 new, 1 rejected; 1 person made · ^s imports · ^n goes to Account, for 1 row that names none"
        )
        await press(pilot, "ctrl+n")
        assert dialog.focused is dialog.query_one("#account")
        await press(pilot, *"Walk-ins", "enter")
        assert words(dialog, "#state") == "3 rows: 3 new; 1 person made · ^s imports"
        await press(pilot, "ctrl+n")
        assert any("no row lacks an account" in text for text in said(running.app))
        await running.begin()
        assert names(running.store) == ["Alpha", "Beta", "Walk-ins"]


@in_loop
async def test_an_account_that_nobody_knows_is_remarked_below_its_field(tmp_path: Path) -> None:
    (tmp_path / "accounts.csv").write_text("name\nAlpha\n", encoding="utf-8")
    cards = write_cards(tmp_path / "in")
    async with import_of(tmp_path, tmp_path / "accounts.csv", cards) as running:
        pilot, dialog = running.pilot, running.dialog
        remark = dialog.query_one("#account-said")
        account = dialog.query_one("#account", Input)
        account.focus()
        await press(pilot, *"Walk-ins [/oops]", "tab")
        assert remark.display
        assert "no account 'Walk-ins [/oops]'" in words(dialog, "#account-said")
        assert remark.region.height
        account.focus()
        account.value = ""
        await press(pilot, *"alpha")
        assert not remark.display
        await press(pilot, "tab")
        assert not remark.display
        account.value = "Nobody"
        account.focus()
        await press(pilot, "tab")
        assert remark.display
        await press(pilot, "ctrl+n")
        assert not remark.display


@in_loop
async def test_rejected_rows_are_shown_after_the_import_and_can_be_saved_then(tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    (files / "accounts.csv").write_text("name,website\nAlpha,not a site\nBeta,\nGamma,\n", encoding="utf-8")
    async with import_of(tmp_path, files) as running:
        pilot, dialog = running.pilot, running.dialog
        await running.begin()
        assert running.app.screen is dialog
        assert len(names(running.store)) == 3
        assert words(dialog, "#state").startswith(
            "Imported. Rows rejected: 1; the others stand. Cells left out: 1;"
        )
        assert "line 3" in words(dialog, "#notes Static")
        assert "Nobody" in words(dialog, "#notes Static")
        assert dialog.focused is dialog.query_one("#rejects")
        await press(pilot, "ctrl+s")
        assert any("name a file under “Rejected to” first" in text for text in said(running.app))
        dialog.query_one("#rejects", Input).value = str(tmp_path / "r.csv")
        await press(pilot, "enter")
        assert running.app.screen is not dialog
        told = " ".join(said(running.app))
        assert "r-contacts.csv and import those files" in told
        assert "What was left out is saved." in told
        assert "Nothing changed" not in told
        assert "Nobody" in (tmp_path / "r-contacts.csv").read_text(encoding="utf-8")
        assert len(names(running.store)) == 3


@in_loop
async def test_rejected_rows_come_in_after_the_import_once_their_accounts_are_made(tmp_path: Path) -> None:
    async with import_of(tmp_path, write_files(tmp_path / "in")) as running:
        await running.begin()
        await press(running.pilot, "ctrl+n")
        assert "1 new" in words(running.dialog, "#state")
        await running.begin()
        assert running.app.screen is not running.dialog
        assert "Nobody" in names(running.store)


@in_loop
async def test_esc_closes_an_import_that_is_done_without_asking(tmp_path: Path) -> None:
    async with import_of(tmp_path, write_files(tmp_path / "in")) as running:
        await running.begin()
        running.dialog.query_one("#rejects", Input).value = str(tmp_path / "r.csv")
        await press(running.pilot, "escape", "escape")
        assert isinstance(running.app.screen, AccountsScreen)
        assert any("3 accounts added" in text and "u undoes" in text for text in said(running.app))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@in_loop
async def test_no_hint_is_covered_by_the_names_that_complete_a_path(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    files = write_files(tmp_path / "in")
    async with make_app(make_store(tmp_path, "empty")).run_test(size=size) as pilot:
        dialog = await open_dialog(pilot)
        control = dialog.query_one("#path", Input)
        control.value = f"{files}/"
        control.cursor_position = len(control.value)
        completion = dialog.query_one("PathRow PathCompletion", PathCompletion)
        await until(pilot, lambda: completion.display)
        await pilot.pause()
        assert completion.option_list.region.area
        assert not completion.option_list.region.overlaps(dialog.query_one("#said").region)

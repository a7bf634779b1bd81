"""Importing from inside the app: nothing is written by the trial, everything by ^s, and u takes all of it back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from textual.widgets import Input, Select

from kapta_tui.data import dump
from kapta_tui.data.store import Store
from kapta_tui.screens.accounts import AccountsScreen
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.help import HelpScreen
from kapta_tui.screens.importing import ImportDialog
from kapta_tui.screens.importing.options import OptionRows
from kapta_tui.widgets.form.choice import Flag
from kapta_tui.widgets.listing import Listing
from kapta_tui.widgets.welcome import WelcomePane
from tests.app.account_store import NAUGHTY, make_app, make_store
from tests.app.accounts_driving import names
from tests.app.importing import add, hold, import_of, open_dialog, rows, words, write_files
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import said, screen_lines, settled, until

SIZES = [(80, 24), (120, 40), (200, 60)]


def dumped(store: Store) -> str:
    """Return the whole store as text."""
    with closing(store.connect()) as connection:
        return dump.dump(connection)


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_a_trial_says_what_would_become_of_every_row_and_writes_nothing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    store = make_store(tmp_path, "empty")
    files = write_files(tmp_path / "in")
    before = dumped(store)
    async with make_app(store).run_test(size=size, notifications=True) as pilot:
        dialog = await open_dialog(pilot)
        await add(pilot, files / "accounts.csv")
        await add(pilot, files / "contacts.csv")
        found = rows(dialog)
        assert found["accounts.csv"]["kind"] == "accounts"
        assert (found["accounts.csv"]["rows"], found["accounts.csv"]["created"]) == ("3", "3")
        assert (found["contacts.csv"]["created"], found["contacts.csv"]["rejected"]) == ("1", "1")
        assert words(dialog, "#state").startswith("5 rows: 4 new, 1 rejected")
        assert "colour" in words(dialog, "#notes Static")
        dialog.query_one("#files", Listing).focus()
        await pilot.press("j")
        assert "line 3" in words(dialog, "#notes Static")
        assert "Nobody" in words(dialog, "#notes Static")
    assert dumped(store) == before


@in_loop
async def test_import_is_one_change_that_the_screens_show_and_u_takes_back(tmp_path: Path) -> None:
    store = make_store(tmp_path, "empty")
    before = dumped(store)
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        dialog = await open_dialog(pilot)
        await add(pilot, write_files(tmp_path / "in"))
        await press(pilot, "ctrl+s")
        assert "Rows rejected: 1" in words(dialog, "#state")
        await press(pilot, "escape")
        assert isinstance(app.screen, AccountsScreen)
        assert any("3 accounts added" in text and "u undoes" in text for text in said(app))
        assert len(app.screen.listing.ids) == 3
        assert names(store) == ["Alpha", "Beta [/oops]", "=1+1"]
        await press(pilot, "u")
        assert not app.screen.listing.ids
        assert dumped(store) == before


@in_loop
async def test_a_second_import_of_the_same_file_has_nothing_to_do(tmp_path: Path) -> None:
    store = make_store(tmp_path, "empty")
    files = write_files(tmp_path / "in")
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_dialog(pilot)
        await add(pilot, files / "accounts.csv")
        await press(pilot, "ctrl+s")
        dialog = await open_dialog(pilot)
        await add(pilot, files / "accounts.csv")
        assert rows(dialog)["accounts.csv"]["unchanged"] == "3"
        assert "nothing would change" in words(dialog, "#state")
        await press(pilot, "ctrl+s")
        assert any("nothing would change" in text for text in said(app))
        assert app.screen is dialog


@in_loop
async def test_rejected_rows_are_kept_where_they_were_wanted(tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    async with import_of(tmp_path, files) as running:
        dialog = running.dialog
        control = dialog.query_one("#rejects", Input)
        for text, reason in (
            ("there.csv", "there already"),
            ("x.nix", "format"),
            ("no/where.csv", "does not exist"),
            ("in/accounts.csv", "one of the files"),
        ):
            (tmp_path / "there.csv").touch()
            control.value = str(tmp_path / text)
            await running.begin()
            assert reason in words(dialog, "#said")
            assert running.app.screen is dialog
        control.value = str(tmp_path / "rejected.csv")
        assert not (tmp_path / "rejected.csv").exists()
        await running.begin()
        assert any("rejected.csv and import that file" in text for text in said(running.app))
    assert "Nobody" in (tmp_path / "rejected.csv").read_text(encoding="utf-8")


@in_loop
async def test_how_files_are_read_can_be_chosen(tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    (files / "people.csv").write_text("name\nAlpha\nGamma\n", encoding="utf-8")
    async with import_of(tmp_path, files / "people.csv") as running:
        pilot, dialog = running.pilot, running.dialog
        dialog.query_one("#kind", Select).value = "products"
        await settled(pilot)
        assert rows(dialog)["people.csv"]["kind"] == "products"
        await running.begin()
        assert names(running.store, table="product") == ["Alpha", "Gamma"]


@in_loop
async def test_missing_accounts_and_own_fields_are_made_when_wanted(tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    async with import_of(tmp_path, files) as running:
        pilot, dialog = running.pilot, running.dialog
        for option in ("#accounts", "#fields"):
            dialog.query_one(OptionRows).query_one(option, Flag).focus()
            await press(pilot, "space")
        assert rows(dialog)["contacts.csv"]["rejected"] == "·"
        assert "left out: colour" not in words(dialog, "#notes Static")
        await running.begin()
        assert "Nobody" in names(running.store)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("gone.csv", None, "does not exist"),
        ("book.json", b'{"kapta": 1, "tables": {}}', "dump of a whole store"),
        ("empty.csv", b"", "is empty"),
        ("page.csv", b"<html><body>Log in</body></html>", "web page"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ""),
    ],
)
@in_loop
async def test_what_cannot_be_read_is_said_in_the_dialog(
    tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    store = make_store(tmp_path, "empty")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        dialog = await open_dialog(pilot)
        await add(pilot, tmp_path / name)
        assert app.screen is dialog
        assert dialog.query_one("#said").has_class("bad")
        assert reason in words(dialog, "#said")
        assert not said(app)
        await press(pilot, "ctrl+s")
        assert app.screen is dialog


@in_loop
async def test_one_file_of_several_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    (files / "empty.csv").touch()
    async with import_of(tmp_path, files) as running:
        dialog = running.dialog
        assert rows(dialog)["empty.csv"]["kind"] == "not imported"
        assert rows(dialog)["accounts.csv"]["created"] == "3"


@in_loop
async def test_d_leaves_a_file_out_and_the_rest_is_tried_again(tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    async with import_of(tmp_path, files) as running:
        pilot, dialog = running.pilot, running.dialog
        dialog.query_one("#files", Listing).focus()
        await press(pilot, "d")
        assert list(rows(dialog)) == ["contacts.csv"]
        assert rows(dialog)["contacts.csv"]["rejected"] == "2"
        await press(pilot, "d")
        assert not rows(dialog)
        assert words(dialog, "#state") == ""


@pytest.mark.parametrize("for_good", [False, True], ids=["trial", "import"])
@in_loop
async def test_esc_stops_what_runs_and_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, for_good: bool
) -> None:
    store = make_store(tmp_path, "empty")
    files = write_files(tmp_path / "in")
    before = dumped(store)
    reading, go_on = hold(monkeypatch, trial=not for_good)
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        dialog = await open_dialog(pilot)
        dialog.query_one("#path", Input).value = str(files / "accounts.csv")
        await pilot.press("enter")
        if for_good:
            await settled(pilot)
            await pilot.press("ctrl+s")
        await until(pilot, reading.is_set)
        assert "esc stops" in words(dialog, "#state")
        await pilot.press("escape")
        go_on.set()
        await until(pilot, lambda: "Stopped" in words(dialog, "#state"))
        assert pilot.app.screen is dialog
        assert dumped(store) == before
        await press(pilot, "ctrl+s")
        assert (pilot.app.screen is dialog) is not for_good
    assert (dumped(store) != before) is for_good


@in_loop
async def test_esc_takes_off_one_layer_and_asks_before_a_tried_import_is_lost(tmp_path: Path) -> None:
    async with import_of(tmp_path, write_files(tmp_path / "in") / "accounts.csv") as running:
        pilot, dialog = running.pilot, running.dialog
        listing = dialog.query_one("#files", Listing)
        listing.focus()
        await press(pilot, "enter")
        assert dialog.focused is dialog.query_one("#notes")
        await press(pilot, "escape")
        assert pilot.app.screen is dialog
        assert dialog.focused is listing
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Confirm)
        await press(pilot, "n")
        assert pilot.app.screen is dialog
        assert rows(dialog)["accounts.csv"]["created"] == "3"
        await press(pilot, "escape", "y")
        assert isinstance(pilot.app.screen, AccountsScreen)
        assert names(running.store) == []


@in_loop
async def test_what_was_rejected_stands_before_columns_left_out(tmp_path: Path) -> None:
    files = write_files(tmp_path / "in")
    path = files / "contacts.csv"
    path.write_text("account,name,colour\nNobody,A,red\nNoone,B,\n", encoding="utf-8")
    async with import_of(tmp_path, path) as running:
        said_of_it = words(running.dialog, "#notes Static").splitlines()
    assert said_of_it[0] == (
        "column account: there is no account '…'; import the accounts too, or have missing ones made with "
        "“Make accounts” (2 rows: line 2 'Nobody', line 3 'Noone')"
    )
    assert said_of_it[-2] == "columns left out: colour; “Make fields” keeps them"
    assert said_of_it[-1].startswith("columns read:")


@in_loop
async def test_names_of_files_sheets_and_columns_are_only_names(tmp_path: Path) -> None:
    store = make_store(tmp_path, "empty")
    folder = tmp_path / "in"
    folder.mkdir()
    columns = ",".join(
        f'"{name}"'.replace('"y"', '""y""').replace('"http://x"', '""http://x""') for name in NAUGHTY
    )
    for number, name in enumerate(NAUGHTY):
        called = name.replace("/", "-")[:60] or "x"
        (folder / f"{called} {number}.csv").write_text(
            f'name,{columns}\n"Acme {number} [/oops]"{"," * len(NAUGHTY)}\n', encoding="utf-8"
        )
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        dialog = await open_dialog(pilot)
        control = dialog.query_one("#path", Input)
        for letter in f"{folder}/":
            control.insert_text_at_cursor(letter)
        await pilot.press("down", "down", "escape")
        await add(pilot, folder)
        dialog.query_one("#kind", Select).value = "accounts"
        await settled(pilot)
        assert len(rows(dialog)) == len(NAUGHTY)
        dialog.query_one("#files", Listing).focus()
        await pilot.press(*"jjjjjj")
        await press(pilot, "ctrl+s")
        assert app.is_running
        assert len(names(store)) == len(NAUGHTY)


@in_loop
async def test_an_empty_store_offers_the_import_to_the_mouse(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path, "empty"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        welcome = app.screen.query_one(WelcomePane)
        lines = screen_lines(app)
        line = next(number for number, text in enumerate(lines) if "bring in a CSV" in text)
        await pilot.click(offset=(lines[line].index("bring in"), line))
        assert welcome.region.contains(lines[line].index("bring in"), line)
        await until(pilot, lambda: isinstance(app.screen, ImportDialog))


@in_loop
async def test_the_dialog_has_help_of_its_own(tmp_path: Path) -> None:
    async with make_app(make_store(tmp_path)).run_test(size=(80, 24)) as pilot:
        await open_dialog(pilot)
        await pilot.press("f1")
        assert isinstance(pilot.app.screen, HelpScreen)


@pytest.mark.parametrize("key", ["enter", "tab", "ctrl+s"])
@in_loop
async def test_cards_without_a_company_go_into_the_account_that_is_typed(tmp_path: Path, key: str) -> None:
    store = make_store(tmp_path, "empty")
    (tmp_path / "accounts.csv").write_text("name\nAlpha\nBeta\n")
    (tmp_path / "people.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana [b]\nTEL:1\nEND:VCARD\n")
    async with make_app(store).run_test(size=(80, 24), notifications=True) as pilot:
        dialog = await open_dialog(pilot)
        await add(pilot, tmp_path / "accounts.csv")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ImportDialog))
        dialog = await open_dialog(pilot)
        await add(pilot, tmp_path / "people.vcf")
        assert (rows(dialog)["people.vcf"]["kind"], rows(dialog)["people.vcf"]["rejected"]) == (
            "contacts vcard",
            "1",
        )
        assert "rows without one can be given it with “Account”" in words(dialog, "#notes Static")
        dialog.query_one("#account", Input).focus()
        await press(pilot, *"Alpha")
        await until(pilot, lambda: "with this account" in words(dialog, "#state"))
        await press(pilot, key)
        await until(pilot, lambda: words(dialog, "#state").startswith("1 row: 1 new"))
        assert "nothing" not in words(dialog, "#state")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: not isinstance(pilot.app.screen, ImportDialog))
        await settled(pilot)
    with closing(store.connect()) as connection:
        assert connection.execute(
            "SELECT a.name, c.name FROM contact c JOIN account a ON a.id = c.account_id"
        ).fetchall() == [("Alpha", "Ana [b]")]

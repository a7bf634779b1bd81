"""Exporting the list on the screen: its filter, order and columns, as a file in the format of the suffix."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kapta_tui.app import KaptaApp
from kapta_tui.screens.dialogs import Confirm, Pick
from kapta_tui.screens.exporting.dialog import ExportDialog, Wanted
from kapta_tui.screens.exporting.dialog import meaning as words_of
from kapta_tui.widgets.listing import Listing
from tests.app.account_store import NAUGHTY, make_app, make_store
from tests.app.keyboard import press
from tests.app.running import in_loop
from tests.app.shell_screens import said, settled, until


async def ask(pilot: Pilot[None]) -> ExportDialog:
    """Press E and return the dialog."""
    await settled(pilot)
    await press(pilot, "E")
    if isinstance(pilot.app.screen, Pick):
        # The rows of the list are the first of what can be written.
        await press(pilot, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ExportDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, ExportDialog)
    return dialog


async def write(pilot: Pilot[None], path: Path | str) -> None:
    """Give the file's name and press Enter."""
    pilot.app.screen.query_one(Input).value = str(path)
    await press(pilot, "enter")


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def meaning(pilot: Pilot[None]) -> str:
    """Return what the dialog says of the name."""
    return str(pilot.app.screen.query_one("#meaning", Static).render())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@in_loop
async def test_what_is_filtered_sorted_and_shown_is_what_is_written(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        listing = app.screen.query_one("#accounts", Listing)
        await pilot.press("/", *"owner:jane", "enter")
        await settled(pilot)
        await press(pilot, "S")
        listing.toggle_column("type")
        await ask(pilot)
        await write(pilot, tmp_path / "out.csv")
        rows = table(tmp_path / "out.csv")
        names = sorted((row["name"] for row in rows), key=str.casefold, reverse=True)
        assert [row["name"] for row in rows] == names
        assert {row["owner"] for row in rows} == {"jane"}
        assert len(rows) == len(listing.ids) == 8
        assert "type" not in rows[0]
        assert set(rows[0]) >= {
            "name",
            "owner",
            "risk_severity",
            "contract_value",
            "currency",
            "last_contact",
        }
        assert any(text.startswith(f"Exported 8 rows to {tmp_path}") for text in said(app))


@in_loop
async def test_the_order_of_families_is_kept_and_marked_rows_go_alone(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await ask(pilot)
        await write(pilot, tmp_path / "all.csv")
        names = [row["name"] for row in table(tmp_path / "all.csv")]
        assert names[:4] == ["Acme Corp", "Acme Iberia", "Acme Lisboa", "Acme Nordic"]
        await pilot.press("space", "space")
        dialog = await ask(pilot)
        assert "2 accounts" in str(dialog.query_one("#frame").border_title)
        await write(pilot, tmp_path / "two.jsonl")
        lines = (tmp_path / "two.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["name"] for line in lines] == ["Acme Corp", "Acme Iberia"]


@pytest.mark.parametrize(
    ("keys", "kind", "count"),
    [("3", "risks", 6), ("4", "actions", 40), ("2 enter", "contacts", 2)],
)
@in_loop
async def test_every_list_of_records_can_be_exported(
    tmp_path: Path, keys: str, kind: str, count: int
) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for key in keys.split():
            await settled(pilot)
            await pilot.press(key)
        dialog = await ask(pilot)
        assert dialog.query_one(Input).value == f"{kind}.csv"
        await write(pilot, tmp_path / "out.csv")
        assert len(table(tmp_path / "out.csv")) == count


@in_loop
async def test_a_file_that_is_there_is_replaced_only_when_told(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    path = tmp_path / "out.csv"
    path.write_text("mine", encoding="utf-8")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        dialog = await ask(pilot)
        await write(pilot, path)
        assert "there already" in str(dialog.query_one("#meaning", Static).render())
        assert isinstance(app.screen_stack[-1], Confirm)
        await press(pilot, "n")
        assert dialog.is_current
        assert path.read_text(encoding="utf-8") == "mine"
        await press(pilot, "enter")
        await press(pilot, "y")
        assert len(app.screen_stack) == 1
        assert len(table(path)) == 27


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("out", "does not name a format"),
        ("out.pdf", "no export format"),
        ("no/such/out.csv", "no folder"),
        ("folder.csv", "is a folder"),
        ("x" * 300 + ".csv", ""),
    ],
)
@in_loop
async def test_a_name_that_cannot_be_written_is_said_in_the_dialog(
    tmp_path: Path, name: str, reason: str
) -> None:
    app = make_app(make_store(tmp_path))
    (tmp_path / "folder.csv").mkdir()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        dialog = await ask(pilot)
        await write(pilot, tmp_path / name)
        assert app.screen is dialog
        assert reason in meaning(pilot)
        assert dialog.query_one("#meaning").has_class("bad")
    assert sorted(path.name for path in tmp_path.iterdir() if "out" in path.name) == []


@in_loop
async def test_names_are_only_names_in_the_file_and_on_the_way(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path, "naughty"))
    out = tmp_path / "[bold]x[@click=oops]y.csv"
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ask(pilot)
        await write(pilot, out)
        assert any(out.name in text for text in said(app))
    cells = [row["name"] for row in table(out)]
    assert "Acme [/oops]" in cells
    assert not any(cell.startswith("=") for cell in cells)
    assert len(cells) == len(NAUGHTY) + 3


@in_loop
async def test_where_there_is_no_list_the_key_says_so(tmp_path: Path) -> None:
    app: KaptaApp = make_app(make_store(tmp_path, "empty"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "E")
        assert any(text.startswith("Export…: not now") for text in said(app))
        await press(pilot, "3")
        await press(pilot, "V")
        await press(pilot, "E")
        assert not isinstance(app.screen, ExportDialog)


@in_loop
async def test_the_added_currency_is_counted_and_ctrl_s_writes(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path))
    async with app.run_test(size=(200, 60), notifications=True) as pilot:
        dialog = await ask(pilot)
        path = tmp_path / "out.csv"
        dialog.query_one(Input).value = str(path)
        await settled(pilot)
        said_columns = meaning(pilot).split(", ")[1]
        await press(pilot, "ctrl+s")
        columns = list(table(path)[0])
        assert "currency" in columns
        assert said_columns == f"{len(columns)} columns (with currency)"


@in_loop
async def test_an_empty_store_is_told_what_fills_it(tmp_path: Path) -> None:
    app = make_app(make_store(tmp_path, "empty"))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settled(pilot)
        await press(pilot, "E")
        assert any(
            "there are no accounts yet; I imports files, c makes a record" in text for text in said(app)
        )


def test_contacts_alone_may_become_cards() -> None:
    people = words_of(Wanted("contacts", (1, 2), ("name",)), "people.vcf")
    assert people.startswith("2 contacts, as contact cards for phones and mail programs, in ")
    with pytest.raises(ValueError, match="Only contacts can be written as contact cards"):
        words_of(Wanted("accounts", (1,), ("name",)), "people.vcf")

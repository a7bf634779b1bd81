"""Files to import and the dialog that imports them, for tests."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kapta_tui.app import KaptaApp
from kapta_tui.data.store import Store
from kapta_tui.screens.importing import ImportDialog
from kapta_tui.screens.importing.words import FileLine
from kapta_tui.screens.importing.work import Work
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing
from tests.app.account_store import make_app, make_store
from tests.app.shell_screens import settled, until

ACCOUNTS = "name,owner,colour\nAlpha,jane,red\nBeta [/oops],omar,blue\n=1+1,lena,\n"
CONTACTS = "account,name,email\nAlpha,Ana [b],ana@alpha.test\nNobody,Bo,bo@nobody.test\n"


def write_files(folder: Path) -> Path:
    """Write two tables that belong together, one row of which is rejected, and a file that is no table."""
    folder.mkdir()
    (folder / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "contacts.csv").write_text(CONTACTS, encoding="utf-8")
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7 not a table")
    return folder


async def open_dialog(pilot: Pilot[None]) -> ImportDialog:
    """Press I and return the dialog."""
    await settled(pilot)
    await pilot.press("I")
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportDialog))
    dialog = pilot.app.screen
    assert isinstance(dialog, ImportDialog)
    return dialog


async def add(pilot: Pilot[None], text: object) -> None:
    """Add what `text` names and wait for the trial."""
    control = pilot.app.screen.query_one("#path", Input)
    control.value = str(text)
    control.focus()
    await pilot.press("enter")
    await settled(pilot)


def hold(monkeypatch: pytest.MonkeyPatch, *, trial: bool = False) -> tuple[threading.Event, threading.Event]:
    """Hold imports (or trials) at their first rows; return what says that one waits, and what lets it go on."""
    reading, go_on = threading.Event(), threading.Event()
    count = Work._count

    def held(self: Work, rows: int) -> None:
        if self.dry_run is trial:
            reading.set()
            go_on.wait(20)
        count(self, rows)

    monkeypatch.setattr(Work, "_count", held)
    return reading, go_on


@dataclass(frozen=True)
class Import:
    """The app with its import dialog open, and the store it imports into."""

    store: Store
    app: KaptaApp
    pilot: Pilot[None]
    dialog: ImportDialog

    async def begin(self) -> None:
        """Import, and wait until all has been done and drawn."""
        await self.pilot.press("ctrl+s")
        await settled(self.pilot)


@asynccontextmanager
async def import_of(folder: Path, *files: Path) -> AsyncIterator[Import]:
    """Open the dialog on an empty store in `folder` and add `files`."""
    store = make_store(folder, "empty")
    app = make_app(store)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        dialog = await open_dialog(pilot)
        for file in files:
            await add(pilot, file)
        yield Import(store, app, pilot, dialog)


@asynccontextmanager
async def held_import(
    folder: Path, monkeypatch: pytest.MonkeyPatch, focus: str = "#path"
) -> AsyncIterator[tuple[Import, threading.Event]]:
    """Hold the import of three accounts at its first rows, begun from the control `focus`; the event lets it go on."""
    reading, go_on = hold(monkeypatch)
    async with import_of(folder, write_files(folder / "in") / "accounts.csv") as running:
        running.dialog.query_one(focus).focus()
        await running.pilot.press("ctrl+s")
        await until(running.pilot, reading.is_set)
        yield running, go_on


def rows(dialog: ImportDialog) -> dict[str, dict[str, str]]:
    """Return what the list of files shows: name to column to text."""
    listing: Listing[FileLine] = dialog.query_one("#files", Listing)
    lines = [listing.row(number) for number in listing.ids]
    return {
        line.name: {column.key: plain(column.cell(line)) for column in listing.columns}
        for line in lines
        if line is not None
    }


def words(dialog: ImportDialog, selector: str) -> str:
    """Return what a line of the dialog says."""
    return str(dialog.query_one(selector, Static).render())

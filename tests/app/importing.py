"""Files to import and the dialog that imports them, for tests."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from kapta_tui.screens.importing import ImportDialog
from kapta_tui.screens.importing.words import FileLine
from kapta_tui.screens.importing.work import Work
from kapta_tui.widgets.cells import plain
from kapta_tui.widgets.listing import Listing
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

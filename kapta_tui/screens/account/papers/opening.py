"""Opening what lies outside: the file of a document, a link of the account; never in the UI thread."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from functools import partial

from kapta_tui.data.read.documents import DocumentFile, file
from kapta_tui.domain.addresses import Link, read_links
from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.shell.opening import open_address, open_document


def open_file(screen: BaseScreen, document: int) -> None:
    """Open a document with the system's program, or say why not and how to mend it."""

    def found(item: DocumentFile) -> None:
        start(screen, partial(open_document, item.path))

    screen.ask("document", partial(_file, document=document), found)


def _file(connection: sqlite3.Connection, document: int) -> DocumentFile:
    return file(connection, document)


def start(screen: BaseScreen, opens: Callable[[], str]) -> None:
    """Run what opens something in a thread, and say what came of it."""

    async def work() -> None:
        try:
            screen.shell.toast(await asyncio.to_thread(opens))
        except KaptaError as error:
            screen.shell.toast_error(error)

    screen.run_worker(work(), name="open outside", group="open outside")


def with_link(screen: BaseScreen, entries: Sequence[str], title: str, then: Callable[[Link], object]) -> None:
    """Call `then` with the link of the entries, of several with the one that is chosen."""
    links = read_links(entries)
    if len(links) < 2:
        for link in links:
            then(link)
        return
    options = [PickOption(str(at), link.label, link.address) for at, link in enumerate(links)]

    def chosen(key: str | None) -> None:
        if key is not None:
            then(links[int(key)])

    screen.app.push_screen(Pick(title, options), chosen)


def open_link(screen: BaseScreen, entries: Sequence[str]) -> None:
    """Open a link of an account."""
    with_link(screen, entries, "Open link", lambda link: start(screen, partial(open_address, link.address)))


def copy_link(screen: BaseScreen, entries: Sequence[str]) -> None:
    """Copy the address of a link of an account."""

    def copy(link: Link) -> None:
        screen.app.copy_to_clipboard(link.address)
        screen.shell.toast(f"Copied {link.label}")

    with_link(screen, entries, "Copy link", copy)

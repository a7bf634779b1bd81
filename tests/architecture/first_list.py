"""Opens the app on the accounts, or the board of risks, of a store; prints the first name shown, then what is imported.

Run as a program by `test_start`, because a test has imported far more.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from kapta_tui.app import KaptaApp
from kapta_tui.data.store import Store
from kapta_tui.settings import Settings
from kapta_tui.state import State

VIEWS = {"accounts": "", "risks": "board severity"}
"""Section to the view that was used last."""


async def first_list(section: str, path: Path) -> list[str]:
    """Return the first name in the list of a section, then the modules imported when its rows arrived."""
    store = Store(path, "jane", date(2026, 11, 21)).open()
    app = KaptaApp(
        store_path=path,
        user="jane",
        today=store.today,
        settings=Settings(start_screen=section),
        open_store=store.open,
        state=State().with_view(section, VIEWS[section]),
    )
    found: list[str] = []
    (watch_board if section == "risks" else watch_list)(found)
    async with app.run_test(size=(120, 40)) as pilot:
        async with asyncio.timeout(30):
            while not found:
                await pilot.pause()
    return found


def watch_list(found: list[str]) -> None:
    """Note what is there when the accounts are."""
    from kapta_tui.widgets.listing import Listing

    def name(listing: Listing[Any]) -> str | None:
        line = listing.row(listing.ids[0]) if listing.id == "accounts" and listing.ids else None
        return None if line is None else line.row.name

    after(Listing, "set_ids", name, found)


def watch_board(found: list[str]) -> None:
    """Note what is there when the cards are."""
    from kapta_tui.widgets.board import Board

    def name(board: Board[Any]) -> str | None:
        lines = (board.row(card) for column in board.columns for card in column.ids)
        return next((line.row.account for line in lines if line is not None), None)

    after(Board, "set_columns", name, found)


def after(widget: type, method: str, name: Callable[[Any], str | None], found: list[str]) -> None:
    """Note the name that stands first once `method` of a widget has shown one, and what is imported by then."""
    take = getattr(widget, method)

    def taken(self: object, *given: object) -> None:
        take(self, *given)
        first = name(self)
        if not found and first is not None:
            found.extend([first, *sys.modules])

    setattr(widget, method, taken)


if __name__ == "__main__":
    sys.stdout.write("\n".join(asyncio.run(first_list(sys.argv[1], Path(sys.argv[2])))))

"""Opens the app on the accounts of a store; prints the first name shown, then what is imported by then.

Run as a program by `test_start`, because a test has imported far more.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kapta_tui.app import KaptaApp
from kapta_tui.data.store import Store
from kapta_tui.settings import Settings
from kapta_tui.widgets.listing import Listing


async def first_list(path: Path) -> list[str]:
    """Return the first name in the accounts list, then the modules imported when its rows arrived."""
    store = Store(path, "jane", date(2026, 11, 21)).open()
    app = KaptaApp(
        store_path=path,
        user="jane",
        today=store.today,
        settings=Settings(start_screen="accounts"),
        open_store=store.open,
    )
    found: list[str] = []

    take = Listing.set_ids

    def set_ids(listing: Listing[Any], ids: Sequence[int], rows: Mapping[int, Any] | None = None) -> None:
        take(listing, ids, rows)
        if not found and listing.id == "accounts":
            line = listing.row(ids[0])
            assert line is not None
            found.extend([line.row.name, *sys.modules])

    Listing.set_ids = set_ids  # type: ignore[method-assign, assignment]
    async with app.run_test(size=(120, 40)) as pilot:
        while not found:
            await pilot.pause()
    return found


if __name__ == "__main__":
    sys.stdout.write("\n".join(asyncio.run(first_list(Path(sys.argv[1])))))

"""The activity feed of an account as a list: when, who, what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from textual.content import Content

from kapta_tui.data.read.feed import FeedRow
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column, Listing


def moment(at: str) -> str:
    """Return an instant (UTC, ISO text) as the local day and minute: "2026-11-21 14:03"."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def _what(row: FeedRow) -> Cell:
    return [row.sentence, (" undone", "muted")] if row.undone else row.sentence


FEED_COLUMNS: Final = (
    Column[FeedRow]("what", "What", _what, minimum=24, flex=4, sortable=False, priority=9),
    Column[FeedRow]("user", "Who", lambda row: (row.user, "muted"), minimum=6, maximum=14, sortable=False),
    Column[FeedRow]("at", "When", lambda row: (moment(row.at), "muted"), width=16, sortable=False),
)


class Feed(Listing[FeedRow]):
    """Changes, newest first; all rows are at hand."""

    HELP = "Every change with who made it and when, newest first."

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(FEED_COLUMNS, id=id)
        self.border_title = Content("Activity")
        self.empty = Content("Nothing has happened yet.")

    def show(self, rows: Sequence[FeedRow]) -> None:
        """Show `rows`, the cursor staying on its change."""
        self.border_title = Content(f"Activity {len(rows)}")
        self.set_ids([row.id for row in rows])
        self.supply({row.id: row for row in rows})

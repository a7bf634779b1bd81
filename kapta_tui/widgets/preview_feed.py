"""The activity feed of an account as a list: when, who, what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from textual.content import Content

from kapta_tui.data.read.feed import FeedRow
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.sentence import without_account


def moment(at: str, now: datetime) -> str:
    """Return an instant (UTC, ISO text) in local time: "21 Nov 14:03", without the hour in another year."""
    then = datetime.fromisoformat(at).astimezone(now.tzinfo)
    return f"{then:%d %b %H:%M}" if then.year == now.year else f"{then:%d %b %Y}"


def _when(row: FeedRow) -> Cell:
    return (moment(row.at, datetime.now().astimezone()), "muted")


def _what(row: FeedRow) -> Cell:
    words = without_account(row.sentence, row.account)
    return [words, (" undone", "muted")] if row.undone else words


FEED_COLUMNS: Final = (
    Column[FeedRow]("what", "What", _what, minimum=18, flex=4, sortable=False, priority=9),
    Column[FeedRow](
        "user", "Who", lambda row: (row.user, "muted"), minimum=6, maximum=14, sortable=False, priority=1
    ),
    Column[FeedRow]("at", "When", _when, width=12, sortable=False),
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

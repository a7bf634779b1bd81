"""The activity feed of an account as a list: when, who, what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from textual.content import Content
from textual.message import Message

from kapta_tui.data.read.feed import FeedRow
from kapta_tui.domain.text import one_line
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.empty import EmptyPane
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

    @dataclass
    class Cleared(Message):
        """The user wants to see every change again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(FEED_COLUMNS, id=id)
        self._filter = ""
        self.border_title = Content("Activity")
        self.empty = Content("Nothing has happened yet.")

    def show(self, rows: Sequence[FeedRow], filter_text: str = "") -> None:
        """Show `rows`, the cursor staying on its change; the title says by which filter they were found."""
        self._filter = filter_text
        title = f"Activity {len(rows)}"
        shown = (f" · filter: {one_line(filter_text)}", "$warn") if filter_text else ""
        self.border_title = Content.assemble(title, shown)
        self.empty = (
            EmptyPane.words("No change passes the filter.", ("Esc", "clears it"))
            if filter_text
            else Content("Nothing has happened yet.")
        )
        self.set_ids([row.id for row in rows])
        self.supply({row.id: row for row in rows})

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let Esc through to the filter."""
        if action == "list_unmark" and self._filter:
            return True
        return super().check_action(action, parameters)

    def action_list_unmark(self) -> None:
        """Take marks away; without any, the filter."""
        if self._filter and not self.marked:
            self.post_message(self.Cleared())
        else:
            super().action_list_unmark()

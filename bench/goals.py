"""What is promised, as ratios to anchors measured in the same run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """`metric` of `subject` over that of `anchor`; at most `limit`, or at least where `least`."""

    name: str
    subject: str
    anchor: str
    metric: str
    limit: float
    least: bool = False
    anchor_metric: str = ""
    """Where the anchor's figure has another name."""

    def met(self, ratio: float) -> bool:
        """Return whether a measured ratio keeps the promise."""
        return ratio >= self.limit if self.least else ratio <= self.limit


START = (
    Goal("first paint, 10 000 accounts", "kapta 10k", "bare", "first_paint", 1.25),
    Goal("ready, 10 000 accounts", "kapta 10k", "bare", "ready", 1.5),
    Goal("ready, 100 000 accounts", "kapta 100k", "bare", "ready", 1.75),
)
KEYS = (
    Goal("down key, 10 000 accounts", "kapta", "visidata", "down settled median", 0.25),
    Goal("page down, 10 000 accounts", "kapta", "visidata", "page settled median", 0.5),
)
PAGES = (
    Goal(
        "page of a full account beside an empty one, open",
        "Cedar Full",
        "Alder Empty",
        "open settled median",
        1.5,
    ),
    Goal("page of a full account, next tab", "Cedar Full", "Alder Empty", "tab settled median", 1.5),
    Goal("page of a full account, down", "Cedar Full", "Birch Some", "down settled median", 1.2),
)
COMMANDS = (
    Goal("--help", "kapta --help", "hello --help", "wall_ms", 1.15),
    Goal("account list --limit 50, 10 000 accounts", "kapta list", "hello", "wall_ms", 1.3),
)
EXCHANGE = (
    Goal("CSV import, rows/s", "kapta import", "sqlite3 .import", "rows_s", 0.25, least=True),
    Goal("unchanged CSV again, rows/s", "kapta again", "sqlite3 .import", "rows_s", 0.4, least=True),
    Goal("CSV export of every column, rows/s", "kapta export", "sqlite3 -csv", "rows_s", 0.35, least=True),
    Goal(
        "CSV export of the same columns, rows/s",
        "kapta export 12",
        "sqlite3 -csv",
        "rows_s",
        0.35,
        least=True,
    ),
    Goal("undo of the import", "kapta undo", "kapta import", "wall_ms", 2.0),
)
SEARCH = tuple(
    Goal(f"search while typing, 100 000 notes, {what}", f"search {what}", f"LIKE {what}", "ms", 0.05)
    for what in ("1 letter", "2 letters", "3 letters", "4 letters and more", "2 words", "no such word")
)

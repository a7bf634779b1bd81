"""When the contracts of an account end, in the same words everywhere (domain.md 3.2).

The next end is that of the first active contract to run out, the last end is the contract expiration.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from kapta_tui.widgets.cells import Cell

SOON_DAYS: Final = 90
"""A contract that ends within so many days is marked."""

SOON: Final = "!"

LEGEND: Final = f"{SOON} next end within {SOON_DAYS} days, also found by end<={SOON_DAYS}d"


def ends_soon(next_end: date | None, today: date) -> bool:
    """Return whether a contract ends within `SOON_DAYS` from `today`."""
    return next_end is not None and (next_end - today).days <= SOON_DAYS


def next_end_cell(day: date, *, soon: bool) -> Cell:
    """Return the next end as a list shows it, with room for the mark."""
    return [day.isoformat(), (f" {SOON}", "warn") if soon else "  "]


def ends_lines(next_end: date | None, last_end: date, today: date) -> list[Cell]:
    """Return what a sheet says of both ends, the next one first, and what the mark means where it stands."""
    if next_end is None or next_end == last_end:
        lines = [_line(last_end, today, "")]
    else:
        lines = [_line(next_end, today, ", next"), _line(last_end, today, ", last")]
    return [*lines, (LEGEND, "muted")] if ends_soon(next_end or last_end, today) else lines


def _line(day: date, today: date, which: str) -> Cell:
    is_soon = ends_soon(day, today)
    words = f" in {(day - today).days} days{which}"
    return [day.isoformat(), (f" {SOON}" if is_soon else "", "warn"), (words, "warn" if is_soon else "muted")]

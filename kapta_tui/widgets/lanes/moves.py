"""New dates for a bar that is moved or whose end is pulled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kapta_tui.domain.lanes import LaneItem


def moved(item: LaneItem, days: int) -> LaneItem:
    """Return `item` with its dates `days` later; unchanged where that would leave the calendar."""
    try:
        return replace(item, start=_later(item.start, days), due=_later(item.due, days))
    except OverflowError:
        return item


def stretched(item: LaneItem, days: int) -> LaneItem:
    """Return `item` due `days` later, but not before its start; an open end counts from the start."""
    base = item.due or item.start
    if base is None:
        return item
    try:
        due = base + timedelta(days)
    except OverflowError:
        return item
    return replace(item, due=max(due, item.start) if item.start else due)


def _later(day: date | None, days: int) -> date | None:
    return None if day is None else day + timedelta(days)

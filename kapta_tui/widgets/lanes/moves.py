"""New dates for a bar that is moved or pulled by one of its ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

from kapta_tui.domain.lanes import LaneItem

Change: TypeAlias = Callable[[LaneItem, int], LaneItem]
"""What becomes of an item that is moved or pulled by a number of days."""


def moved(item: LaneItem, days: int) -> LaneItem:
    """Return `item` with its planned dates `days` later; unchanged where that would leave the calendar."""
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


def begun(item: LaneItem, days: int) -> LaneItem:
    """Return `item` with its start `days` later, but not after its due date.

    Where none is planned it counts from the day on which the item really began, else from its due date.
    """
    base = item.start or item.started_on or item.due
    if base is None:
        return item
    try:
        start = base + timedelta(days)
    except OverflowError:
        return item
    return replace(item, start=min(start, item.due) if item.due else start)


def _later(day: date | None, days: int) -> date | None:
    return None if day is None else day + timedelta(days)

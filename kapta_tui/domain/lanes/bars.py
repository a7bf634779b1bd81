"""A span as cells, cut into what is done, what should be, what is ahead and what is late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from kapta_tui.domain.lanes.items import LaneItem, Shape, Span
from kapta_tui.domain.lanes.scale import Zoom
from kapta_tui.domain.planstate import PlanState, Stage, days_late


class Piece(Enum):
    """The parts of a bar; the value is the glyph that tells them apart without colour, higher for more work done."""

    DONE = "▆"
    ELAPSED = "▄"
    """The time has passed, the work is not done."""
    AHEAD = "▂"
    WAITING = "┄"
    """Not started, and not to be yet."""
    MISSED = "╱"
    """Not started, and the day has passed on which it should have been."""
    OVERDUE = "╍"
    """From the due date to today, while the item is late."""
    POINT = "◆"
    """The due date of an item that has no start and has not begun."""


class Stretch(NamedTuple):
    """A part of a bar from cell `start` up to, but without, cell `end`."""

    piece: Piece
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bar:
    """An item in cells: from `start` up to `end`, without the overdue tail, and that tail up to `tail`."""

    item: LaneItem
    span: Span
    start: int
    end: int
    tail: int
    stretches: tuple[Stretch, ...]
    """The parts from left to right without gap or overlap, never empty ones."""
    state: PlanState

    @property
    def is_movable(self) -> bool:
        """Whether the item has a planned date of its own."""
        return self.span.shape not in (Shape.DERIVED, Shape.REAL)


def cells_of(item: LaneItem, span: Span, zoom: Zoom, today: date) -> tuple[int, int, int]:
    """Return where the bar of `item` starts, ends and, with the overdue tail, really ends; one cell at least."""
    start = zoom.cell(span.start)
    end = max(start + 1, zoom.end_cell(span.end))
    is_late = days_late(today, item.due, item.completed_on) > 0
    return start, end, max(end, zoom.cell(today)) if is_late else end


def make_bar(item: LaneItem, span: Span, zoom: Zoom, today: date) -> Bar:
    """Return the bar of `item` as it stands on `today`."""
    start, end, tail = cells_of(item, span, zoom, today)
    state = item.state(today)
    cut = _cut(item, span, state, start, end, zoom.cell(today))
    stretches = tuple(stretch for stretch in cut if stretch.end > stretch.start)
    if tail > end:
        stretches = (*stretches, Stretch(Piece.OVERDUE, end, tail))
    return Bar(item, span, start, end, tail, stretches, state)


def _cut(item: LaneItem, span: Span, state: PlanState, start: int, end: int, now: int) -> Iterator[Stretch]:
    if span.shape is Shape.POINT:
        yield Stretch(Piece.POINT, start, end)
    elif state.stage is Stage.DONE:
        yield Stretch(Piece.DONE, start, end)
    elif state.stage is Stage.NOT_STARTED:
        yield Stretch(Piece.WAITING, start, end)
    elif state.stage is Stage.START_PASSED:
        # One cell at least, or a start that passed yesterday would look like one that is ahead.
        missed = max(start + 1, min(now, end))
        yield Stretch(Piece.MISSED, start, missed)
        yield Stretch(Piece.WAITING, missed, end)
    else:
        done = start + _cells_done(item.percent or 0, end - start)
        elapsed = max(done, min(now, end))
        yield Stretch(Piece.DONE, start, done)
        yield Stretch(Piece.ELAPSED, done, elapsed)
        yield Stretch(Piece.AHEAD, elapsed, end)


def _cells_done(percent: int, length: int) -> int:
    """Return `percent` of `length` cells, but not all of them before 100 and not none after 0 where two fit."""
    if percent >= 100:
        return length
    done = (2 * length * percent + 100) // 200
    return done if length < 2 else min(max(done, 1 if percent > 0 else 0), length - 1)

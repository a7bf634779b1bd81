"""Bars of a picture, with the words behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kapta_tui.domain.lanes import Bar, Lane, LaneItem, Piece, Shape
from kapta_tui.domain.planstate import PlanState, Stage
from kapta_tui.reports.pictures import shapes
from kapta_tui.reports.pictures.axis import Axis
from kapta_tui.reports.pictures.measure import cut, plain, width_of
from kapta_tui.reports.pictures.shapes import Box, Diamond, Line, Words
from kapta_tui.reports.pictures.sheet import Sheet
from kapta_tui.reports.pictures.theme import Theme

_HEIGHTS: Final = {"goal": 18, "objective": 10, "action": 14}
_TAIL: Final = 6
"""Height of what is drawn from a due day to today."""

_LEAST: Final = 3
"""Fewest pixels of a bar, or a short one in a long plan would not be seen."""

_GAP: Final = 8
_NOTE: Final = 13
"""Font size of the words behind a bar."""

_LEAST_NOTE: Final = 40
_SEPARATION: Final = 14
"""Pixels from one word to the next, with a point between them."""

_STRIPED: Final[dict[Piece, shapes.Pattern]] = {Piece.MISSED: "missed", Piece.OVERDUE: "late"}


def lane_shapes(sheet: Sheet, lane: Lane, middle: float, theme: Theme) -> Iterator[shapes.Shape]:
    """Yield the bars of a lane around the height `middle`, and the words behind each as far as there is room."""
    axis = sheet.axis
    bars = sheet.bars(lane)
    for place, bar in enumerate(bars):
        follows = bars[place + 1].start if place + 1 < len(bars) else axis.end
        if bar.tail <= axis.first:
            yield Words(axis.left + 4, middle + 5, "‹", 16, theme.muted)
        elif bar.start >= axis.end:
            yield Words(axis.right - 4, middle + 5, "›", 16, theme.muted, anchor="end")
        else:
            yield from _bar(bar, axis, middle, theme)
            now = axis.zoom.cell(sheet.today)
            yield from _note(bar, axis, middle, follows, now, theme, with_name=len(lane.items) > 1)


def _bar(bar: Bar, axis: Axis, middle: float, theme: Theme) -> Iterator[shapes.Shape]:
    hint = hint_of(bar.item)
    left, right = axis.x(bar.start), axis.x(bar.end)
    if bar.tail > bar.end:
        yield _tail(axis, bar, middle, theme)
    if bar.span.shape is Shape.POINT:
        if axis.sees(bar.start):
            yield Diamond(left + axis.cell_width / 2, middle, 8, theme.pieces[Piece.POINT], hint)
        return
    if right <= left and not axis.sees(bar.start):
        return
    right = max(right, left + _LEAST)
    height = _HEIGHTS[bar.item.kind]
    top, radius = middle - height / 2, min(height / 2, 5, (right - left) / 2)
    begins, ends = axis.sees(bar.start), bar.end <= axis.end
    for stretch in bar.stretches:
        low, high = axis.x(stretch.start), axis.x(stretch.end)
        if stretch.piece is Piece.OVERDUE or high <= low:
            continue
        yield Box(
            low, top, round(high - low, 2), height,
            _STRIPED.get(stretch.piece, theme.pieces[stretch.piece]),
            radius if begins and stretch.start == bar.start else 0,
            radius if ends and stretch.end == bar.end else 0,
        )  # fmt: skip
    waits = bar.stretches[0].piece in (Piece.WAITING, Piece.MISSED)
    yield Box(
        left, top, round(right - left, 2), height, "none",
        radius if begins else 0, radius if ends else 0, theme.outline, waits, hint,
    )  # fmt: skip
    if bar.item.kind == "goal":
        yield from _ends(left if begins else None, right if ends else None, middle, height, theme)


def _ends(
    left: float | None, right: float | None, middle: float, height: float, theme: Theme
) -> Iterator[Line]:
    """Yield what tells a goal from what stands below it: a stroke at either end, higher than the bar."""
    for x in (left, right):
        if x is not None:
            yield Line(x, middle - height / 2 - 4, x, middle + height / 2 + 4, theme.text, 3)


def _tail(axis: Axis, bar: Bar, middle: float, theme: Theme) -> Box:
    start, end = axis.x(bar.end), axis.x(bar.tail)
    return Box(
        start, middle - _TAIL / 2, round(end - start, 2), _TAIL, "late", 0, _TAIL / 2, theme.pieces[Piece.OVERDUE]
    )  # fmt: skip


def _note(
    bar: Bar, axis: Axis, middle: float, follows: int, now: int, theme: Theme, *, with_name: bool
) -> Iterator[Words]:
    """Yield the words behind a bar, or before it where behind it there is no room.

    Never before it across the line of today, nor where they would not fit in whole.
    """
    words = note_of(bar.item, bar.state, theme, with_name=with_name)
    start = axis.x(max(bar.tail, bar.start + 1)) + _GAP
    room = axis.x(follows) - start - (_GAP if follows < axis.end else 0)
    wanted = sum(width_of(text, _NOTE) + _SEPARATION for text, _ in words)
    if room < min(wanted, _LEAST_NOTE) and not with_name:
        start, room = axis.x(bar.start) - _GAP - wanted + _SEPARATION, wanted
        if start < axis.left or start <= axis.x(now) <= start + wanted:
            return
    for place, (text, colour) in enumerate(words):
        shown = cut(text, _NOTE, room)
        if not shown or room < _NOTE:
            return
        if place:
            yield Words(
                round(start - _SEPARATION / 2, 2), middle + 4.5, "·", _NOTE, theme.muted, anchor="middle"
            )
        yield Words(round(start, 2), middle + 4.5, shown, _NOTE, colour)
        used = width_of(shown, _NOTE) + _SEPARATION
        start, room = start + used, room - used


def note_of(item: LaneItem, state: PlanState, theme: Theme, *, with_name: bool) -> list[tuple[str, str]]:
    """Return the words behind a bar with their colours: who works on it, and what wants attention."""
    words: list[tuple[str, str]] = []
    if with_name:
        words.append((plain(item.name), theme.text))
    if item.owner and state.stage is not Stage.DONE:
        words.append((plain(item.owner), theme.muted))
    if state.is_late:
        words.append((state.words, theme.late))
    elif state.stage in (Stage.FULL, Stage.START_PASSED):
        words.append((state.words, theme.warn))
    return words


def hint_of(item: LaneItem) -> str:
    """Return name, percent and days of an item, for the mouse that rests on its bar."""
    percent = [f"{item.percent} %"] if item.percent is not None else []
    days = " to ".join(day.isoformat() for day in (item.start or item.started_on, item.due) if day)
    return " · ".join([plain(item.name), *percent, *([days] if days else [])])

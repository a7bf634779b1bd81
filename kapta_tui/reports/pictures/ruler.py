"""The upper part of a picture: the ruler, the lines below its marks, and today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kapta_tui.domain.lanes import Tick
from kapta_tui.domain.lanes import ruler as ticks_of
from kapta_tui.reports.pictures.axis import Axis
from kapta_tui.reports.pictures.measure import width_of
from kapta_tui.reports.pictures.shapes import Box, Line, Shape, Words
from kapta_tui.reports.pictures.sheet import HEAD, RULER, Sheet
from kapta_tui.reports.pictures.theme import Theme

MAJOR_SIZE, MINOR_SIZE = 15, 13
_LEAST_GRID: Final = 7
"""Fewest pixels between two lines of the grid."""

_LEAST_LABELS: Final = 8
"""Fewest pixels between two words of the ruler."""

_LIFT: Final = 5
"""Pixels from a word of the ruler to the mark before it."""


def ruler_shapes(sheet: Sheet, theme: Theme) -> Iterator[Shape]:
    """Yield the two lines of the ruler and the grid below them."""
    axis = sheet.axis
    found = ticks_of(axis.zoom, axis.first, axis.end - axis.first)
    bottom = sheet.tops[-1]
    yield from grid_shapes(found.minor, axis, HEAD + RULER / 2, bottom, theme.grid)
    yield from grid_shapes(found.major, axis, HEAD, bottom, theme.strong_grid)
    yield Line(axis.left, HEAD + RULER, axis.right, HEAD + RULER, theme.strong_grid)
    yield from label_shapes(found.major, axis, HEAD + 19, MAJOR_SIZE, theme.text, bold=True)
    yield from label_shapes(found.minor, axis, HEAD + RULER - 9, MINOR_SIZE, theme.muted, bold=False)


def today_shapes(sheet: Sheet, theme: Theme) -> Iterator[Shape]:
    """Yield the line of today with its day above the ruler, where today is on the time line."""
    axis = sheet.axis
    cell = axis.zoom.cell(sheet.today)
    if not axis.sees(cell):
        return
    x, top = axis.x(cell), HEAD - 24
    words = f"Today, {sheet.today.day} {sheet.today:%b}"
    width = width_of(words, MINOR_SIZE, bold=True) + 20
    left = min(max(x - width / 2, axis.left), axis.right - width)
    yield Line(x, top + 20, x, sheet.tops[-1], theme.today, width=2)
    yield Box(round(left, 2), top, round(width, 2), 22, theme.today, 11, 11)
    yield Words(
        round(left + width / 2, 2), top + 15.5, words, MINOR_SIZE, theme.on_today, bold=True, anchor="middle"
    )


def grid_shapes(ticks: Sequence[Tick], axis: Axis, top: float, bottom: float, colour: str) -> Iterator[Line]:
    """Yield a line for each tick, as far as they do not stand too close."""
    last = axis.left - _LEAST_GRID
    for tick in ticks:
        x = axis.x(tick.cell)
        if axis.sees(tick.cell) and x - last >= _LEAST_GRID:
            yield Line(x, top, x, bottom, colour)
            last = x


def label_shapes(
    ticks: Sequence[Tick], axis: Axis, y: float, size: float, colour: str, *, bold: bool
) -> Iterator[Words]:
    """Yield the words of the units that have room for them; where none has, of as many units as there is room for."""
    free = axis.left
    crowded = not any(_label(tick, axis, size, bold) for tick in ticks)
    for tick in ticks:
        x = axis.x(tick.cell) + _LIFT
        if x < free or (not axis.sees(tick.cell) and crowded):
            continue
        label = tick.label if crowded else _label(tick, axis, size, bold)
        width = width_of(label, size, bold)
        if label and x + width <= axis.right:
            yield Words(round(x, 2), y, label, size, colour, bold)
            free = x + width + _LEAST_LABELS


def _label(tick: Tick, axis: Axis, size: float, bold: bool) -> str:
    """Return the longest word of a unit that stands within it, empty where none does."""
    room = axis.x(tick.cell + tick.room) - axis.x(tick.cell) - _LIFT
    if room < size / 2:
        return ""
    words = (tick.label, tick.short) if axis.sees(tick.cell) else (tick.label,)
    return next((word for word in words if width_of(word, size, bold) <= room), "")

"""What stands behind the lines of health: bands with their words, the grid and the time line (features: row 69)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kapta_tui.domain.lanes import ruler as ticks_of
from kapta_tui.reports.pictures.healthsheet import BOTTOM, LEFT, RIGHT, TOP, HealthSheet
from kapta_tui.reports.pictures.measure import width_of
from kapta_tui.reports.pictures.ruler import MAJOR_SIZE, MINOR_SIZE, grid_shapes, label_shapes
from kapta_tui.reports.pictures.shapes import Box, Diamond, Dot, Line, Shape, Words
from kapta_tui.reports.pictures.theme import Theme

_FILLS: Final = {
    "light": {"healthy": "#e6f4ec", "watch": "#fcf3dc", "poor": "#fbe7e4"},
    "dark": {"healthy": "#16302a", "watch": "#332b18", "poor": "#3a2023"},
}
"""Behind the days, so faint that every line and word can be read on it."""

_STEP: Final = 25
_WORD: Final = 30
"""Fewest pixels of a band that has room for its word."""


def ground_shapes(sheet: HealthSheet, theme: Theme) -> Iterator[Shape]:
    """Yield bands, grid and both axes."""
    for name, low, high in _bands(sheet):
        top, bottom = sheet.y(high), sheet.y(low)
        if bottom > top:
            yield Box(LEFT, top, RIGHT - LEFT, bottom - top, _FILLS[sheet.theme][name])
    found = ticks_of(sheet.axis.zoom, sheet.axis.first, sheet.axis.end - sheet.axis.first)
    yield from grid_shapes(found.minor, sheet.axis, TOP, BOTTOM, theme.grid)
    yield from grid_shapes(found.major, sheet.axis, TOP, BOTTOM + 50, theme.strong_grid)
    yield from label_shapes(found.minor, sheet.axis, BOTTOM + 20, MINOR_SIZE, theme.muted, bold=False)
    yield from label_shapes(found.major, sheet.axis, BOTTOM + 44, MAJOR_SIZE, theme.text, bold=True)
    for points in range(0, 101, _STEP):
        y = sheet.y(points)
        yield Line(LEFT, y, RIGHT, y, theme.strong_grid)
        yield Words(LEFT - 12, y + 5, str(points), MINOR_SIZE, theme.muted, anchor="end")


def _bands(sheet: HealthSheet) -> tuple[tuple[str, int, int], ...]:
    """Return each band with the scores at which it begins and the next one does."""
    healthy, watch = sheet.bands
    return (("healthy", healthy, 100), ("watch", watch, healthy), ("poor", 0, watch))


def band_shapes(sheet: HealthSheet, theme: Theme) -> Iterator[Shape]:
    """Yield the word of each band that has room for it, on a ground of its own before the lines."""
    for name, low, high in _bands(sheet):
        top = sheet.y(high)
        if sheet.y(low) - top < _WORD:
            continue
        words = f"{name}, {low} to {high if high == 100 else high - 1}"
        yield Box(LEFT + 8, top + 6, width_of(words, MINOR_SIZE) + 32, 21, _FILLS[sheet.theme][name], 4, 4)
        yield from _glyph(name, LEFT + 20, top + 16.5, theme)
        yield Words(LEFT + 32, top + 21, words, MINOR_SIZE, theme.muted)


def _glyph(name: str, x: float, y: float, theme: Theme) -> Iterator[Shape]:
    """Yield the sign of a band as screens have it; the shipped font has none of them."""
    yield Dot(x, y, 5, theme.muted if name == "healthy" else "none", theme.muted)
    if name == "watch":
        yield Box(x - 5, y - 5, 5, 10, theme.muted, left=5)


def rule_shapes(sheet: HealthSheet, theme: Theme) -> Iterator[Shape]:
    """Yield a mark on every day on which the rules were others than the day before."""
    for before, day in zip(sheet.days, sheet.days[1:], strict=False):
        if before.playbook != day.playbook:
            x = sheet.x(day.day)
            yield Line(x, TOP - 8, x, BOTTOM, theme.today, dashed=True)
            yield Diamond(x, TOP - 14, 6, theme.today, f"The rules changed on {day.day}")

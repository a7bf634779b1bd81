"""Values over days drawn with characters: a sparkline of one line, a curve of dots of any size."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

Values = Sequence[tuple[date, Decimal]]
"""Days, oldest first and each once, and what was measured on them."""

BLOCKS: Final = "▁▂▃▄▅▆▇"
"""Without the full block, which would grow into the line above."""
_BRAILLE: Final = 0x2800
_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Bits of a character of braille by line and column of its dots."""


def sparkline(values: Values, width: int) -> str:
    """Return at most `width` blocks from the first day to the last, each as high as the value held by then.

    A single value, or values that are all the same, stand at half height; none give the empty text.
    """
    if not values or width < 1:
        return ""
    first, last = values[0][0], values[-1][0]
    span = (last - first).days
    count = min(width, span + 1)
    low, high = min(value for _, value in values), max(value for _, value in values)
    if low == high:
        return BLOCKS[3] * count
    steps = max(1, count - 1)
    held = (_held(values, first + timedelta(span * place // steps)) for place in range(count))
    return "".join(BLOCKS[int((value - low) * (len(BLOCKS) - 1) / (high - low))] for value in held)


def _held(values: Values, day: date) -> Decimal:
    """Return the newest value on or before `day`, which is not before the first one's."""
    return next(value for when, value in reversed(values) if when <= day)


def curve(values: Values, low: Decimal, high: Decimal, width: int, height: int) -> list[str]:
    """Return `height` lines of `width` cells with a curve of dots through `values`; `low` lies at the bottom.

    `low` is below `high` and no value lies beyond them. Width and height are 1 or more.
    """
    first, last = (values[0][0], values[-1][0]) if values else (date.min, date.min)
    return curves([values], (first, last), low, high, width, height)


def curves(
    pieces: Sequence[Values], span: tuple[date, date], low: Decimal, high: Decimal, width: int, height: int
) -> list[str]:
    """Return lines as `curve` does with a curve of its own for each of `pieces`, on the days of `span`."""
    dots = [[0] * width for _ in range(height)]
    for values in pieces:
        points = [
            (across(day, span, width * 2), height * 4 - 1 - _row(value, low, high, height * 4))
            for day, value in values
        ]
        for begin, end in zip(points, points[1:] or points, strict=False):
            for x, y in _segment(*begin, *end):
                for row in (y, min(y + 1, height * 4 - 1)):
                    dots[row // 4][x // 2] |= _DOTS[row % 4][x % 2]
    return ["".join(chr(_BRAILLE + bits) if bits else " " for bits in line) for line in dots]


def across(day: date, span: tuple[date, date], width: int) -> int:
    """Return the column, 0..width-1, of a day within `span`, whose last day is at the right edge."""
    first, last = span
    return (day - first).days * (width - 1) // max(1, (last - first).days)


def level(value: Decimal, low: Decimal, high: Decimal, height: int) -> int:
    """Return the line, 0 the top, on which `value` lies in `height` lines from `low` to `high`."""
    return (height * 4 - 1 - _row(value, low, high, height * 4)) // 4


def _row(value: Decimal, low: Decimal, high: Decimal, dots: int) -> int:
    return int((value - low) * (dots - 1) / (high - low)) if high > low else (dots - 1) // 2


def _segment(x: int, y: int, to_x: int, to_y: int) -> list[tuple[int, int]]:
    """Return the dots of a straight line from one dot to another, both included."""
    steps = max(abs(to_x - x), abs(to_y - y), 1)
    return [(x + (to_x - x) * step // steps, y + (to_y - y) * step // steps) for step in range(steps + 1)]

"""Days of a score from 0 to 100 drawn with characters: a curve with its days below, and a line of blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final, NamedTuple

from kapta_tui.widgets.cells import Run, Token, joined
from kapta_tui.widgets.plot import BLOCKS, Values, across, curves, level

HOLLOW: Final = "◦"
"""A day whose facts are not known any more."""

RULES: Final = "▲"
"""Below the day on which the rules became others."""

LEAST: Final = 5
"""Fewest lines in which days are worth drawing."""

_LOW, _HIGH = Decimal(0), Decimal(100)
_LEVEL: Final = "┈"
_NARROWEST: Final = 20
"""Points between the lowest and the highest block of a line at least, so that a flat line looks flat."""
_MARGIN: Final = 5
"""Cells before the curve: "100 │"."""


class Point(NamedTuple):
    """A day: its value 0..100, None where nothing was scored, and the version of the rules it came by.

    A `carried` day has the value of the day before, because its own facts are not known any more.
    """

    day: date
    value: Decimal | None
    carried: bool = False
    rules: int = 0


def timeline(
    points: Sequence[Point],
    span: tuple[date, date],
    width: int,
    height: int,
    levels: Mapping[int, Token] | None = None,
) -> list[list[Run]]:
    """Return `height` lines of `width` cells with the days of `span`; `points` are within it, the oldest first.

    Known days are a curve, carried ones hollow dots, days without a row or a value are left out. `levels` are values
    whose lines are drawn. Below stand the days, and marks where the rules changed.
    """
    room, up = max(1, width - _MARGIN), max(1, height - 2)
    drawn = [list(line) for line in curves(_pieces(points), span, _LOW, _HIGH, room, up)]
    cells: list[list[Run]] = [[(one, "accent" if one != " " else None) for one in line] for line in drawn]
    for point in points:
        if point.carried and point.value is not None:
            x, y = across(point.day, span, room), level(point.value, _LOW, _HIGH, up)
            if cells[y][x][0] == " ":
                cells[y][x] = (HOLLOW, "muted")
    labels = {0: "100", up - 1: "0"}
    for value, token in (levels or {}).items():
        y = level(Decimal(value), _LOW, _HIGH, up)
        labels.setdefault(y, str(value))
        cells[y] = [(_LEVEL, token) if run[0] == " " else run for run in cells[y]]
    lines = [joined([(f"{labels.get(y, ''):>3} │", "muted"), *line]) for y, line in enumerate(cells)]
    return [*lines, _axis(points, span, room), _days(span, room)]


def rule_changes(points: Sequence[Point]) -> list[date]:
    """Return the days whose rules are others than those of the day known before."""
    return [after.day for before, after in pairwise(points) if before.rules != after.rules]


def sparks(points: Sequence[Point], span: tuple[date, date], width: int) -> list[Run]:
    """Return a line of `width` blocks for the days of `span`, hollow where all days of a block were carried.

    A block stands for the newest value of its days; without one it is blank. From the lowest block to the highest are
    twenty points at least, with the values in the middle of them.
    """
    known = [point.value for point in points if point.value is not None]
    if not known or width < 1:
        return [(" " * max(0, width), None)]
    low, high = min(known), max(known)
    if high - low < _NARROWEST:
        low = min(max(_LOW, (low + high - _NARROWEST) / 2), _HIGH - _NARROWEST)
    room = max(high - low, Decimal(_NARROWEST))
    columns: dict[int, list[Point]] = {}
    for point in points:
        if point.value is not None:
            columns.setdefault(across(point.day, span, width), []).append(point)
    found: list[Run] = []
    for x in range(width):
        days = columns.get(x, [])
        if not days:
            found.append((" ", None))
        elif all(point.carried for point in days):
            found.append((HOLLOW, "muted"))
        else:
            value = days[-1].value or _LOW
            found.append((BLOCKS[int((value - low) * (len(BLOCKS) - 1) / room)], "accent"))
    return joined(found)


def _pieces(points: Sequence[Point]) -> list[Values]:
    """Return the known days in runs that no carried or missing day breaks."""
    pieces: list[list[tuple[date, Decimal]]] = []
    before: date | None = None
    for point in points:
        if point.value is None or point.carried:
            before = None
            continue
        if before is None or point.day - before > timedelta(days=1):
            pieces.append([])
        pieces[-1].append((point.day, point.value))
        before = point.day
    return list(pieces)


def _axis(points: Sequence[Point], span: tuple[date, date], room: int) -> list[Run]:
    marks = {across(day, span, room) for day in rule_changes(points)}
    line: list[Run] = [(RULES, "warn") if x in marks else ("─", "muted") for x in range(room)]
    return joined([("    └", "muted"), *line])


def _days(span: tuple[date, date], room: int) -> list[Run]:
    """Return the first and the last day, and where there is room the one between them."""
    first, last = (day.isoformat() for day in span)
    if room < len(first) + len(last) + 1:
        width = room + _MARGIN
        return [(f"{last:>{width}}" if len(last) <= width else "", "muted")]
    middle = (span[0] + (span[1] - span[0]) / 2).isoformat()
    between = room - len(first) - len(last)
    words = f"{middle:^{between}}" if between > len(middle) + 4 else " " * between
    return [(f"{' ' * _MARGIN}{first}{words}{last}", "muted")]

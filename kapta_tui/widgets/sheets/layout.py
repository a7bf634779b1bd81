"""Which section stands in which column, and where the cursor goes from a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from kapta_tui.widgets.cells import CellPart

WIDTHS: Final = (100, 170)
"""Cells from which two columns and three stand beside each other."""

_FRAME: Final = 2
"""Lines of a section besides its rows: its title and a blank one below."""


class Row(NamedTuple):
    """A line of a section, drawn in so many cells with the stop under the cursor, None where that is elsewhere.

    It has `stops` places for the cursor side by side; none is only read.
    """

    key: str
    draw: Callable[[int, int | None], Sequence[CellPart]]
    stops: int = 1


class Section(NamedTuple):
    """Lines under a title, with what stands at the right end of that."""

    key: str
    title: Sequence[CellPart]
    rows: Sequence[Row]


class Spot(NamedTuple):
    """Where the cursor is: section, row and the stop in it, by place."""

    section: int
    row: int
    stop: int = 0


class Piece(NamedTuple):
    """What a line of a column holds: a row of a section, None for its title."""

    section: int
    row: int | None


Column = Sequence[Piece | None]
"""The lines of a column, None for a blank one."""


def columns_in(width: int, sections: int) -> int:
    """Return how many columns stand beside each other in `width` cells."""
    return max(1, min(sections, 1 + sum(width >= least for least in WIDTHS)))


def spread(sections: Sequence[Section], count: int) -> list[list[Piece | None]]:
    """Return the lines of `count` columns: the sections in their order, so that the longest column is shortest."""
    heights = [len(section.rows) + _FRAME for section in sections]
    ways = combinations(range(1, len(sections)), count - 1)
    cuts = min(
        ((0, *way, len(sections)) for way in ways),
        key=lambda cut: _unevenness([sum(heights[start:end]) for start, end in pairwise(cut)]),
        default=(0, len(sections)),
    )
    return [_column(sections, range(start, end)) for start, end in pairwise(cuts)]


def _unevenness(heights: Sequence[int]) -> tuple[int, int]:
    """Return the longest column, and of equally long ones what is least where the others are as even as can be."""
    return max(heights), sum(height * height for height in heights)


def _column(sections: Sequence[Section], places: range) -> list[Piece | None]:
    lines: list[Piece | None] = []
    for place in places:
        lines += [None] if lines else []
        lines.append(Piece(place, None))
        lines += [Piece(place, row) for row in range(len(sections[place].rows))]
    return lines


def stops(sections: Sequence[Section]) -> list[Spot]:
    """Return every row with a place for the cursor, in order."""
    return [
        Spot(place, number)
        for place, section in enumerate(sections)
        for number, row in enumerate(section.rows)
        if row.stops
    ]


def found_again(sections: Sequence[Section], before: Sequence[Section], spot: Spot | None) -> Spot | None:
    """Return where the row at `spot` of the sections `before` is now, else the nearest place to it."""
    every = stops(sections)
    if not every or spot is None:
        return every[0] if every else None
    key = before[spot.section].key, before[spot.section].rows[spot.row].key
    for one in every:
        section = sections[one.section]
        if (section.key, section.rows[one.row].key) == key:
            return one._replace(stop=min(spot.stop, section.rows[one.row].stops - 1))
    return min(every, key=lambda one: (abs(one.section - spot.section), abs(one.row - spot.row)))


def beside(sections: Sequence[Section], columns: Sequence[Column], spot: Spot, step: int) -> Spot:
    """Return the stop at the side: of the same row, else of the nearest row of the next column that has one."""
    stop = spot.stop + step
    if 0 <= stop < sections[spot.section].rows[spot.row].stops:
        return spot._replace(stop=stop)
    here = Piece(spot.section, spot.row)
    place = next(number for number, column in enumerate(columns) if here in column)
    line = columns[place].index(here)
    following = columns[place + 1 :] if step > 0 else columns[:place][::-1]
    for column in following:
        found = [
            (abs(number - line), piece)
            for number, piece in enumerate(column)
            if piece is not None and piece.row is not None and sections[piece.section].rows[piece.row].stops
        ]
        if found:
            _, piece = min(found, key=lambda one: one[0])
            row = piece.row or 0
            return Spot(piece.section, row, 0 if step > 0 else sections[piece.section].rows[row].stops - 1)
    return spot

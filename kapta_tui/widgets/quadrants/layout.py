"""Where the items of quadrants stand, and where a cursor goes from one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kapta_tui.widgets.cells import CellPart


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a quadrant: its text, what may follow where there is room, and what always does."""

    id: int
    text: str
    aside: str = ""
    sign: tuple[CellPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A list with its name; `hints` stand in it while it is empty."""

    code: str
    label: str
    items: tuple[Item, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def stops(self) -> int:
        """Lines the cursor may stand on; an empty quadrant has one, so that something can be added to it."""
        return max(1, len(self.items))


class Spot(NamedTuple):
    """A place of the cursor: which quadrant, and which line of it."""

    quadrant: int
    line: int


class Piece(NamedTuple):
    """What one quadrant shows on one line of the screen."""

    kind: Literal["head", "item", "hint"]
    quadrant: int
    line: int


Line = tuple[Piece | None, ...]
"""The pieces of a line of the screen from left to right; None where a quadrant has nothing more to show."""


def lines(quadrants: Sequence[Quadrant], columns: int) -> list[Line]:
    """Return the lines of the screen with `columns` quadrants beside each other."""
    found: list[Line] = []
    for start in range(0, len(quadrants), columns):
        blocks = [_pieces(quadrants, number) for number in range(start, min(start + columns, len(quadrants)))]
        found += [
            tuple(block[y] if y < len(block) else None for block in blocks)
            for y in range(max(map(len, blocks)))
        ]
    return found


def _pieces(quadrants: Sequence[Quadrant], number: int) -> list[Piece]:
    quadrant = quadrants[number]
    kind: Literal["item", "hint"] = "item" if quadrant.items else "hint"
    count = len(quadrant.items) or max(1, len(quadrant.hints))
    return [Piece("head", number, 0), *(Piece(kind, number, line) for line in range(count))]


def below(quadrants: Sequence[Quadrant], spot: Spot, step: int, columns: int) -> Spot:
    """Return the spot one line down (`step` 1) or up (-1), in the quadrant below or above at the end of one."""
    line = spot.line + step
    if 0 <= line < quadrants[spot.quadrant].stops:
        return Spot(spot.quadrant, line)
    other = spot.quadrant + step * columns
    if not 0 <= other < len(quadrants):
        return spot
    return Spot(other, 0 if step > 0 else quadrants[other].stops - 1)


def beside(quadrants: Sequence[Quadrant], spot: Spot, step: int, columns: int) -> Spot:
    """Return the spot in the quadrant to the right (`step` 1) or left (-1); in one column the next or the last."""
    other = spot.quadrant + step
    is_there = 0 <= other < len(quadrants) and (columns == 1 or other // columns == spot.quadrant // columns)
    return Spot(other, min(spot.line, quadrants[other].stops - 1)) if is_there else spot


def found_again(quadrants: Sequence[Quadrant], spot: Spot, item: int | None) -> Spot:
    """Return where the cursor belongs: on `item` wherever that stands now, else near the line it had."""
    if not quadrants:
        return Spot(0, 0)
    for number, quadrant in enumerate(quadrants):
        for line, one in enumerate(quadrant.items):
            if one.id == item:
                return Spot(number, line)
    number = min(spot.quadrant, len(quadrants) - 1)
    return Spot(number, min(spot.line, quadrants[number].stops - 1))

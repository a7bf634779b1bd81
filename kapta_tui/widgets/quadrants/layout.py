"""Where the items of quadrants stand, and where a cursor goes from one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from kapta_tui.widgets.cells import FILL, CellPart, Fill, plain, safe

MOST: Final = 3
"""Most lines of one item."""

_ROOMY: Final = 45
"""Cells of an item in which its aside is shown too."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a quadrant: its text, what may follow where there is room, and what always does."""

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
    """A place of the cursor: which quadrant, and which entry of it."""

    quadrant: int
    line: int


class Piece(NamedTuple):
    """What one quadrant shows on one line of the screen: its name, a hint, or a `part` of an item."""

    kind: Literal["head", "item", "hint"]
    quadrant: int
    line: int
    part: int = 0

    @property
    def spot(self) -> Spot | None:
        """Where the cursor stands on it, None on the name of a quadrant."""
        return None if self.kind == "head" else Spot(self.quadrant, self.line)


Line = tuple[Piece | None, ...]
"""The pieces of a line of the screen from left to right; None where a quadrant has nothing more to show."""


def wrapped(item: Item, width: int, most: int) -> list[list[CellPart]]:
    """Return the item in at most `most` lines of `width` cells; what is too long for them is cut when it is drawn."""
    tail: list[CellPart] = [(f" {item.aside}", "muted")] if item.aside and width >= _ROOMY else []
    tail += item.sign
    words = [piece.plain.rstrip() for piece in Content(safe(item.text)).wrap(max(1, width))] or [""]
    texts = [*words[: most - 1], " ".join(words[most - 1 :])] if len(words) >= most else words
    if tail and len(texts) < most and breadth([texts[-1], FILL, *tail]) > width:
        texts.append("")
    last: list[CellPart] = [texts[-1], FILL, *tail]
    whole: list[list[CellPart]] = [[text] for text in texts[:-1]]
    return [*whole, last]


def breadth(parts: Sequence[CellPart]) -> int:
    """Return the cells in which nothing of a line is cut: its texts, and a blank where they part."""
    return sum(1 if isinstance(part, Fill) else cell_len(plain(part)) for part in parts)


def lines(
    quadrants: Sequence[Quadrant], columns: int, parts: Callable[[Item], int] = lambda _: 1
) -> list[Line]:
    """Return the lines of the screen with `columns` quadrants beside each other, an item taking `parts` of them."""
    found: list[Line] = []
    for start in range(0, len(quadrants), columns):
        numbers = range(start, min(start + columns, len(quadrants)))
        blocks = [_pieces(quadrants, number, parts) for number in numbers]
        found += [
            tuple(block[y] if y < len(block) else None for block in blocks)
            for y in range(max(map(len, blocks)))
        ]
    return found


def _pieces(quadrants: Sequence[Quadrant], number: int, parts: Callable[[Item], int]) -> list[Piece]:
    quadrant = quadrants[number]
    found = [Piece("head", number, 0)]
    for line, item in enumerate(quadrant.items):
        found += [Piece("item", number, line, part) for part in range(parts(item))]
    if not quadrant.items:
        found += [Piece("hint", number, line) for line in range(max(1, len(quadrant.hints)))]
    return found


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

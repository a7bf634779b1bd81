"""Tables of a report drawn in the width there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

GAP: Final = 2
"""Cells between two columns."""

_LEAST: Final = 8
"""No column is made narrower than its longest word, or than this where that is longer."""

_MOST: Final = 16
"""A word longer than this does not keep a table from being drawn as one: it is broken."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its head, its rows of as many cells, and for each column whether it stands at the right."""

    head: tuple[Content, ...]
    rows: tuple[tuple[Content, ...], ...]
    right: tuple[bool, ...]


def draw(grid: Grid, width: int) -> Content:
    """Return the table in `width` cells; where its columns have no room, every row is told in lines of its own."""
    widths = _widths([grid.head, *grid.rows], width)
    lines = _told(grid.head, grid.rows, width) if widths is None else _lines(grid, widths)
    return Content("\n").join(lines)


def _lines(grid: Grid, widths: Sequence[int]) -> list[Content]:
    rule = Content.styled("─" * (sum(widths) + GAP * (len(widths) - 1)), "$frame")
    head = tuple(cell.stylize("$muted") for cell in grid.head)
    is_named = any(cell.plain for cell in grid.head)
    lines = [*_row(head, grid.right, widths), rule] if is_named else []
    rows = [_row(row, grid.right, widths) for row in grid.rows]
    is_tall = 2 * sum(map(len, rows)) > 3 * len(rows)
    for row in rows:
        lines += row
        if is_tall and row is not rows[-1]:
            # Where most rows take several lines, one does not see where the next begins.
            lines.append(Content(""))
    return lines


def _row(row: Sequence[Content], right: Sequence[bool], widths: Sequence[int]) -> list[Content]:
    """Return one row in as many lines as its longest cell takes."""
    cells = [cell.wrap(width) or [Content("")] for cell, width in zip(row, widths, strict=True)]
    lines = []
    for number in range(max(map(len, cells))):
        pieces = [cell[number] if number < len(cell) else Content("") for cell in cells]
        padded = (
            _padded(piece.rstrip(), width, at_right)
            for piece, width, at_right in zip(pieces, widths, right, strict=True)
        )
        lines.append(Content(" " * GAP).join(padded).rstrip())
    return lines


def _padded(piece: Content, width: int, at_right: bool) -> Content:
    space = max(0, width - piece.cell_length)
    return piece.pad_left(space) if at_right else piece.pad_right(space)


def _told(head: Sequence[Content], rows: Sequence[tuple[Content, ...]], width: int) -> list[Content]:
    """Return each row as its first cell, and below it what the others are called and hold."""
    lines: list[Content] = []
    for first, *others in rows:
        lines += [line.stylize("bold") for line in first.wrap(width)]
        named = [
            Content.assemble((f"{name.plain}: ", "$muted"), cell)
            for name, cell in zip(head[1:], others, strict=True)
            if cell.plain.strip()
        ]
        told = Content.styled(" · ", "$muted").join(named)
        lines += [line.pad_left(GAP) for line in told.wrap(max(1, width - GAP))]
    return lines


def _widths(rows: Sequence[tuple[Content, ...]], width: int) -> list[int] | None:
    """Return the cells of each column, what is scarce shared by what they want; None where a column has no room."""
    columns = list(zip(*rows, strict=True))
    wanted = [max(1, *(cell.cell_length for cell in column)) for column in columns]
    room = width - GAP * (len(wanted) - 1)
    if sum(wanted) <= room:
        return wanted
    least = [min(want, _least(column)) for want, column in zip(wanted, columns, strict=True)]
    if sum(least) > room:
        return None
    given = list(least)
    # What is left goes to those that lack most, cell by cell, so that long columns end up about equally tall.
    for _ in range(room - sum(least)):
        place = max(range(len(given)), key=lambda at: wanted[at] / given[at])
        given[place] += 1
    return given


def _least(column: Sequence[Content]) -> int:
    longest = max((len(word) for cell in column for word in cell.plain.split()), default=0)
    return max(_LEAST, min(longest, _MOST))

"""The drawn side of a grid: heads in groups, the rows in view, sums at the right and at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final, Generic, NamedTuple, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from kapta_tui.widgets.cells import Cell, CellPart, Run, fit, parts_of, safe
from kapta_tui.widgets.lineview import LineView
from kapta_tui.widgets.window import RowWindow

RowT = TypeVar("RowT")

HEADS: Final = 5
"""Lines above the rows: groups, and names of columns in four lines."""

SUMS: Final = 1
"""Lines below the rows."""

_MARK: Final = 2
_GAP: Final = 1
_NAME: Final = (18, 40)
_NAME_SHARE: Final = 6
_CELL: Final = (5, 14)
"""Fewest and most cells of a column; the fewest are taken only where then all columns are in view."""

_EASY_CELL: Final = 7
"""Fewest cells of a column where not all are in view."""

_STUB: Final = 3
"""Fewest characters that are left of a parted word; fewer where a line holds hardly more."""

_CURSOR: Final = "▸"
_LEFT, _RIGHT = "‹", "›"


class Head(NamedTuple):
    """A column: its name and the group it stands in, which may be empty."""

    name: str
    group: str


class Drawing(NamedTuple, Generic[RowT]):
    """How a row is drawn: its name, its cell in a column, its sum; and the sum of a column, or of all for -1."""

    name: Callable[[int, RowT], Cell]
    cell: Callable[[RowT, int], Cell]
    total: Callable[[RowT], Cell]
    sums: Callable[[int], Cell]


class GridView(LineView, Generic[RowT]):
    """Draws what is in view; the first column holds the names and the last one the sums, wherever it is scrolled."""

    DEFAULT_CSS = """
    GridView > .grid--here { background: $accent 55%; text-style: bold; }
    GridView > .grid--across { background: $foreground 5%; }
    GridView:ansi > .grid--here { text-style: reverse; }
    """
    PARTS = LineView.PARTS | {"grid--here", "grid--across"}
    TOTAL: Final = 13
    """Cells of the sums at the right."""

    def __init__(self, drawing: Drawing[RowT], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._drawing = drawing
        self._heads: Sequence[Head] = ()
        self._ids: Sequence[int] = ()
        self._rows: RowWindow[RowT] = RowWindow()
        self._row = 0
        self._column = 0
        self._left = 0

    @property
    def page(self) -> int:
        """Rows that fit on the screen."""
        return max(1, self.size.height - HEADS - SUMS)

    @property
    def _least_name(self) -> int:
        return max(_NAME[0], min(_NAME[1], self.scrollable_size.width // _NAME_SHARE))

    @property
    def _name_width(self) -> int:
        """Cells of the names, among them those in which no further column fits."""
        left = self._room - self._fitting * (self._cell_width + _GAP)
        return max(self._least_name, min(_NAME[1], self._least_name + left))

    @property
    def _room(self) -> int:
        """Cells for columns where names have the fewest."""
        return self.scrollable_size.width - self._least_name - _MARK - self.TOTAL

    @property
    def _cell_width(self) -> int:
        width = min(_CELL[1], self._room // max(1, len(self._heads)) - _GAP)
        return width if width >= _CELL[0] else _EASY_CELL

    @property
    def _fitting(self) -> int:
        """Columns that fit side by side, from 1 to all of them."""
        return max(1, min(len(self._heads), self._room // (self._cell_width + _GAP)))

    @property
    def _seen(self) -> range:
        """The columns in view."""
        return range(self._left, min(len(self._heads), self._left + self._fitting))

    def column_at(self, x: int) -> int | None:
        """Return the column under cell `x` of a line, None beside them."""
        place = (x - _MARK - self._name_width) // (self._cell_width + _GAP)
        seen = self._seen
        return seen[place] if x >= _MARK + self._name_width and place < len(seen) else None

    def render_line(self, y: int) -> Strip:
        """Draw line `y`."""
        if not self._ids or not self._heads:
            return self.empty_line(y, self.size.height)
        if y == 0:
            return self._line(self._groups(), "line--head")
        if y < HEADS:
            return self._line(self._names(y - 1), "line--head")
        if y == self.size.height - SUMS:
            return self._line(self._sums(), "line--head")
        index = y - HEADS + self.scroll_offset.y
        return self._row_strip(index) if index < len(self._ids) else self._line([])

    def _line(self, runs: list[Run], *look: str) -> Strip:
        segments = self.paint(runs, *look)
        return Strip(segments).adjust_cell_length(self.scrollable_size.width, self.look(*look))

    def _groups(self) -> list[Run]:
        """Return the names of groups, each over its columns in view."""
        runs: list[Run] = [(" " * (_MARK + self._name_width), None)]
        for group, members in groupby(self._seen, lambda column: self._heads[column].group):
            width = len(list(members)) * (self._cell_width + _GAP)
            runs += [(" ", None), *fit([(group, "muted")], width - _GAP)]
        return runs

    def _names(self, line: int) -> list[Run]:
        """Return line 0, 1, 2 or 3 of the names of columns, and how many columns there are beyond those in view."""
        seen, is_last = self._seen, line == HEADS - 2
        before, after = seen.start, len(self._heads) - seen.stop
        hidden = f"{_LEFT} {before} more" if before and is_last else ""
        runs: list[Run] = [(" " * _MARK, None), *fit([(hidden, "muted")], self._name_width, "right")]
        for column in seen:
            words = in_lines(self._heads[column].name, self._cell_width)[line]
            part: CellPart = (words, "accent") if column == self._column else words
            runs += [(" ", None), *fit([part], self._cell_width)]
        further = (f"{after} more {_RIGHT}" if after else "has · open") if is_last else ""
        return [*runs, (" ", None), *fit([(further, "muted")], self.TOTAL - _GAP, "right")]

    def _sums(self) -> list[Run]:
        runs: list[Run] = [(" " * _MARK, None), *fit([("Sum", "strong")], self._name_width)]
        for column in self._seen:
            runs += [(" ", None), *fit(parts_of(self._drawing.sums(column)), self._cell_width)]
        return [*runs, (" ", None), *fit(parts_of(self._drawing.sums(-1)), self.TOTAL - _GAP, "right")]

    def _row_strip(self, index: int) -> Strip:
        row = self._rows.get(self._ids[index])
        is_here = index == self._row
        base = ("line--cursor",) if is_here else ()
        segments = self.paint([(_CURSOR if is_here else " ", "accent"), (" ", None)], *base)
        if row is None:
            return Strip(segments).adjust_cell_length(self.scrollable_size.width, self.look(*base))
        name = fit(parts_of(self._drawing.name(self._ids[index], row)), self._name_width)
        segments += self.paint(name, *base)
        for piece in self._cells(row, is_here):
            segments += piece
        total = fit(parts_of(self._drawing.total(row)), self.TOTAL - _GAP, "right")
        segments += self.paint([(" ", None), *total], *base)
        return Strip(segments).adjust_cell_length(self.scrollable_size.width, self.look(*base))

    def _cells(self, row: RowT, is_here: bool) -> Iterator[list[Segment]]:
        for column in self._seen:
            across = column == self._column
            look = ["line--cursor"] if is_here else []
            gap = self.paint([(" ", None)], *look)
            if across:
                look.append("grid--here" if is_here and self.has_focus else "grid--across")
            cell = fit(parts_of(self._drawing.cell(row, column)), self._cell_width)
            yield [*gap, *self.paint(cell, *look)]


def in_lines(name: str, width: int) -> list[str]:
    """Return a name in as many lines of `width` cells as a head has, short ones at the bottom.

    Words that are too long are parted; where that takes too many lines, they are abbreviated instead. What is too
    long even then is cut when it is drawn.
    """
    words = safe(name).split()
    lines = _filled([piece for word in words for piece in _parted(word, width)], width)
    if len(lines) > HEADS - 1:
        lines = _filled([_abbreviated(word, width) for word in words], width)
    most = HEADS - 1
    lines = [*lines[: most - 1], " ".join(lines[most - 1 :])] if len(lines) > most else lines
    return [""] * (most - len(lines)) + lines


def _filled(words: Sequence[str], width: int) -> list[str]:
    """Return words in lines of `width` cells; a part of a word ends its line."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and not lines[-1].endswith("-") and cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _parted(word: str, width: int) -> list[str]:
    """Return a word in pieces of at most `width` cells, parted at a hyphen of its own first; the last is no stub."""
    pieces: list[str] = []
    while cell_len(word) > width:
        start = set_cell_size(word, max(1, width - 1)).rstrip()
        stub = min(_STUB, width - _STUB)
        start = start[: len(start) - max(0, stub - (len(word) - len(start)))]
        own = start.rfind("-")
        start = start[:own] if own > 0 else start
        if not start:
            break
        pieces.append(f"{start}-")
        word = word[len(start) :].removeprefix("-")
    return [*pieces, word]


def _abbreviated(word: str, width: int) -> str:
    """Return a word, its end given for a full stop where it is longer than `width` cells."""
    return word if cell_len(word) <= width else f"{set_cell_size(word, max(1, width - 1)).rstrip()}."

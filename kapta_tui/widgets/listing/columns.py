"""Columns of a list and how they share its width."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from kapta_tui.widgets.cells import Align, Cell

RowT = TypeVar("RowT")

GUTTER: Final = 3
"""Cells left of the first column: mark, cursor, blank."""

GAP: Final = 2
"""Blank cells between two columns."""

EXTRA: Final = 3
"""The highest priority of columns that are shown only where the others are not cut short for them."""

UNBOUNDED: Final = 1 << 20
"""Room of a column without a maximum; wider than any terminal."""


class Column(NamedTuple, Generic[RowT]):
    """One column: what it is called, what it shows of a row, how wide it is.

    `width` is a fixed width in cells; without it the column takes a share of the free space in proportion
    to `flex`, at least `minimum` and at most `maximum` cells. A column with a low `priority` vanishes
    first when the list is narrow; the first column always stays. One of at most `EXTRA` priority is shown only
    where the others then still have the cells they `wish` for.
    """

    key: str
    title: str
    cell: Callable[[RowT], Cell]
    width: int | None = None
    minimum: int = 8
    maximum: int | None = None
    flex: int = 1
    align: Align = "left"
    sortable: bool = True
    priority: int = 1
    wish: int = 0

    @property
    def least(self) -> int:
        """The fewest cells the column can be drawn in."""
        return self.minimum if self.width is None else self.width

    @property
    def comfort(self) -> int:
        """The cells in which most of what it shows is not cut."""
        return max(self.least, self.wish)


class Slot(NamedTuple, Generic[RowT]):
    """A column with its place: first cell `x` from the left edge and `width` in cells."""

    column: Column[RowT]
    x: int
    width: int


def arrange(columns: Sequence[Column[RowT]], width: int) -> tuple[Slot[RowT], ...]:
    """Return the columns that fit in `width` cells with their places, in the given order."""
    shown = _fitting(columns, width)
    if not shown:
        return ()
    free = width - GUTTER - GAP * (len(shown) - 1) - sum(column.least for column in shown)
    extra = _shares(shown, max(0, free))
    slots: list[Slot[RowT]] = []
    x = GUTTER
    for column, more in zip(shown, extra, strict=True):
        size = max(0, min(column.least + more, width - x))
        slots.append(Slot(column, x, size))
        x += size + GAP
    return tuple(slots)


def _fitting(columns: Sequence[Column[RowT]], width: int) -> list[Column[RowT]]:
    shown = list(columns)
    while len(shown) > 1:
        last = min(range(len(shown) - 1, 0, -1), key=lambda index: shown[index].priority)
        is_extra = shown[last].priority <= EXTRA
        needs = sum(column.comfort if is_extra else column.least for column in shown)
        if GUTTER + GAP * (len(shown) - 1) + needs <= width:
            break
        del shown[last]
    return shown


def _shares(columns: Sequence[Column[RowT]], free: int) -> list[int]:
    """Return the cells beyond its least width that each column gets of `free`: first what it wishes for."""
    wished = _spread(columns, free, [min(_room(column), column.comfort - column.least) for column in columns])
    rest = [_room(column) - extra for column, extra in zip(columns, wished, strict=True)]
    more = _spread(columns, free - sum(wished), rest)
    return [first + second for first, second in zip(wished, more, strict=True)]


def _spread(columns: Sequence[Column[RowT]], free: int, most: Sequence[int]) -> list[int]:
    """Return how `free` cells are shared in proportion to `flex`, each column getting at most so many."""
    extra = [0] * len(columns)
    growing = [index for index, room in enumerate(most) if room > 0]
    while free > 0 and growing:
        total = sum(columns[index].flex for index in growing)
        round_free = free
        for index in growing:
            share = max(1, round_free * columns[index].flex // total)
            more = min(share, most[index] - extra[index], free)
            extra[index] += more
            free -= more
        growing = [index for index in growing if most[index] > extra[index]]
    return extra


def _room(column: Column[RowT]) -> int:
    """Return how many cells the column may grow by."""
    if column.width is not None or column.flex <= 0:
        return 0
    return UNBOUNDED if column.maximum is None else max(0, column.maximum - column.least)

"""Columns of a board, where they stand on the screen, and the order of cards while one is moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

LEAST: Final = 18
"""Fewest cells of a column; with more columns than fit the board pages sideways."""

GAP: Final = 1
"""Cells right of a column; they show how far it is scrolled."""


class BoardColumn(NamedTuple):
    """A column: its key, the words in its head ("High", "11 · $2.6M") and its cards from the top.

    The first of `briefs` that fits stands for the summary where that does not, before the title is cut; the
    tooltip of the head has it in full.
    """

    key: str
    title: str
    summary: str
    ids: Sequence[int]
    briefs: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    """What the line below the head says, the first that fits, where the last of `briefs` stands in the head."""


class Span(NamedTuple):
    """The place of a column: first cell `x` and `width` in cells."""

    x: int
    width: int


class Place(NamedTuple):
    """A place on the board: positions of the column and of the card in it, from 0."""

    column: int
    position: int


def fitting(width: int, count: int) -> int:
    """Return how many of `count` columns fit side by side in `width` cells, at least one if there is one."""
    return min(count, max(1, width // (LEAST + GAP)))


def spread(width: int, count: int) -> tuple[Span, ...]:
    """Return the places of `count` columns of nearly equal width that share `width` cells.

    Every column, the last one too, has its gap on the right.
    """
    if count <= 0:
        return ()
    each, rest = divmod(width, count)
    spans: list[Span] = []
    x = 0
    for index in range(count):
        size = each + (1 if index < rest else 0)
        spans.append(Span(x, max(0, size - GAP)))
        x += size
    return tuple(spans)


class Cards:
    """The order of cards as shown: the owner's columns, with provisional moves laid over them."""

    def __init__(self, columns: Sequence[BoardColumn] = ()) -> None:
        self.columns = tuple(columns)
        self._ids: list[Sequence[int]] = [column.ids for column in self.columns]

    @property
    def total(self) -> int:
        """How many cards there are."""
        return sum(map(len, self._ids))

    def ids(self, column: int) -> Sequence[int]:
        """Return the cards of a column from the top."""
        return self._ids[column]

    def at(self, place: Place) -> int | None:
        """Return the card at `place`, None when there is none."""
        if 0 <= place.column < len(self._ids) and 0 <= place.position < len(self._ids[place.column]):
            return self._ids[place.column][place.position]
        return None

    def find(self, card: int, first: int = 0) -> Place | None:
        """Return where `card` is, looking at column `first` first."""
        order = sorted(range(len(self._ids)), key=lambda column: column != first)
        for column in order:
            try:
                return Place(column, self._ids[column].index(card))
            except ValueError:
                continue
        return None

    def move(self, source: Place, target: Place) -> Place:
        """Move the card at `source` so that it ends up at `target`, and return where it is then."""
        taken = list(self._ids[source.column])
        card = taken.pop(source.position)
        self._ids[source.column] = taken
        given = list(self._ids[target.column])
        index = max(0, min(target.position, len(given)))
        given.insert(index, card)
        self._ids[target.column] = given
        return Place(target.column, index)

    def restore(self) -> None:
        """Forget every provisional move."""
        self._ids = [column.ids for column in self.columns]

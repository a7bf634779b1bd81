"""What the overview of risks is made of: sections of lines with small bars, each of which stands for risks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, NamedTuple

from kapta_tui.data.read.money import NO_MONEY, Money
from kapta_tui.screens.risks.counted.pane import Way
from kapta_tui.screens.risks.words import fitting, grouped
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cells import FILL, CellPart, plain
from kapta_tui.widgets.sheets import Row, Section

_MONEY, _BAR = 13, 8
"""Cells of a sum, at least, and of a bar."""

_WHOLE, _HALF = "━", "╸"

WITH_ARCHIVED: Final = "archived:yes,no"
"""Lets risks of archived accounts in, which count among closed ones."""


class Line(NamedTuple):
    """A line of the overview: how it is drawn, the risks behind each of its stops, its cells as they are copied."""

    row: Row
    ways: Sequence[Way]
    cells: Sequence[str]


class Part(NamedTuple):
    """A section of the overview; `why` explains its numbers."""

    key: str
    title: Sequence[CellPart]
    lines: Sequence[Line]
    why: str

    @property
    def name(self) -> str:
        """The title without what stands at its right end."""
        title = list(self.title)
        return plain(title[: title.index(FILL)] if FILL in title else title)

    @property
    def section(self) -> Section:
        """The section as the widget takes it."""
        return Section(self.key, self.title, [line.row for line in self.lines])


def bar(number: int, most: int, width: int) -> str:
    """Return a bar of `width` cells that is full for `most`; what is not nothing is seen."""
    halves = max(1, round(number * width * 2 / most)) if number and most else 0
    return (_WHOLE * (halves // 2) + _HALF * (halves % 2)).ljust(width)


def line(
    key: str, draw: Callable[[int, int | None], Sequence[CellPart]], cells: Sequence[str], *ways: Way
) -> Line:
    """Return a line with as many stops as there are `ways` into it."""
    return Line(Row(key, draw, len(ways)), ways, cells)


def _said(words: str, width: int, stop: int | None) -> Sequence[CellPart]:
    return [(words, "muted")]


def empty(words: str) -> Line:
    """Return a line that says why there is no other."""
    return line("none", partial(_said, words), [words])


def pair(label: str, words: str) -> Sequence[CellPart]:
    """Return a label and what stands at the right edge."""
    return [label, FILL, words]


def counted(label: str, count: int, most: int, way: Way, value: Money | None = None, key: str = "") -> Line:
    """Return a line with a bar, a count and, unless None, a sum."""

    def draw(width: int, stop: int | None) -> Sequence[CellPart]:
        room = 0 if value is None else max(_MONEY, min(3 * _MONEY, width - 44))
        money = "" if value is None else f"  {fitting(value, room):>{room}}"
        bars: list[CellPart] = [(bar(count, most, _BAR), "accent")] if width >= 44 else []
        return [label, FILL, *bars, (f"{grouped(count):>6}", "strong"), (money, "muted")]

    return line(key or label, draw, [label, str(count), sums_words(value or NO_MONEY)], way)

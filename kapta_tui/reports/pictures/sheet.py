"""What a picture is to show, and where its rows and its time line lie."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from kapta_tui.domain.lanes import (
    NAME_ROOM,
    Bar,
    Heading,
    Key,
    Lane,
    LaneItem,
    LaneRow,
    Packing,
    Shape,
    Span,
    Zoom,
    lay_out,
    make_bar,
    spans_of,
)
from kapta_tui.domain.planstate import days_late
from kapta_tui.reports.pictures.axis import WHOLE, Axis, Period, cells_shown
from kapta_tui.reports.pictures.extent import Depth, within

LEAST_WIDTH: Final = 800
WIDTH: Final = 1600
MOST_WIDTH: Final = 8000
"""Pixels of a picture: at least, where nothing is said, and at most."""

CELL: Final = 6
"""Pixels that a cell has where the zoom is said and the width is not."""

MARGIN: Final = 40
HEAD: Final = 104
"""Height of title, words below it and what is above the ruler."""

RULER: Final = 52
FOOT: Final = 76
"""Height of the legend with the free space around it."""

_HEADING: Final = 40
_GOAL: Final = 36
_LANE: Final = 30


@dataclass(frozen=True)
class Sheet:
    """A plan as it stands `today`, and how it is looked at; by default at the whole of it."""

    items: Sequence[LaneItem]
    today: date
    title: str
    about: str = ""
    """Words below the title."""
    depth: Depth = "actions"
    """How deep the plan is drawn; the bars are those of the whole plan."""
    folded: Collection[Key] = ()
    packed: bool = False
    period: Period = WHOLE
    width: int | None = None
    """Pixels, `LEAST_WIDTH` to `MOST_WIDTH`."""
    theme: Literal["light", "dark"] = "light"

    @cached_property
    def rows(self) -> tuple[LaneRow, ...]:
        """The rows, which are those of the screen where the plan is drawn as deep."""
        packing = Packing(self._spans, self.axis.zoom, self.today, NAME_ROOM) if self.packed else None
        return lay_out(within(self.items, self.depth), self.folded, packing)

    def bars(self, lane: Lane) -> list[Bar]:
        """Return the bars of a lane from left to right."""
        return [
            make_bar(item, self._spans[item.key], self.axis.zoom, self.today)
            for item in lane.items
            if item.key in self._spans
        ]

    @cached_property
    def axis(self) -> Axis:
        """The time line."""
        zoom, first, end = self._cells
        return Axis(zoom, first, end, MARGIN + self.label_width, self.pixels - MARGIN)

    @cached_property
    def pixels(self) -> int:
        """The width of the picture."""
        if self.width is not None:
            return max(LEAST_WIDTH, min(self.width, MOST_WIDTH))
        _, first, end = self._cells
        wanted = (end - first) * CELL if self.period.zoom else 0
        return max(WIDTH, min(wanted + 2 * MARGIN + self.label_width, MOST_WIDTH))

    @property
    def label_width(self) -> int:
        """Pixels of the names at the left."""
        return round(max(240, min((self.width or WIDTH) * 0.28, 460)))

    @cached_property
    def tops(self) -> tuple[int, ...]:
        """Where each row begins, and where the last one ends."""
        tops = [HEAD + RULER]
        for row in self.rows:
            tops.append(tops[-1] + height_of(row))
        return tuple(tops)

    @property
    def height(self) -> int:
        """The height of the picture, which follows from its rows."""
        return self.tops[-1] + FOOT

    @cached_property
    def _spans(self) -> dict[Key, Span]:
        return spans_of(self.items, self.today)

    @cached_property
    def _cells(self) -> tuple[Zoom, int, int]:
        seen = within(self.items, self.depth)
        spans = [self._spans[item.key] for item in seen if item.key in self._spans]
        if any(days_late(self.today, item.due, item.completed_on) for item in seen):
            spans.append(Span(self.today, self.today, Shape.REAL))
        return cells_shown(self.period, spans, self.today)


def height_of(row: LaneRow) -> int:
    """Return the pixels of a row."""
    if isinstance(row, Heading):
        return _HEADING
    return _GOAL if row.items[0].kind == "goal" else _LANE

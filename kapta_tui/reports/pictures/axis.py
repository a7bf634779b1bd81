"""The time line of a picture: which days it shows, and where the cells of the lanes lie in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kapta_tui.domain.lanes import Span, Zoom, fitting

CELLS: Final = 240
"""Cells that a time line has at most where the zoom is not said."""

MOST_CELLS: Final = 20_000
"""Cells of a time line up to which the zoom that was asked for is kept; beyond, nobody could read its ruler."""

BEFORE, AFTER = 0.02, 0.12
"""Shares of the plan's time kept free before it, and after it for the words behind the bars."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The cells from `first` up to, but without, `end`, drawn from pixel `left` to `right`."""

    zoom: Zoom
    first: int
    end: int
    left: float
    right: float

    @property
    def cell_width(self) -> float:
        """Pixels of one cell."""
        return (self.right - self.left) / (self.end - self.first)

    def x(self, cell: float) -> float:
        """Return where a cell begins, within the time line."""
        place = self.left + (cell - self.first) * self.cell_width
        return round(min(max(place, self.left), self.right), 2)

    def sees(self, cell: int) -> bool:
        """Whether a cell is on the time line."""
        return self.first <= cell < self.end


@dataclass(frozen=True, slots=True)
class Period:
    """What time is shown, and how: what is None follows from the plan."""

    zoom: Zoom | None = None
    first: date | None = None
    last: date | None = None


WHOLE: Final = Period()
"""From the beginning of the plan to its end, or to today where that is near."""

NEAR_DAYS: Final = 31
NEAR_SHARE: Final = 4
"""Today is near a plan within so many days, or within the plan's own time divided by so much."""


def cells_shown(period: Period, spans: Iterable[Span], today: date) -> tuple[Zoom, int, int]:
    """Return the zoom, the first cell and the one after the last for plans of `spans` as seen `today`."""
    found = list(spans)
    first, last = _extent(found, today)
    first, last = period.first or first, period.last or last
    first, last = min(first, last), max(first, last)
    zoom = period.zoom or fitting(first, last, CELLS)
    while zoom is not zoom.wider() and zoom.cells_of(first, last) > MOST_CELLS:
        zoom = zoom.wider()
    start, end = zoom.cell(first), zoom.end_cell(last)
    length = end - start
    before = 0 if period.first else max(1, round(length * BEFORE))
    after = 0 if period.last else max(1, round(length * AFTER))
    return zoom, start - before, end + after


def _extent(spans: Sequence[Span], today: date) -> tuple[date, date]:
    """Return the first and the last day of `spans`, and today with them where it is near."""
    first = min((span.start for span in spans), default=today)
    last = max((span.end for span in spans), default=today)
    near = max(NEAR_DAYS, (last - first).days // NEAR_SHARE)
    if (first - today).days <= near and (today - last).days <= near:
        return min(first, today), max(last, today)
    return first, last

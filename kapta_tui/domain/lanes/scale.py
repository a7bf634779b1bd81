"""From days to cells and back, and the ruler above the lanes.

Cells are counted from the beginning of the calendar, not from the left edge of a window, so that panning
never shifts how days are rounded to cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from kapta_tui.domain.dates import add_months, quarter_start, week_start

_LAST = date.max.toordinal()
_WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Zoom(Enum):
    """What the ruler counts; each value is (name, cells, days those cells hold, step, stride)."""

    DAY = ("day", 6, 1, 1, 42)
    WEEK = ("week", 1, 1, 1, 7)
    MONTH = ("month", 1, 2, 7, 4)
    QUARTER = ("quarter", 1, 7, 7, 4)
    YEAR = ("year", 1, 28, 28, 3)

    def __init__(self, label: str, cells: int, days: int, step: int, stride: int) -> None:
        self.label = label
        self.cells = cells
        self.days = days
        self.step = step
        """Days by which a bar moves at once; from the month on whole weeks, so that weekdays stay."""
        self.stride = stride
        """Cells of a long scroll: a week, or the next unit that is worth a keypress."""

    def cell(self, day: date) -> int:
        """Return the cell in which `day` begins."""
        return day.toordinal() * self.cells // self.days

    def end_cell(self, day: date) -> int:
        """Return the cell after the one in which `day` ends."""
        return -(-(day.toordinal() + 1) * self.cells // self.days)

    def day(self, cell: int) -> date:
        """Return the first day that begins in `cell` or after it, within the years 1 to 9999."""
        return date.fromordinal(max(1, min(_LAST, -(-cell * self.days // self.cells))))

    def closer(self) -> Zoom:
        """Return the next zoom towards days."""
        return _ORDER[max(0, _ORDER.index(self) - 1)]

    def wider(self) -> Zoom:
        """Return the next zoom towards years."""
        return _ORDER[min(len(_ORDER) - 1, _ORDER.index(self) + 1)]

    def cells_of(self, first: date, last: date) -> int:
        """Return how many cells the days from `first` up to and with `last` take."""
        return self.end_cell(last) - self.cell(first)


_ORDER = tuple(Zoom)


def fitting(first: date, last: date, width: int) -> Zoom:
    """Return the closest zoom at which the days from `first` to `last` fit into `width` cells, else the widest."""
    return next((zoom for zoom in _ORDER if zoom.cells_of(first, last) <= width), _ORDER[-1])


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the ruler at an absolute cell, with `room` cells until the next one."""

    cell: int
    room: int
    label: str
    short: str = ""
    """What stands for the label where there is less room; empty where nobody would know it."""


@dataclass(frozen=True, slots=True)
class Ruler:
    """The two lines above the lanes; the first tick of each may begin left of the window."""

    major: tuple[Tick, ...]
    minor: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    start: Callable[[date], date]
    following: Callable[[date], date]
    label: Callable[[date], str]
    short: Callable[[date], str] = lambda day: ""
    """What says enough between its neighbours."""


_MONTH_START: Callable[[date], date] = lambda day: day.replace(day=1)  # noqa: E731 - one of a table of rules
_NEXT_MONTH: Callable[[date], date] = lambda day: add_months(day, 1)  # noqa: E731
_DAY = _Unit(
    lambda day: day, lambda day: day + timedelta(1), lambda day: f"{_WEEKDAYS[day.weekday()]} {day.day}"
)
_WEEK = _Unit(week_start, lambda day: day + timedelta(7), lambda day: str(day.day))
_MONTH = _Unit(_MONTH_START, _NEXT_MONTH, lambda day: _month(day), lambda day: _month(day)[0])
_MONTH_OF_YEAR = _Unit(
    _MONTH_START, _NEXT_MONTH, lambda day: f"{_month(day)} {day.year}", lambda day: _month(day)
)
_QUARTER = _Unit(quarter_start, lambda day: add_months(day, 3), lambda day: _quarter(day))
_QUARTER_OF_YEAR = _Unit(
    _QUARTER.start,
    _QUARTER.following,
    lambda day: f"{_quarter(day)} {day.year}",
    lambda day: _quarter(day),
)
_YEAR = _Unit(lambda day: date(day.year, 1, 1), lambda day: add_months(day, 12), lambda day: str(day.year))
_RULERS: dict[Zoom, tuple[_Unit, _Unit]] = {
    Zoom.DAY: (_MONTH_OF_YEAR, _DAY),
    Zoom.WEEK: (_MONTH_OF_YEAR, _WEEK),
    Zoom.MONTH: (_YEAR, _MONTH),
    Zoom.QUARTER: (_QUARTER_OF_YEAR, _MONTH),
    Zoom.YEAR: (_YEAR, _QUARTER),
}


def ruler(zoom: Zoom, first: int, width: int) -> Ruler:
    """Return the ticks that touch the window of `width` cells from the absolute cell `first`."""
    major, minor = _RULERS[zoom]
    return Ruler(tuple(_ticks(zoom, major, first, width)), tuple(_ticks(zoom, minor, first, width)))


def _ticks(zoom: Zoom, unit: _Unit, first: int, width: int) -> Iterator[Tick]:
    try:
        day = unit.start(zoom.day(first))
        # The first day of the window may begin a unit whose forerunner still fills part of the window.
        if zoom.cell(day) > first:
            day = unit.start(day - timedelta(1))
    except (OverflowError, ValueError):
        day = date.min
    cell = zoom.cell(day)
    while cell < first + width:
        try:
            label, short = unit.label(day), unit.short(day)
            day = unit.following(day)
        except (OverflowError, ValueError):
            return
        following = zoom.cell(day)
        yield Tick(cell, following - cell, label, short)
        cell = following


def _month(day: date) -> str:
    return _MONTHS[day.month - 1]


def _quarter(day: date) -> str:
    return f"Q{(day.month + 2) // 3}"

"""Swim lanes as shapes: the rows, bars and pieces of the screen on a sheet (mission S3; features: row 91)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kapta_tui.domain.lanes import Heading, Lane, LaneItem, Piece
from kapta_tui.domain.planstate import Stage
from kapta_tui.domain.risk import MARK
from kapta_tui.reports.pictures.bars import lane_shapes
from kapta_tui.reports.pictures.measure import cut, plain, width_of
from kapta_tui.reports.pictures.ruler import ruler_shapes, today_shapes
from kapta_tui.reports.pictures.shapes import Box, Diamond, Line, Pattern, Picture, Shape, Words
from kapta_tui.reports.pictures.sheet import MARGIN, Sheet
from kapta_tui.reports.pictures.theme import THEMES, Theme

_NAME: Final = 15
_INDENT: Final = 22
_LEAST_MARK: Final = 70
"""Fewest pixels worth words behind a name."""

_MEANINGS: Final[dict[Piece, str]] = {
    Piece.DONE: "Done",
    Piece.ELAPSED: "Time passed, not done",
    Piece.AHEAD: "Ahead",
    Piece.WAITING: "Not started",
    Piece.MISSED: "Start passed",
    Piece.OVERDUE: "Late",
    Piece.POINT: "Due day",
}


def draw(sheet: Sheet) -> Picture:
    """Return the picture of a sheet; the same sheet gives the same picture."""
    theme = THEMES[sheet.theme]
    stripes: tuple[tuple[Pattern, str, str], ...] = (
        ("late", theme.stripe, theme.pieces[Piece.OVERDUE]),
        ("missed", theme.stripe, theme.pieces[Piece.MISSED]),
    )
    found = tuple(_shapes(sheet, theme))
    return Picture(plain(sheet.title), sheet.pixels, sheet.height, theme.ground, stripes, found)


def _shapes(sheet: Sheet, theme: Theme) -> Iterator[Shape]:
    yield from _head(sheet, theme)
    yield from _bands(sheet, theme)
    yield from ruler_shapes(sheet, theme)
    yield from today_shapes(sheet, theme)
    for row, top, end in zip(sheet.rows, sheet.tops, sheet.tops[1:], strict=False):
        if isinstance(row, Lane):
            yield from _label(sheet, row, (top + end) / 2, theme)
            yield from lane_shapes(sheet, row, (top + end) / 2, theme)
    yield from _legend(sheet, theme)


def _head(sheet: Sheet, theme: Theme) -> Iterator[Words]:
    day = f"{sheet.today.day} {sheet.today:%B} {sheet.today.year}"
    right = sheet.pixels - MARGIN
    room = right - MARGIN - width_of(day, 16) - 40
    yield Words(MARGIN, 48, cut(plain(sheet.title), 28, room, bold=True), 28, theme.text, bold=True)
    yield Words(right, 48, day, 16, theme.muted, anchor="end")
    if sheet.about:
        yield Words(MARGIN, 73, cut(plain(sheet.about), 16, right - MARGIN), 16, theme.muted)


def _bands(sheet: Sheet, theme: Theme) -> Iterator[Shape]:
    """Yield what stands behind the headings of sections, with their words."""
    width = sheet.pixels - 2 * MARGIN
    for row, top, end in zip(sheet.rows, sheet.tops, sheet.tops[1:], strict=False):
        if isinstance(row, Heading):
            yield Box(MARGIN, top + 6, width, end - top - 8, theme.band, 4, 4)
            yield from _heading(plain(row.text), (top + end) / 2 + 7.5, width - 24, theme)


def _heading(text: str, y: float, room: float, theme: Theme) -> Iterator[Words]:
    """Yield the words of a section; the mark of an account at risk stands apart, it is of another font."""
    left = MARGIN + 12
    if text.startswith(f"{MARK} "):
        yield Words(left, y, MARK, 16, theme.late)
        left, room, text = left + 22, room - 22, text.removeprefix(f"{MARK} ")
    yield Words(left, y, cut(text, 16, room, bold=True), 16, theme.text, bold=True)


def _label(sheet: Sheet, lane: Lane, middle: float, theme: Theme) -> Iterator[Words]:
    item = lane.items[0]
    left, right = MARGIN + 12 + _INDENT * lane.depth, sheet.axis.left - 20
    measure, colour = measure_of(item, sheet, theme)
    is_goal = item.kind == "goal"
    more = f"+{len(lane.items) - 1}" if len(lane.items) > 1 else ""
    rest = " ".join(filter(None, (plain(item.marks), more)))
    room = right - left - width_of(measure, _NAME, is_goal) - 12
    name = cut(plain(item.name), _NAME, room, is_goal)
    yield Words(left, middle + 5, name, _NAME, theme.text, bold=is_goal)
    used = width_of(name, _NAME, is_goal) + 8
    if rest and room - used >= _LEAST_MARK and (shown := cut(rest, _NAME, room - used)):
        yield Words(round(left + used, 2), middle + 5, shown, _NAME, theme.muted)
    yield Words(right, middle + 5, measure, _NAME, colour, bold=is_goal, anchor="end")


def measure_of(item: LaneItem, sheet: Sheet, theme: Theme) -> tuple[str, str]:
    """Return how far an item is, with the colour of the words: a percent, or what stands for one."""
    state = item.state(sheet.today)
    if state.stage is Stage.DONE and item.percent in (None, 100):
        return "done", theme.muted
    if item.percent is None:
        return "not started" if item.is_work else "", theme.muted
    return f"{item.percent} %", theme.late if state.is_late else theme.text


def _legend(sheet: Sheet, theme: Theme) -> Iterator[Shape]:
    """Yield what the parts of the bars mean, of those that are in the picture."""
    lanes = (row for row in sheet.rows if isinstance(row, Lane))
    seen = {stretch.piece for lane in lanes for bar in sheet.bars(lane) for stretch in bar.stretches}
    x, y = sheet.axis.left, sheet.tops[-1] + 40
    yield Line(MARGIN, y - 22, sheet.pixels - MARGIN, y - 22, theme.strong_grid)
    for piece, words in _MEANINGS.items():
        if piece not in seen:
            continue
        yield from _sample(piece, x, y, theme)
        yield Words(round(x + 34, 2), y + 5, words, 14, theme.muted)
        x += 34 + width_of(words, 14) + 28


def _sample(piece: Piece, x: float, y: float, theme: Theme) -> Iterator[Shape]:
    if piece is Piece.POINT:
        yield Diamond(x + 13, y, 8, theme.pieces[piece])
    elif piece is Piece.OVERDUE:
        yield Box(x, y - 3, 26, 6, "late", 0, 3, theme.pieces[piece])
    else:
        fill = "missed" if piece is Piece.MISSED else theme.pieces[piece]
        dashed = piece in (Piece.WAITING, Piece.MISSED)
        yield Box(x, y - 7, 26, 14, fill, 5, 5, theme.outline, dashed)

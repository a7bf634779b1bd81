"""Lines of the chart as runs: the ruler, and bars with what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from kapta_tui.domain.lanes import Bar, Piece, Tick
from kapta_tui.widgets.cells import Run, Styled, Token, fit, width_of

TODAY: Final = "┊"
LEFT, RIGHT = "‹", "›"
LEAST_NOTE: Final = 6
"""Fewest cells worth a note behind a bar."""

LEAST_CUT: Final = 3
"""Fewest cells of a bar that the line of today may cross; a shorter one would vanish behind it."""

TOKENS: Final[dict[Piece, Token]] = {
    Piece.DONE: "good",
    Piece.ELAPSED: "warn",
    Piece.AHEAD: "muted",
    Piece.WAITING: "muted",
    Piece.OVERDUE: "bad",
    Piece.POINT: "strong",
}


MEANINGS: Final[dict[Piece, str]] = {
    Piece.DONE: "done",
    Piece.ELAPSED: "time passed",
    Piece.AHEAD: "ahead",
    Piece.WAITING: "not started",
    Piece.OVERDUE: "late",
}
"""What the glyphs of a bar mean; they tell the pieces apart without colour too."""


class Window(NamedTuple):
    """What of the time line is seen: `width` cells from the absolute cell `first`; today begins at `now`."""

    first: int
    width: int
    now: int

    @property
    def end(self) -> int:
        """The cell after the last one."""
        return self.first + self.width


def ruler_line(ticks: Sequence[Tick], window: Window, today: str = "") -> list[Run]:
    """Return one line of the ruler; a label that has no room is left out.

    The label of a unit that began before the window stands at the left edge. The word `today` stands beside
    the line of today, on the side where no label is, else is left out.
    """
    labels = dict(_labels(ticks, window))
    line: list[Run] = []
    at = window.first
    if window.first <= window.now < window.end:
        labels = {
            start: label for start, label in labels.items() if not start <= window.now < start + len(label)
        }
        labels[window.now] = TODAY
        if today and (place := _beside(labels, window, cell_len(today))) is not None:
            labels[place] = today
    for start, label in sorted(labels.items()):
        line += [(" " * (start - at), None), (label, "accent" if label in (TODAY, today) else None)]
        at = start + cell_len(label)
    return [*line, (" " * (window.end - at), None)]


def _labels(ticks: Sequence[Tick], window: Window) -> Iterator[tuple[int, str]]:
    for tick in ticks:
        start = max(tick.cell, window.first)
        end = start + len(tick.label)
        if end < tick.cell + tick.room and end <= window.end:
            yield start, tick.label


def _beside(labels: Mapping[int, str], window: Window, width: int) -> int | None:
    """Return where `width` cells are free right or left of the line of today, None where they are not."""
    taken = {cell for start, label in labels.items() for cell in range(start - 1, start + len(label) + 1)}
    taken -= {window.now - 1, window.now + 1}
    for start in (window.now + 1, window.now - width):
        if (
            start >= window.first
            and start + width <= window.end
            and taken.isdisjoint(range(start, start + width))
        ):
            return start
    return None


def bar_line(bars: Sequence[Bar], notes: Sequence[Sequence[Styled]], window: Window) -> list[Run]:
    """Return the line of one lane; each note stands behind its bar as far as the next bar leaves room."""
    line: list[Run] = []
    at = window.first
    for index, bar in enumerate(bars):
        limit = bars[index + 1].start - 1 if index + 1 < len(bars) else window.end
        is_long = bar.tail - bar.start >= LEAST_CUT
        for piece, start, end in bar.stretches:
            low, high = max(start, window.first), min(end, window.end)
            if low < high:
                line += _space(at, low, window.now)
                line += _stretch(piece.value, TOKENS[piece], low, high, window.now if is_long else None)
                at = high
        if at >= bar.tail >= window.first and notes[index]:
            at = _note(line, at, notes[index], min(limit, window.end), window.now)
    line += _space(at, window.end, window.now)
    if bars and bars[-1].tail <= window.first:
        return [(LEFT, "muted"), *_crop_left(line)]
    if bars and bars[0].start >= window.end:
        return [*_crop_right(line), (RIGHT, "muted")]
    return line


def _note(line: list[Run], at: int, note: Sequence[Styled], limit: int, now: int) -> int:
    """Append the note where there is room behind cell `at`, not across the line of today; return the new end."""
    wanted = sum(cell_len(text) for text, _ in note)
    start = now + 2 if at <= now <= at + wanted else at + 1
    room = min(wanted, limit - start)
    if room < min(LEAST_NOTE, wanted):
        return at
    runs = fit(list(note), room)
    line += [*_space(at, start, now), *runs]
    return start + width_of(runs)


def _stretch(glyph: str, token: Token | None, start: int, end: int, now: int | None) -> list[Run]:
    """Return `glyph` from `start` to `end`, with the line of today drawn over it at `now`."""
    if now is None or not start <= now < end:
        return [(glyph * (end - start), token)]
    return [(glyph * (now - start), token), (TODAY, "accent"), (glyph * (end - now - 1), token)]


def _space(start: int, end: int, now: int) -> list[Run]:
    return _stretch(" ", None, start, end, now) if start < end else []


def _crop_left(line: list[Run]) -> list[Run]:
    """Return `line` without its first cell, which is a glyph of one cell."""
    index = next(index for index, run in enumerate(line) if run[0])
    return [(line[index][0][1:], line[index][1]), *line[index + 1 :]]


def _crop_right(line: list[Run]) -> list[Run]:
    """Return `line` without its last cell, which is a glyph of one cell."""
    while line and not line[-1][0]:
        line.pop()
    return [*line[:-1], (line[-1][0][:-1], line[-1][1])]

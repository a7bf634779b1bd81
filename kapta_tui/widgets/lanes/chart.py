"""Lines of the chart as runs: the ruler, and bars with what stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from kapta_tui.domain.lanes import Bar, Piece, Tick
from kapta_tui.widgets.cells import Run, Styled, Token, fit, width_of

TODAY: Final = "┊"
TICK: Final = "╷"
"""Where a unit of the ruler begins."""
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
    Piece.MISSED: "warn",
    Piece.OVERDUE: "bad",
    Piece.POINT: "strong",
}

ENDS: Final = {"goal": ("▐", "▌"), "objective": ("▕", "▏")}
"""How the bar of each begins and ends, higher than what stands between; an action has no such ends."""

MEANINGS: Final[dict[Piece, tuple[str, str]]] = {
    Piece.DONE: ("done", "done"),
    Piece.ELAPSED: ("time passed", "passed"),
    Piece.AHEAD: ("ahead", "ahead"),
    Piece.WAITING: ("not started", "waits"),
    Piece.MISSED: ("start passed", "missed"),
    Piece.OVERDUE: ("late", "late"),
    Piece.POINT: ("due day", "due"),
}
"""What the glyphs of a bar mean, in words and in short ones; they tell the pieces apart without colour too."""


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
    """Return one line of the ruler: a mark where each unit begins, its label behind it where there is room.

    The label of a unit that began before the window stands at the left edge. The line of today goes through;
    a label that it would cut stands behind it. The word `today` stands beside that line, where no label is.
    """
    sees_today = window.first <= window.now < window.end
    words: dict[int, str] = {}
    for tick in ticks:
        words.update(_marked(tick, window, window.now if sees_today else None))
    if sees_today:
        words[window.now] = TODAY
        if today and (place := _beside(words, window, cell_len(today))) is not None:
            words[place] = today
    line: list[Run] = []
    at = window.first
    for start, word in sorted(words.items()):
        line += [(" " * (start - at), None), (word, "accent" if word in (TODAY, today) else None)]
        at = start + cell_len(word)
    return [*line, (" " * (window.end - at), None)]


def _marked(tick: Tick, window: Window, now: int | None) -> Iterator[tuple[int, str]]:
    """Yield the mark and the label of a unit with the cells at which they begin."""
    begins = tick.cell >= window.first
    if begins and tick.cell < window.end:
        yield tick.cell, TICK
    start = max(tick.cell + 1, window.first)
    end = min(tick.cell + tick.room, window.end)
    for label in filter(None, (tick.label, tick.short)):
        width = cell_len(label)
        place = start if now is None or not start <= now < start + width else now + 1
        # Beside the mark of the next unit a label that is cut off from its own mark would be read as that one's.
        if place + width + (not begins or place > start) <= end:
            yield place, label
            return


def _beside(words: Mapping[int, str], window: Window, width: int) -> int | None:
    """Return where `width` cells are free right or left of the line of today, None where they are not."""
    taken = {
        cell
        for start, word in words.items()
        if start != window.now
        for cell in range(start if word == TICK else start - 1, start + cell_len(word) + 1)
    }
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
        for glyph, token, start, end in _pieces(bar):
            low, high = max(start, window.first), min(end, window.end)
            if low < high:
                line += _space(at, low, window.now)
                line += _stretch(glyph, token, low, high, window.now if is_long else None)
                at = high
        if at >= bar.tail >= window.first and notes[index]:
            at = _note(line, at, notes[index], min(limit, window.end), window.now)
    line += _space(at, window.end, window.now)
    if bars and bars[-1].tail <= window.first:
        return [(LEFT, "muted"), *_crop_left(line)]
    if bars and bars[0].start >= window.end:
        return [*_crop_right(line), (RIGHT, "muted")]
    return line


def _pieces(bar: Bar) -> Iterator[tuple[str, Token, int, int]]:
    """Yield glyph, token, first cell and the cell after the last one of what a bar is drawn of."""
    ends = ENDS.get(bar.item.kind) if bar.end - bar.start >= LEAST_CUT else None
    first, last = (bar.start + 1, bar.end - 1) if ends else (bar.start, bar.end)
    for piece, start, end in bar.stretches:
        token = TOKENS[piece]
        if ends and start == bar.start:
            yield ends[0], token, start, first
        low, high = (start, end) if piece is Piece.OVERDUE else (max(start, first), min(end, last))
        yield piece.value, token, low, high
        if ends and end == bar.end:
            yield ends[1], token, last, end


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

"""How one card is framed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from kapta_tui.widgets.cells import CellPart, Run, fit, plain, safe

LINES: Final = 3
"""Lines inside a card where there is no more room."""

MOST_LINES: Final = 6
"""Lines inside a card where there is room for all that belongs on it."""

_CORNERS: Final = 2
"""Cells of a frame's upper corners."""

FRAME: Final = 2
"""Lines of a frame."""

SIDES: Final = 4
"""Cells of a frame at both sides, with the blanks inside it."""

MARK: Final = "✓"


def in_two(text: str, width: int) -> tuple[str, str]:
    """Return the words of `text` that fill at most `width` cells, and the rest."""
    text = " ".join(safe(text).split())
    lines = Content(text).wrap(max(1, width))
    first = lines[0].plain.rstrip() if lines else ""
    return first, text[len(first) :].lstrip()


class Frame(NamedTuple):
    """The characters of a frame and the component class that colours them."""

    corners: str
    across: str
    down: str
    look: str


class Face(NamedTuple):
    """What a card shows of a row: its lines, the name in the first, and a badge that stands in its frame."""

    lines: Sequence[Sequence[CellPart]]
    badge: Sequence[CellPart] = ()


class CardState(Enum):
    """How a card differs from the others; each state has a frame of its own, so colour is not needed."""

    PLAIN = Frame("╭╮╰╯", "─", "│", "board--frame")
    CURSOR = Frame("┏┓┗┛", "━", "┃", "board--cursor")
    CARRIED = Frame("╔╗╚╝", "═", "║", "board--cursor")
    GHOST = Frame("╭╮╰╯", "┄", "┆", "board--frame")


Line = list[tuple[list[Run], str]]
"""A line of a card: groups of runs, each with the component class under it ("" for none)."""


def roomy(cards: int, height: int) -> int:
    """Return how many lines a card may have so that `cards` stand below each other in `height` lines.

    At least `LINES`, from which on a column scrolls; lines that are left over then go to the cards in view.
    """
    shown = min(cards, height // (LINES + FRAME))
    return max(LINES, min(MOST_LINES, height // max(1, shown) - FRAME))


def framed(face: Face, count: int, width: int, state: CardState, marked: bool) -> list[Line]:
    """Return a card of `count` lines and its frame, `width` cells wide; missing lines are blank."""
    frame = state.value
    inner = max(0, width - SIDES)
    left, right = f"{frame.down} ", f" {frame.down}"
    card: list[Line] = [_top(face.badge, width, frame, marked)]
    for number in range(count):
        text = fit(face.lines[number] if number < len(face.lines) else (), inner)
        look = "board--ghost" if state is CardState.GHOST else ""
        card.append([([(left, None)], frame.look), (text, look), ([(right, None)], frame.look)])
    bottom = frame.across * max(0, width - 2)
    card.append([([(frame.corners[2] + bottom + frame.corners[3], None)], frame.look)])
    return card


def _top(badge: Sequence[CellPart], width: int, frame: Frame, marked: bool) -> Line:
    """Return the upper line of a frame, with the mark at its left and the badge at its right."""
    mark = f" {MARK} " if marked else ""
    across = max(0, width - _CORNERS - len(mark))
    badge = [" ", *badge, " "] if badge else badge
    taken = cell_len(plain([*badge])) + 1 if badge else 0
    if not taken < across:
        badge, taken = (), 0
    left: list[Run] = [(frame.corners[0], None), (mark, "accent"), (frame.across * (across - taken), None)]
    end = (frame.across if taken else "") + frame.corners[1]
    return [(left, frame.look), (fit(badge, max(0, taken - 1)), ""), ([(end, None)], frame.look)]

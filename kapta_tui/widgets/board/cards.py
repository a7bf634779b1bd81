"""How one card is framed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from textual.content import Content

from kapta_tui.widgets.cells import CellPart, Run, fit, safe

LINES: Final = 3
"""Lines inside a card where there is no more room."""

MOST_LINES: Final = 6
"""Lines inside a card where there is room for all that belongs on it."""

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

    At least `LINES`, from which on a column scrolls.
    """
    return max(LINES, min(MOST_LINES, height // max(1, cards) - FRAME))


def framed(
    lines: Sequence[Sequence[CellPart]], count: int, width: int, state: CardState, marked: bool
) -> list[Line]:
    """Return a card of `count` lines and its frame, `width` cells wide; missing lines are blank."""
    frame = state.value
    inner = max(0, width - SIDES)
    mark = f" {MARK} " if marked else ""
    top: list[Run] = [
        (frame.corners[0], None),
        (mark, "accent"),
        (frame.across * max(0, width - 2 - len(mark)) + frame.corners[1], None),
    ]
    left, right = f"{frame.down} ", f" {frame.down}"
    card: list[Line] = [[(top, frame.look)]]
    for number in range(count):
        text = fit(lines[number] if number < len(lines) else (), inner)
        look = "board--ghost" if state is CardState.GHOST else ""
        card.append([([(left, None)], frame.look), (text, look), ([(right, None)], frame.look)])
    bottom = frame.across * max(0, width - 2)
    card.append([([(frame.corners[2] + bottom + frame.corners[3], None)], frame.look)])
    return card

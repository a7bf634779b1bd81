"""How one card is framed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final, NamedTuple

from kapta_tui.widgets.cells import CellPart, Run, fit

LINES: Final = 3
"""Lines inside a card."""

HEIGHT: Final = LINES + 2
"""Lines of a card with its frame."""

MARK: Final = "✓"


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


def framed(lines: Sequence[Sequence[CellPart]], width: int, state: CardState, marked: bool) -> list[Line]:
    """Return the lines of a card `width` cells wide, frame and all; missing lines are blank."""
    frame = state.value
    inner = max(0, width - 4)
    mark = f" {MARK} " if marked else ""
    top: list[Run] = [
        (frame.corners[0], None),
        (mark, "accent"),
        (frame.across * max(0, width - 2 - len(mark)) + frame.corners[1], None),
    ]
    left, right = f"{frame.down} ", f" {frame.down}"
    card: list[Line] = [[(top, frame.look)]]
    for number in range(LINES):
        text = fit(lines[number] if number < len(lines) else (), inner)
        look = "board--ghost" if state is CardState.GHOST else ""
        card.append([([(left, None)], frame.look), (text, look), ([(right, None)], frame.look)])
    bottom = frame.across * max(0, width - 2)
    card.append([([(frame.corners[2] + bottom + frame.corners[3], None)], frame.look)])
    return card

"""Bars, points and changes as lines of the screen show them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.measures import number_words
from kapta_tui.widgets.cells import CellPart, Styled, Token

SCORE, WEIGHT, CHANGE, POINTS = 6, 8, 11, 13
"""Cells of the columns at the right edge."""

NARROW: Final = 90
"""Cells of a line below which less is said."""

_FULL, _HALF, _REST = "━", "╸", "┈"

STATES: Final[dict[str, Styled]] = {
    "met": ("✓", "good"),
    "partly": ("◐", "warn"),
    "missing": ("○", "bad"),
    "": ("·", "muted"),
}
"""State of a fact to its glyph."""


def bar(share: float, size: float, width: int, token: Token) -> list[CellPart]:
    """Return a bar in `width` cells: `size` (0..1) of them is what is possible, of which `share` (0..1) is filled.

    What is not nothing is seen.
    """
    track = max(1, round(width * size))
    halves = max(1, round(2 * track * share)) if share else 0
    filled = _FULL * (halves // 2) + _HALF * (halves % 2)
    return [(filled, token), (_REST * (track - len(filled)), "muted"), " " * (width - track)]


def possible_words(points: Fraction) -> str:
    """Return the points a factor can give: "20", or "44.4" where its share is no whole number."""
    return number_words(Decimal(rounded(points, 1)).scaleb(-1))


def change_part(change: Decimal | None) -> Styled:
    """Return a change in points with its sign; "·" where none is known."""
    return (
        ("·", "muted")
        if change is None
        else (f"{change:+}" if change else f"{abs(change)}", token_of(change))
    )


def token_of(change: Fraction | Decimal) -> Token:
    """Return the colour of a gain, a loss, or neither."""
    return "muted" if not change else "good" if change > 0 else "bad"


def right(part: Styled | str, width: int) -> CellPart:
    """Return a part at the right edge of `width` cells."""
    if isinstance(part, str):
        return f"{part:>{width}}"
    return f"{part[0]:>{width}}", part[1]

"""The glyph and the colour of a health score, the same in every list, head and preview (features: row 56)."""

from __future__ import annotations

from typing import Final

from kapta_tui.domain.health.bands import GLYPHS, band_words
from kapta_tui.widgets.cells import Cell, CellPart, Token

TOKENS: Final[dict[str | None, Token]] = {
    "healthy": "good",
    "watch": "warn",
    "poor": "bad",
    None: "muted",
}
"""Band to the colour of its glyph."""

UNSCORED: Final[Cell] = (band_words(None), "muted")


def score_cell(score: int | None, band: str | None) -> Cell:
    """Return "62 ◐" for a narrow column, its number at the right of three cells; "· not scored" without a score."""
    return UNSCORED if score is None else [f"{score:>3} ", (GLYPHS[band], TOKENS[band])]


def score_parts(score: int | None, band: str | None) -> list[CellPart]:
    """Return "62 ◐ watch" as parts of a cell."""
    if score is None:
        return [(band_words(None), "muted")]
    return [(f"{score} ", "strong"), (band_words(band), TOKENS[band])]


def delta_cell(delta: int | None) -> Cell:
    """Return the change of a score with its sign, "·" where it is not known."""
    return ("·", "muted") if delta is None else (f"{delta:+d}" if delta else "0", delta_token(delta))


def delta_token(delta: int | None) -> Token:
    """Return the colour of a gain, a loss, or neither."""
    return "muted" if not delta else "good" if delta > 0 else "bad"

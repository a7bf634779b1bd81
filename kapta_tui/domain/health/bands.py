"""A score and its band in words (domain.md 4.1), by themselves, because a first list waits for what it imports."""

from __future__ import annotations

from typing import Final

BANDS: Final = ("healthy", "watch", "poor")
"""The bands, the best first."""

GLYPHS: Final = {"healthy": "●", "watch": "◐", "poor": "○", None: "·"}
"""Band to the glyph that stands with its word, since meaning is never in colour alone."""


def band_words(band: str | None) -> str:
    """Return "● healthy", "◐ watch", "○ poor", or "· not scored" without a band."""
    return f"{GLYPHS[band]} {band or 'not scored'}"


def score_words(score: int | None, band: str | None) -> str:
    """Return the score shown with its band: "62 ◐ watch", or "· not scored"."""
    return band_words(None) if score is None else f"{score} {band_words(band)}"

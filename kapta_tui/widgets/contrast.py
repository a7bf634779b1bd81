"""Contrast of text: how much there is, and text moved until there is enough (WCAG 2.2)."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from textual.color import Color
from textual.style import Style

LEAST: Final = 4.5
"""The contrast ratio that text of normal size needs (WCAG 2.2, 1.4.3; interface.md 3)."""

_STEPS: Final = 20
"""Parts of the way to black or white at which a text is tried."""


def luminance(color: Color) -> float:
    """Return the relative luminance of an opaque colour, 0..1."""
    red, green, blue = (_linear(part / 255) for part in color.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two opaque colours, 1..21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(style: Style) -> Style:
    """Return `style` with its text readable on its ground; colours of the terminal, which nobody knows, stay."""
    ground, text = style.background, style.foreground
    if ground is None or text is None or ground.a < 1 or ground.ansi is not None or text.ansi is not None:
        return style
    shown = ground + text
    better = readable(shown, ground)
    return style if better == shown else replace(style, foreground=better)


@lru_cache(maxsize=512)
def readable(text: Color, *grounds: Color) -> Color:
    """Return `text`, or the nearest colour towards black or white that has `LEAST` on every one of `grounds`.

    Where none has, the one of black and white that stands out more.
    """
    if _worst(text, grounds) >= LEAST:
        return text
    ends = sorted((Color(0, 0, 0), Color(255, 255, 255)), key=lambda end: -_worst(end, grounds))
    for step in range(1, _STEPS):
        # A step takes the same share of the hue towards either end, so the fewest steps keep the most of it.
        for end in ends:
            tried = text.blend(end, step / _STEPS, 1.0)
            if _worst(tried, grounds) >= LEAST:
                return tried
    return ends[0]


def _worst(text: Color, grounds: tuple[Color, ...]) -> float:
    return min(contrast(text, ground) for ground in grounds)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

"""The program's own themes, and the tokens `muted`, `good`, `warn`, `bad` and `accent` for every theme.

Good is a blue-green and bad a red-orange of different lightness, so that the pair stays apart for
red-green colour blindness; no meaning rests on colour alone anyway (interface.md 3).
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.color import Color
from textual.theme import Theme

from kapta_tui.widgets.contrast import readable

DARK = Theme(
    name="kapta-dark",
    primary="#6ea8d9",
    secondary="#8d97a8",
    accent="#7ab4e6",
    success="#5fc3a4",
    warning="#e0b354",
    error="#f08a6a",
    foreground="#d4d8df",
    background="#14171c",
    surface="#1a1e25",
    panel="#242a33",
    dark=True,
    variables={
        "text-muted": "#a4adba",
        "muted": "#a4adba",
        "faint": "#8e98a6",
        "good": "#5fc3a4",
        "warn": "#e0b354",
        "bad": "#f08a6a",
        "border": "#6ea8d9",
        "border-blurred": "#3a424f",
        "frame": "#3a424f",
        "block-cursor-background": "#26415b",
        "block-cursor-foreground": "#f2f5f9",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#262d38",
        "block-cursor-blurred-foreground": "#d4d8df",
        "footer-background": "#14171c",
        "footer-foreground": "#a4adba",
        "footer-key-foreground": "#7ab4e6",
        "footer-description-foreground": "#a4adba",
        "input-selection-background": "#6ea8d9 35%",
        "scrollbar": "#3a424f",
        "scrollbar-background": "#14171c",
        "scrollbar-corner-color": "#14171c",
    },
)

LIGHT = Theme(
    name="kapta-light",
    primary="#1f5f99",
    secondary="#525c6b",
    accent="#175a96",
    success="#0b6b57",
    warning="#7a5200",
    error="#b3234f",
    foreground="#1f2329",
    background="#f7f8fa",
    surface="#eef0f4",
    panel="#e3e7ed",
    dark=False,
    variables={
        "text-muted": "#4c5663",
        "muted": "#4c5663",
        "faint": "#5a6471",
        "good": "#0b6b57",
        "warn": "#7a5200",
        "bad": "#b3234f",
        "border": "#1f5f99",
        "border-blurred": "#b9c1cd",
        "frame": "#b9c1cd",
        "block-cursor-background": "#cfe0f1",
        "block-cursor-foreground": "#10151b",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e3e7ed",
        "block-cursor-blurred-foreground": "#1f2329",
        "footer-background": "#f7f8fa",
        "footer-foreground": "#4c5663",
        "footer-key-foreground": "#175a96",
        "footer-description-foreground": "#4c5663",
        "input-selection-background": "#1f5f99 30%",
        "scrollbar": "#b9c1cd",
        "scrollbar-background": "#f7f8fa",
        "scrollbar-corner-color": "#f7f8fa",
    },
)

OWN_THEMES = (DARK, LIGHT)
DEFAULT_THEME = DARK.name

_STAND_IN = {"good": "text-success", "warn": "text-warning", "bad": "text-error"}
"""Token to the variable that stands for it in themes that are not our own."""


def with_tokens(variables: dict[str, str]) -> dict[str, str]:
    """Return a theme's CSS variables with the tokens added that it does not define itself.

    Tokens: `muted` (secondary text), `faint` (words in the place of what is to be typed), `good`, `warn`,
    `bad` (text colours), `frame` (borders of panes without the keyboard); `accent` is Textual's own. Texts
    added are readable on all grounds of the theme.
    """
    missing = {name: stand_in for name, stand_in in _STAND_IN.items() if name not in variables}
    tokens = {name: variables[stand_in] for name, stand_in in missing.items()}
    if "muted" not in variables:
        tokens["muted"] = _between(variables["foreground"], variables["background"])
    grounds = [variables[name] for name in ("background", "surface", "panel")]
    if "faint" not in variables:
        tokens["faint"] = tokens.get("muted") or variables["muted"]
    tokens = {name: _readable(color, grounds) for name, color in tokens.items()}
    tokens["frame"] = variables["border-blurred"]
    return {**tokens, **variables}


def _readable(text: str, grounds: Sequence[str]) -> str:
    """Return the colour with enough contrast on every ground; terminal colours stay as they are."""
    if any("ansi" in color for color in (text, *grounds)):
        return text
    return readable(Color.parse(text), *map(Color.parse, grounds)).hex


def _between(foreground: str, background: str) -> str:
    """Return a text colour a third of the way to the background; terminal colours stay as they are."""
    if "ansi" in foreground or "ansi" in background:
        return foreground
    return Color.parse(foreground).blend(Color.parse(background), 1 / 3, 1.0).hex

"""The colours of a picture. Text has a contrast of at least 4.5 : 1 on what it stands on (interface.md 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kapta_tui.domain.lanes import Piece


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`."""

    ground: str
    text: str
    muted: str
    band: str
    """Behind the heading of a section."""
    grid: str
    strong_grid: str
    today: str
    on_today: str
    """Words on the colour of today."""
    late: str
    """Words about what is late."""
    warn: str
    """Words about what wants attention."""
    outline: str
    pieces: dict[Piece, str]
    stripe: str
    """Ground of striped pieces."""


LIGHT: Final = Theme(
    ground="#ffffff",
    text="#16202c",
    muted="#4c5a69",
    band="#eef2f7",
    grid="#eaeef3",
    strong_grid="#cbd4de",
    today="#1f5fbf",
    on_today="#ffffff",
    late="#b3261e",
    warn="#8a5300",
    outline="#7a8896",
    pieces={
        Piece.DONE: "#2e7d5b",
        Piece.ELAPSED: "#f0c46b",
        Piece.AHEAD: "#dde5ee",
        Piece.WAITING: "#ffffff",
        Piece.MISSED: "#b8740a",
        Piece.OVERDUE: "#c5362b",
        Piece.POINT: "#16202c",
    },
    stripe="#ffffff",
)
DARK: Final = Theme(
    ground="#141a22",
    text="#eef2f7",
    muted="#a8b4c1",
    band="#1f2833",
    grid="#222b36",
    strong_grid="#3a4656",
    today="#7fb3ff",
    on_today="#0d1420",
    late="#ff9a8c",
    warn="#f0c46b",
    outline="#8795a5",
    pieces={
        Piece.DONE: "#5fb98f",
        Piece.ELAPSED: "#c4933a",
        Piece.AHEAD: "#364352",
        Piece.WAITING: "#141a22",
        Piece.MISSED: "#f0c46b",
        Piece.OVERDUE: "#ff8a7a",
        Piece.POINT: "#eef2f7",
    },
    stripe="#141a22",
)
THEMES: Final = {"light": LIGHT, "dark": DARK}

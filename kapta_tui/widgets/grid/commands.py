"""The keys that a grid carries out itself."""

from __future__ import annotations

from typing import Final

from kapta_tui.widgets.lineview import registered

GRID_COMMANDS: Final = registered(
    "grid",
    "down",
    "up",
    "left",
    "right",
    "first",
    "last",
    "top",
    "bottom",
    "page-down",
    "page-up",
    "open",
    "has",
)
"""Cursor, opening a row, changing a cell."""

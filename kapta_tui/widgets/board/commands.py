"""The keys that a board carries out itself (interface.md 3)."""

from __future__ import annotations

from typing import Final

from kapta_tui.widgets.lineview import registered

BOARD_COMMANDS: Final = registered(
    "board",
    "left",
    "right",
    "down",
    "up",
    "top",
    "bottom",
    "half-down",
    "half-up",
    "open",
    "mark",
    "move-left",
    "move-right",
    "move-down",
    "move-up",
    "carry",
    "regroup",
    "back",
)

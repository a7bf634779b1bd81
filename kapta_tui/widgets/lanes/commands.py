"""The keys that swim lanes carry out themselves (interface.md 3)."""

from __future__ import annotations

from typing import Final

from kapta_tui.widgets.lineview import registered

LANE_COMMANDS: Final = registered(
    "lane",
    "down",
    "up",
    "top",
    "bottom",
    "page-down",
    "page-up",
    "open",
    "left",
    "right",
    "week-on",
    "week-back",
    "zoom-in",
    "zoom-out",
    "today",
    "fit",
    "reveal",
    "move-earlier",
    "move-later",
    "end-earlier",
    "end-later",
    "start-earlier",
    "start-later",
    "back",
    "fold",
    "collapse",
    "expand",
    "pack",
)

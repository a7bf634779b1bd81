"""The keys that a list carries out itself (interface.md 3)."""

from __future__ import annotations

from typing import Final

from kapta_tui.widgets.lineview import registered

LIST_COMMANDS: Final = registered(
    "list",
    "down",
    "up",
    "top",
    "bottom",
    "half-down",
    "half-up",
    "page-down",
    "page-up",
    "open",
    "mark",
    "mark-all",
    "range",
    "unmark",
    "sort",
    "reverse",
    "copy",
)

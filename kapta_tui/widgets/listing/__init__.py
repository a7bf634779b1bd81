"""One list widget for every screen."""

from __future__ import annotations

from kapta_tui.widgets.listing.columns import Column
from kapta_tui.widgets.listing.commands import LIST_COMMANDS
from kapta_tui.widgets.listing.widget import NEAR, Listing

__all__ = ["LIST_COMMANDS", "NEAR", "Column", "Listing"]

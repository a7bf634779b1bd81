"""What became of a record, and what one change did."""

from __future__ import annotations

from kapta_tui.screens.history.dialog import ChangeDialog, HistoryDialog
from kapta_tui.screens.history.opening import show_change, show_history

__all__ = ["ChangeDialog", "HistoryDialog", "show_change", "show_history"]

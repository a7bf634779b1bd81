"""The whitespace grid: accounts by products (features: row 18)."""

from __future__ import annotations

from kapta_tui.screens.whitespace.screen import WhitespaceScreen

__all__ = ["WhitespaceScreen"]

"""Risks: table, board, preview."""

from __future__ import annotations

from kapta_tui.screens.risks.screen import RisksScreen

__all__ = ["RisksScreen"]

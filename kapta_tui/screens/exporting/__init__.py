"""Exporting the list on the screen."""

from __future__ import annotations

from kapta_tui.screens.exporting.screen import ExportsList

__all__ = ["ExportsList"]

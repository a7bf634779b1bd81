"""Importing files from inside the app: choose, try, look, import."""

from __future__ import annotations

from kapta_tui.screens.importing.dialog import ImportDialog

__all__ = ["ImportDialog"]

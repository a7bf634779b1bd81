"""Reports in the app: chosen, read, saved."""

from __future__ import annotations

from kapta_tui.screens.reporting.door import Door
from kapta_tui.screens.reporting.doors import Reports

__all__ = ["Door", "Reports"]

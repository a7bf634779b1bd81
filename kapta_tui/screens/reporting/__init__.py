"""Reports in the app: chosen, read, saved."""

from __future__ import annotations

from kapta_tui.screens.reporting.door import Door, of_account, of_plan, of_portfolio
from kapta_tui.screens.reporting.doors import Reports

__all__ = ["Door", "Reports", "of_account", "of_plan", "of_portfolio"]

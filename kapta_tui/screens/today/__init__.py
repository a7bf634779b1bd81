"""Today: what needs me and why, the accounts I work on, the portfolio at a glance."""

from __future__ import annotations

from kapta_tui.screens.today.screen import TodayScreen

__all__ = ["TodayScreen"]

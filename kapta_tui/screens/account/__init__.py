"""The page of one account."""

from __future__ import annotations

from kapta_tui.screens.account.screen import AccountScreen

__all__ = ["AccountScreen"]

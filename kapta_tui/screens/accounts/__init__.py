"""Accounts: list or tree, preview, activity."""

from __future__ import annotations

from kapta_tui.screens.accounts.screen import AccountsScreen

__all__ = ["AccountsScreen"]

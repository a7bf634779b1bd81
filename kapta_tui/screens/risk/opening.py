"""The way to the page of a risk from anywhere but an account's page, which passes itself on instead."""

from __future__ import annotations

from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.risk.screen import RiskScreen


def open_risk(screen: BaseScreen, risk: int) -> None:
    """Show the page of a risk."""
    screen.app.push_screen(RiskScreen(risk, AccountScreen))

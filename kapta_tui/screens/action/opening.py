"""The way to the page of an action from anywhere but an account's page, which passes itself on instead."""

from __future__ import annotations

from kapta_tui.screens.base import BaseScreen


def open_action(screen: BaseScreen, action: int) -> None:
    """Show the page of an action."""
    from kapta_tui.screens.action.screen import ActionScreen

    screen.app.push_screen(ActionScreen(action))

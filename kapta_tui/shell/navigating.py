"""Going from screen to screen, and back."""

from __future__ import annotations

from textual.app import App


class Navigating(App[None], inherit_bindings=False):
    """The sections by their keys, and taking off one layer after the other."""

    def action_today(self) -> None:
        """Go to Today."""
        self.go("today")

    def action_accounts(self) -> None:
        """Go to Accounts."""
        self.go("accounts")

    def action_risks(self) -> None:
        """Go to Risks."""
        self.go("risks")

    def action_plans(self) -> None:
        """Go to Plans."""
        self.go("plans")

    def go(self, name: str) -> None:
        """Show the section `name`; from within it, go back to its first screen."""
        if self.current_mode == name:
            while len(self.screen_stack) > 1:
                self.pop_screen()
        else:
            self.switch_mode(name)

    def action_peel(self) -> None:
        """Take off one layer: zoom, what the screen says, the screen itself."""
        screen = self.screen
        if screen.maximized is not None:
            screen.minimize()
        elif not getattr(screen, "peel", bool)() and len(self.screen_stack) > 1:
            self.pop_screen()

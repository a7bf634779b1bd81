"""The anchor of a start: the smallest Textual app."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        """Return the line."""
        yield Static("BARE READY")


Bare().run()

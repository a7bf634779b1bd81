"""What a terminal that is too small shows."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from kapta_tui.shell.sizes import LEAST, is_too_small


class TooSmallScreen(ModalScreen[None]):
    """Says how large the terminal must be; goes away by itself when it is."""

    DEFAULT_CSS = """
    TooSmallScreen { align: center middle; background: $background; }
    TooSmallScreen > Static { width: auto; max-width: 100%; height: auto; text-align: center; }
    """

    def compose(self) -> ComposeResult:
        """The sentence."""
        yield Static(self._words())

    def on_resize(self) -> None:
        """Say the present size."""
        self.query_one(Static).update(self._words())

    def _words(self) -> Content:
        size = self.app.size
        return Content(
            f"Terminal too small\n{size.width}×{size.height}, needs {LEAST.width}×{LEAST.height}\n^q quits"
        )


def cover(app: App[Any], size: Size) -> None:
    """Cover everything while the terminal is too small, and uncover it when it is not."""
    covered = isinstance(app.screen, TooSmallScreen)
    if is_too_small(size) and not covered:
        app.push_screen(TooSmallScreen())
    elif covered and not is_too_small(size):
        app.pop_screen()

"""Where a pane of a record stands."""

from __future__ import annotations

from textual.dom import DOMNode

from kapta_tui.screens.base import BaseScreen


def screen_of(node: DOMNode) -> BaseScreen:
    """Return the screen that a pane stands on, or the screen itself."""
    screen = node.screen
    assert isinstance(screen, BaseScreen)
    return screen

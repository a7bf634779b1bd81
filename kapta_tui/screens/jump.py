"""Jump mode: a letter on each pane; typing it moves the keyboard there."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""Home row first, because most screens have few panes."""


def targets(focusable: list[Widget]) -> dict[str, tuple[Widget, Offset]]:
    """Return letter to pane and the place of its letter, in reading order of what is on the screen."""
    seen = [widget for widget in focusable if widget.region.area and widget.display]
    placed = sorted(seen, key=lambda widget: (widget.region.y, widget.region.x))
    return {
        letter: (widget, Offset(widget.region.x + 1, max(0, widget.region.y)))
        for letter, widget in zip(LETTERS, placed, strict=False)
    }


class JumpScreen(ModalScreen[Widget | None]):
    """Dismisses with the chosen pane, or None for any other key."""

    DEFAULT_CSS = """
    JumpScreen { background: $background 30%; layers: letters; }
    JumpScreen > .letter {
        layer: letters; position: absolute; width: 3; height: 1;
        background: $accent; color: $background; text-style: bold; content-align: center middle;
    }
    """

    def __init__(self, places: dict[str, tuple[Widget, Offset]]) -> None:
        super().__init__()
        self._places = places

    def compose(self) -> ComposeResult:
        """One label per pane, where the pane is."""
        for letter, (_, place) in self._places.items():
            label = Static(Content(letter), classes="letter")
            label.styles.offset = (place.x, place.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """Choose the pane of the letter; every other key leaves jump mode."""
        if event.key in ("ctrl+q", "ctrl+c"):
            return
        event.stop()
        event.prevent_default()
        chosen = self._places.get(event.key)
        self.dismiss(None if chosen is None else chosen[0])

    def on_click(self, event: events.Click) -> None:
        """Choose the pane whose letter is under the mouse, or leave."""
        for widget, place in self._places.values():
            if place.y == event.screen_y and place.x <= event.screen_x < place.x + 3:
                self.dismiss(widget)
                return
        self.dismiss(None)

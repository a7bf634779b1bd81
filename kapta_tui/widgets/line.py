"""One line of text whose parts are commands: the header and the footer."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.visual import VisualType
from textual.widget import Widget

_META = "kapta_command"


class CommandLine(Widget):
    """A line without focus; a click on a part posts `CommandLine.Chosen`."""

    @dataclass
    class Chosen(Message):
        """A part was clicked; `command` is its id."""

        command: str

    def part(self, text: str, component: str, command: str = "") -> Content:
        """Return `text` in the style of a component class, clickable when it stands for a command."""
        style = self.get_visual_style(component)
        if command:
            style += Style.from_meta({_META: command})
        return Content.styled(text, style)

    def tooltip_of(self, command: str) -> VisualType | None:
        """Return what to say while the mouse rests on the command."""
        return None

    def on_click(self, event: events.Click) -> None:
        """Choose the part under the mouse."""
        command = event.style.meta.get(_META)
        if command:
            self.post_message(self.Chosen(command))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Keep the tooltip that of the part under the mouse."""
        command = event.style.meta.get(_META)
        self.tooltip = self.tooltip_of(command) if command else None

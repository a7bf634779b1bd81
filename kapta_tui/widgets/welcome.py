"""What a new, empty store shows: three ways to begin, each one key."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from kapta_tui.widgets.line import CommandLine

_META = "kapta_command"


class WelcomePane(Static):
    """A welcome with the next keys to press; the ways are given, because screens own the commands."""

    DEFAULT_CSS = """
    WelcomePane { width: 1fr; height: 1fr; content-align: center middle; color: $foreground; }
    """

    def __init__(self, ways: Sequence[tuple[str, ...]]) -> None:
        """Each of `ways` is a key (or a shell command), what it does, and the command's id if it can be clicked."""
        width = max((len(key) for key, *_ in ways), default=0)
        lines = [Content.styled("Welcome to KAPTA", "bold $accent"), Content("")]
        lines.append(Content.styled("This store is empty. Begin with one of these:", "$muted"))
        lines.append(Content(""))
        lines += [_line(key.rjust(width), label, *command) for key, label, *command in ways]
        super().__init__(Content("\n").join(lines))

    def on_click(self, event: events.Click) -> None:
        """Carry out the line under the mouse."""
        command = event.style.meta.get(_META)
        if command:
            self.post_message(CommandLine.Chosen(command))


def _line(key: str, label: str, command: str = "") -> Content:
    line = Content.assemble((key, "bold $accent"), f"   {label}")
    return line.stylize(Style.from_meta({_META: command})) if command else line

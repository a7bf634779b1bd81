"""Help for the focused pane: what it is for, and its live keys with the reasons of those that are off."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from kapta_tui.commands import GROUPS, show_keys
from kapta_tui.commands.bindings import bindings
from kapta_tui.shell.dispatch import Live
from kapta_tui.widgets.textual_private import border_title

_KEY_WIDTH = 14
_LABEL_WIDTH = 15


def describe(screen: Screen[Any]) -> tuple[str, str]:
    """Return the title of the focused pane and what it says it is for (attribute `HELP`, nearest first)."""
    about = ""
    title = ""
    for node in (screen.focused or screen).ancestors_with_self:
        title = title or border_title(node)
        about = about or str(getattr(node, "HELP", None) or "")
        if node is screen:
            break
    return title or type(screen).__name__.removesuffix("Screen"), about


class HelpScreen(ModalScreen[None]):
    """Generated from the registry; closes with the key that opened it, Esc or q."""

    CSS_PATH = "help.tcss"
    BINDINGS = bindings("form.cancel", "global.help", "global.back")

    def __init__(self, title: str, about: str, commands: list[Live], keys: dict[str, str]) -> None:
        """`title` names the pane, `about` says what it is for, `keys` are the keys in force by command."""
        super().__init__()
        self._title = title
        self._about = about
        self._commands = commands
        self._keys = keys

    def compose(self) -> ComposeResult:
        """One scrolling frame."""
        with VerticalScroll(id="help") as frame:
            frame.border_title = Content(f"Help · {self._title}")
            frame.border_subtitle = Content("esc closes")
            if self._about:
                yield Static(Content(self._about), id="about")
            yield Static(self._table(), id="keys")

    def _table(self) -> Content:
        """Return the live commands group by group, the nearest first."""
        blocks: list[Content] = []
        for name, group in groupby(self._commands, key=lambda live: live.command.group):
            lines = [Content.styled(GROUPS[name].title, "bold $accent")]
            lines += [self._line(live) for live in group]
            blocks.append(Content("\n").join(lines))
        return Content("\n\n").join(blocks)

    def _line(self, live: Live) -> Content:
        command = live.command
        style = "" if live.reason is None else "$muted"
        keys = show_keys(self._keys[command.id])
        start = Content.styled(f"  {keys:<{_KEY_WIDTH}} {command.label:<{_LABEL_WIDTH}} ", style)
        if live.reason is None:
            return Content.assemble(start, (command.help, "$muted"))
        return Content.assemble(start, (f"not now: {live.reason}", "$warn"))

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss()

    action_help = action_cancel
    action_back = action_cancel

"""Help for the focused pane: what it is for, and its live keys with the reasons of those that are off."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.help_keys import KeyTable
from kapta_tui.shell.dispatch import Live
from kapta_tui.widgets.textual_private import border_title


def describe(screen: Screen[Any]) -> tuple[str, str]:
    """Return the title of the focused pane and what it says it is for (attribute `HELP`, nearest first)."""
    about = ""
    title = ""
    for node in (screen.focused or screen).ancestors_with_self:
        title = title or border_title(node)
        about = about or _about(node, getattr(screen.app, "features_off", ()))
        if node is screen:
            break
    return title or type(screen).__name__.removesuffix("Screen"), about


def _about(node: DOMNode, off: Collection[str]) -> str:
    further: Mapping[str, str] = getattr(node, "HELP_OF", {})
    words = (str(getattr(node, "HELP", None) or ""), *(further[name] for name in further if name not in off))
    return " ".join(filter(None, words))


class HelpScreen(ModalScreen[None]):
    """Generated from the registry; closes with the key that opened it, Esc or q."""

    CSS_PATH = "help.tcss"
    BINDINGS = bindings(
        "form.cancel",
        "global.help",
        "global.back",
        "list.down",
        "list.up",
        "list.top",
        "list.bottom",
        "list.half-down",
        "list.half-up",
    )

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
            down, up = (show_key(self._keys[name].split(",")[0]) for name in ("list.down", "list.up"))
            frame.border_subtitle = Content(f"{down} {up} scroll · esc closes")
            if self._about:
                yield Static(Content(self._about), id="about")
            yield KeyTable(self._commands, self._keys)

    def action_cancel(self) -> None:
        """Close."""
        self.dismiss()

    def action_down(self) -> None:
        """Show one line more below."""
        self._scroll(1)

    def action_up(self) -> None:
        """Show one line more above."""
        self._scroll(-1)

    def action_top(self) -> None:
        """Go to the first line."""
        self._frame.scroll_home(animate=False)

    def action_bottom(self) -> None:
        """Go to the last line."""
        self._frame.scroll_end(animate=False)

    def action_half_down(self) -> None:
        """Go half a page down."""
        self._scroll(self._frame.size.height // 2)

    def action_half_up(self) -> None:
        """Go half a page up."""
        self._scroll(-(self._frame.size.height // 2))

    @property
    def _frame(self) -> VerticalScroll:
        return self.query_one("#help", VerticalScroll)

    def _scroll(self, lines: int) -> None:
        self._frame.scroll_relative(y=lines, animate=False)

    action_help = action_cancel
    action_back = action_cancel

"""From live commands to what the footer shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen
from textual.widget import Widget

from kapta_tui.commands import show_key
from kapta_tui.shell.dispatch import Live
from kapta_tui.widgets.footer import FooterItem, FooterLine

if TYPE_CHECKING:
    from kapta_tui.shell.protocol import Shell


def show_footer(screen: Screen[Any]) -> None:
    """Show the keys of the pane that has the keyboard, when `screen` is the one on top."""
    app = screen.app
    if screen.is_attached and app.screen is screen:
        shell = cast("Shell", app)
        items = footer_items(shell.live_commands(screen), shell.keys, screen.focused)
        screen.query_one(FooterLine).show(items)


def footer_items(
    commands: list[Live], keys: Mapping[str, str], focused: Widget | None
) -> tuple[FooterItem, ...]:
    """Return the live commands that have a footer rank, with a key that works in the focused widget.

    A text field takes every letter for itself; a command that has only letters is then left out. So is one
    whose key a nearer pane has taken, one whose label is there already, and one that is refused here, which
    help and the palette show with the reason.
    """
    labels: set[str] = set()
    items: list[FooterItem] = []
    taken: dict[str, Live] = {}
    for live in commands:
        rank = live.command.footer
        free = [key for key in keys[live.command.id].split(",") if key not in taken or _passes(taken[key])]
        key = _usable(free, focused)
        taken[key] = live
        command = live.command
        if rank is not None and key and live.reason is None and command.label not in labels:
            labels.add(command.label)
            keep = command.verb == "help"
            items.append(FooterItem(command.id, show_key(key), command.label, rank, command.help, keep))
    return tuple(items)


def _passes(live: Live) -> bool:
    """Say whether the command leaves its key to outer panes at present."""
    return bool(live.action) and not live.node.check_action(live.action, ())


def _usable(keys: list[str], focused: Widget | None) -> str:
    """Return the first key the focused widget does not take as text, empty when it takes all."""
    for key in keys:
        character = " " if key == "space" else key if len(key) == 1 else None
        if focused is None or not focused.check_consume_key(key, character):
            return key
    return ""

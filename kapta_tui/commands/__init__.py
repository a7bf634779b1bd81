"""The registry of commands: id, keys, text and help, declared once.

The binding, the footer entry, the palette entry, the help line, the tooltip and the name under which the
settings change its keys all come from one `Command`. Nothing here imports Textual except
`kapta_tui.commands.bindings`, so that the command line can print the keys cheaply.
"""

from __future__ import annotations

from kapta_tui.commands.keys import show_key, show_keys
from kapta_tui.commands.keytable import KeyTable, resolve_keys
from kapta_tui.commands.model import Command, Group
from kapta_tui.commands.registry import COMMANDS, GROUPS

__all__ = ["COMMANDS", "GROUPS", "Command", "Group", "KeyTable", "resolve_keys", "show_key", "show_keys"]

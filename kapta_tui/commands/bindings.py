"""Commands as Textual bindings."""

from __future__ import annotations

from functools import cache

from textual.binding import Binding, BindingType

from kapta_tui.commands.model import Command
from kapta_tui.commands.registry import COMMANDS, GROUPS


def bindings(*names: str) -> list[BindingType]:
    """Return the bindings of whole groups (`"list"`) or single commands (`"list.why"`).

    For the BINDINGS of a screen or widget class. Pressing a key runs the app's action `command`, which
    finds the nearest method for it (`Command.methods`) from the declaring node outwards and asks `why_not` first.

    Raises KeyError when a name is neither a group nor a command.
    """
    found: list[BindingType] = []
    for name in names:
        if name in GROUPS:
            found += [_binding(command) for command in COMMANDS.values() if command.group == name]
        else:
            found.append(_binding(COMMANDS[name]))
    return found


def _binding(command: Command) -> Binding:
    return Binding(
        command.keys,
        f"app.command('{command.id}')",
        command.label,
        show=command.footer is not None,
        tooltip=command.help,
        id=command.id,
        priority=command.priority,
    )


@cache
def declared(cls: type) -> dict[str, str]:
    """Return the commands that `cls` and its bases bind: command id to Textual action, in registry order."""
    found: dict[str, str] = {}
    for base in cls.__mro__:
        for binding in base.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id in COMMANDS:
                found.setdefault(binding.id, binding.action)
    return {name: found[name] for name in COMMANDS if name in found}

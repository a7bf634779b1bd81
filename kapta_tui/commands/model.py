"""What a command and a group of commands are."""

from __future__ import annotations

from typing import NamedTuple

Row = tuple[str, str, str, str, int | None]
"""A command in its table: verb, keys, label, help, rank in the footer; as `Command` has them."""


class Command(NamedTuple):
    """Something a user can do, declared once.

    `id` is `group.verb`, the name the settings use; a screen or widget carries it out in a method
    `action_<group>_<verb>`, or `action_<verb>` when it does the same for a list, a board and a lane.
    `keys` are comma-separated key names as Textual writes them, the first one is shown.
    `footer` is the rank in the footer (1 comes first and is dropped last), None keeps it out.
    `priority` commands work even while a text field or a dialog has the keyboard.
    """

    id: str
    keys: str
    label: str
    help: str
    group: str
    footer: int | None = None
    priority: bool = False

    @property
    def verb(self) -> str:
        """The part of the id after the group."""
        return self.id.partition(".")[2]

    @property
    def methods(self) -> tuple[str, str]:
        """The names under which a node may carry the command out, the particular one first."""
        verb = self.verb.replace("-", "_")
        return f"action_{self.group}_{verb}", f"action_{verb}"


class Group(NamedTuple):
    """Commands that live in one place. `together` names the groups whose keys are live at the same time."""

    name: str
    title: str
    together: frozenset[str] = frozenset()

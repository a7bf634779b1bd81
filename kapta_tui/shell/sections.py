"""The screens behind the number keys, named by import path so that each is imported when first visited."""

from __future__ import annotations

from importlib import import_module
from typing import Any, NamedTuple

from textual.screen import Screen

from kapta_tui.commands.registry import COMMANDS


class Section(NamedTuple):
    """One tab of the header. `name` is the mode and the verb of the command `global.<name>`."""

    name: str
    label: str
    path: str
    """`package.module:Class`."""
    feature: str = ""
    """The feature of the playbook without which there is no such screen."""

    @property
    def command(self) -> str:
        """The id of the command that goes there."""
        return f"global.{self.name}"

    def make(self) -> Screen[Any]:
        """Import the screen's module and return a new screen."""
        module, _, name = self.path.partition(":")
        screen = getattr(import_module(module), name)()
        if not isinstance(screen, Screen):
            raise TypeError(f"{self.path} is no screen")
        return screen


SECTIONS = (
    Section("today", "Today", "kapta_tui.screens.today:TodayScreen"),
    Section("accounts", "Accounts", "kapta_tui.screens.accounts:AccountsScreen"),
    Section("risks", "Risks", "kapta_tui.screens.risks:RisksScreen", "risks"),
    Section("plans", "Plans", "kapta_tui.screens.plans:PlansScreen", "plans"),
)

_OF_PLANS = frozenset({"plans", "plan", "action", "tasks"})
"""Groups of commands that work on plans."""

NEEDS = {
    **{section.command: section.feature for section in SECTIONS if section.feature},
    **{command.id: "plans" for command in COMMANDS.values() if command.group in _OF_PLANS},
    "account.risk": "risks",
    "screen.turn": "plans",
    "screen.follow": "plans",
    "risks.address": "plans",
    "commerce.plan": "plans",
    "today.note-done": "plans",
    "account.whitespace": "products",
    "grid.new": "opportunities",
    "health.cold": "contacts",
}
"""Command to the feature of the playbook without which nobody offers it or carries it out."""

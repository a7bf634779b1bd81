"""Every command of the app, in the order in which help lists them (interface.md 3)."""

from __future__ import annotations

from typing import Final

from kapta_tui.commands.everywhere import EVERYWHERE
from kapta_tui.commands.model import Command, Group
from kapta_tui.commands.records import RECORDS

_SHELL = frozenset({"global", "screen"})
_PANES = frozenset({"list", "board", "lane"})

_GROUPS = (
    Group("global", "Everywhere"),
    Group("screen", "Screen", frozenset({"global"})),
    Group("list", "List", _SHELL),
    Group("board", "Board", _SHELL),
    Group("lane", "Swim lane", _SHELL),
    Group("grid", "Grid", _SHELL),
    Group("answer", "Question", frozenset()),
    Group("form", "Form", frozenset()),
    Group("merge", "Merging accounts", frozenset({"form"})),
    Group("import", "Importing files", frozenset({"form", "list"})),
    Group("filter", "Filter", frozenset()),
    Group("playbook", "Playbook", frozenset({"form"})),
    Group("accounts", "Accounts", _SHELL | _PANES),
    Group("account", "Account", _SHELL | _PANES),
    # Panes that explain numbers of their own keep its key for those.
    Group("health", "Health", _SHELL),
    Group("why", "Why this health", _SHELL | {"list"}),
    Group("timeline", "Health day by day", _SHELL | {"list", "account", "health"}),
    Group("measure", "Metrics", _SHELL | {"list", "account"}),
    Group("people", "Key players", _SHELL | _PANES | {"account"}),
    # Its digits go before the screens' while it has the keyboard.
    Group("matrix", "Matrix", frozenset({"list", "account", "people"})),
    Group("swot", "SWOT", _SHELL | _PANES | {"account"}),
    Group("review", "Review", _SHELL | {"list"}),
    Group("risks", "Risks", _SHELL | _PANES | {"account"}),
    Group("risk", "One risk", _SHELL | _PANES | {"risks"}),
    Group("reasons", "Reasons of a risk", _SHELL | {"list", "risks", "risk"}),
    Group("plans", "Plans", _SHELL | _PANES | {"account"}),
    Group("plan", "Plan of an account", _SHELL | {"list", "account", "plans"}),
    Group("action", "One action", _SHELL | _PANES | {"plans"}),
    Group("tasks", "Tasks", _SHELL | {"list", "account"}),
    Group("commerce", "Contracts and opportunities", _SHELL | {"list", "account"}),
    Group("today", "Today", _SHELL | _PANES),
)

_TABLE: Final = {**EVERYWHERE, **RECORDS}

_PRIORITY = frozenset({"global.palette", "global.quit"})


def _declare() -> dict[str, Command]:
    """Return the table as commands by id."""
    commands: dict[str, Command] = {}
    for group, rows in _TABLE.items():
        for verb, keys, label, text, footer in rows:
            name = f"{group}.{verb}"
            commands[name] = Command(name, keys, label, text, group, footer, name in _PRIORITY)
    return commands


GROUPS: dict[str, Group] = {group.name: group for group in _GROUPS}
"""Group name to group, in the order in which help shows them."""

COMMANDS: dict[str, Command] = _declare()
"""Command id to command."""

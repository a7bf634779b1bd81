"""The whole key map: the registry's keys with the user's own over them, checked for clashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from kapta_tui.commands.keynames import is_key
from kapta_tui.commands.keys import show_key
from kapta_tui.commands.model import Command
from kapta_tui.commands.registry import COMMANDS, GROUPS

_ONLY_ROUTE = frozenset({"ctrl+i", "ctrl+m", "ctrl+j", "alt+enter"})
"""Keys that many terminals cannot tell from tab or enter."""

_LAYERED = frozenset({"escape"})
"""Keys several panes may hold at once: the nearest that has something to peel takes it, else the next."""


class KeyTable(NamedTuple):
    """Command id to comma-separated keys, for every command, and what is wrong with the user's wishes."""

    keys: Mapping[str, str]
    problems: tuple[str, ...]
    changed: bool
    """Whether any key differs from the registry."""


def resolve_keys(overrides: Mapping[str, str]) -> KeyTable:
    """Return the key map with `overrides` (command id to keys) applied.

    A wish that names no command, holds a name that is no key or takes a key that is live at the same time for another
    command is left out and reported; nothing is raised.
    """
    keys = {command.id: command.keys for command in COMMANDS.values()}
    problems: list[str] = []
    for name, wish in overrides.items():
        problem = _fault(name, wish)
        if problem:
            problems.append(problem)
        else:
            keys[name] = ",".join(key.strip() for key in wish.split(","))
    problems += _take_back_clashes(keys, overrides)
    changed = any(keys[command.id] != command.keys for command in COMMANDS.values())
    return KeyTable(keys, tuple(problems), changed)


def _fault(name: str, wish: str) -> str:
    """Return why the wish cannot be granted whatever the others are, or an empty text."""
    if name not in COMMANDS:
        return f"keys: there is no command {name!r}; `kapta keys` lists them"
    wanted = [key.strip() for key in wish.split(",")]
    bad = next((key for key in wanted if not is_key(key)), None)
    if bad is not None:
        return f"keys: {name} = {wish!r}: {bad!r} is no key"
    if all(key in _ONLY_ROUTE for key in wanted):
        return f"keys: {name} = {wish!r}: many terminals do not send {wanted[0]}; add a second key"
    return ""


def clashes(keys: Mapping[str, str]) -> Iterator[tuple[str, Command, Command]]:
    """Yield each key that two commands want where both are live, with the two commands."""
    wanted: dict[str, list[Command]] = {}
    for command in COMMANDS.values():
        for key in dict.fromkeys(key.strip() for key in keys[command.id].split(",")):
            wanted.setdefault(key, []).append(command)
    for key, commands in wanted.items():
        for one, other in combinations(commands, 2):
            if _live_together(one, other) and key not in _LAYERED:
                yield key, one, other


def _take_back_clashes(keys: dict[str, str], overrides: Mapping[str, str]) -> list[str]:
    """Give wishes that clash their registry keys again, in `keys`, until none clashes; return the reports."""
    problems: list[str] = []
    while overrides and (found := next(clashes(keys), None)):
        key, one, other = found
        loser = other if other.id in overrides and keys[other.id] != other.keys else one
        winner = one if loser is other else other
        problems.append(
            f"keys: {loser.id} = {keys[loser.id]!r}: {show_key(key)} is taken by {winner.id};"
            f" {show_key(loser.keys.split(',')[0])} is kept"
        )
        if keys[loser.id] == loser.keys:
            # Both hold registry keys only when the registry itself clashes, which a test excludes.
            return problems
        keys[loser.id] = loser.keys
    return problems


def _live_together(one: Command, other: Command) -> bool:
    return (
        one.group == other.group
        or one.group in GROUPS[other.group].together
        or other.group in GROUPS[one.group].together
    )

"""From a command's id to the method that carries it out, or to the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from textual.actions import SkipAction
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from kapta_tui.commands import COMMANDS, Command
from kapta_tui.commands.bindings import declared
from kapta_tui.domain.text import one_line
from kapta_tui.shell.sections import NEEDS


class Live(NamedTuple):
    """A command as it stands for the focused pane: where it would be carried out, and why not."""

    command: Command
    node: DOMNode
    """The screen, widget or app that declares the binding."""
    action: str
    """The Textual action to run on `node`; empty when `handler` is called instead."""
    handler: Callable[[], Any] | None
    reason: str | None
    """Why it is disabled, None when it is not."""


def live_commands(app: App[Any], screen: Screen[Any] | None = None) -> list[Live]:
    """Return the commands that can be reached from the focused widget of `screen`, nearest pane first.

    A command is left out when nobody carries it out; it is kept, with its reason, when it is refused.
    """
    chain = _chain(app, screen or app.screen)
    found: dict[str, Live] = {}
    for index, node in enumerate(chain):
        only_priority = node is app and any(other.is_modal for other in chain)
        for name, action in declared(type(node)).items():
            if name in found or (only_priority and not COMMANDS[name].priority):
                continue
            live = _resolve(COMMANDS[name], action, chain, index)
            if live is not None:
                found[name] = live
    return list(found.values())


def find_command(app: App[Any], name: str) -> Live:
    """Return the live command `name`; raise SkipAction, so that outer panes get the key, when nobody has it."""
    chain = _chain(app, app.screen)
    for index, node in enumerate(chain):
        action = declared(type(node)).get(name)
        if action is not None:
            live = _resolve(COMMANDS[name], action, chain, index)
            if live is not None:
                return live
    raise SkipAction


def _chain(app: App[Any], screen: Screen[Any]) -> list[DOMNode]:
    """Return the nodes from the focused widget out to the app; behind a dialog only the app remains."""
    chain: list[DOMNode] = []
    for node in (screen.focused or screen).ancestors_with_self:
        chain.append(node)
        if node is screen:
            break
    return [*chain, app]


def _resolve(command: Command, action: str, chain: list[DOMNode], index: int) -> Live | None:
    """Return the command that `chain[index]` declares, None when nobody from there outwards carries it out.

    What belongs to a feature that the playbook switched off is carried out by nobody.

    Everybody in the chain may refuse it: a form keeps the app from quitting.
    """
    if NEEDS.get(command.id) in getattr(chain[-1], "features_off", ()):
        return None
    command = _as_called(command, chain)
    reason = next(_reasons(command.id, chain), None)
    if not action.startswith("app.command("):
        return Live(command, chain[index], action, None, reason)
    handler = next(_handlers(command, chain[index:]), None)
    return None if handler is None else Live(command, chain[index], "", handler, reason)


def _as_called(command: Command, chain: list[DOMNode]) -> Command:
    """Return the command with the label and help that a pane gives it in `CALLED`, and the rank in `HINTS`."""
    called = next((called for node in chain if (called := getattr(node, "CALLED", {}).get(command.id))), None)
    if called is not None:
        command = command._replace(label=called[0], help=called[1])
    rank = next((rank for node in chain if (rank := getattr(node, "HINTS", {}).get(command.id))), None)
    return command if rank is None else command._replace(footer=rank)


def _handlers(command: Command, nodes: list[DOMNode]) -> Iterator[Callable[[], Any]]:
    for node in nodes:
        for method in command.methods:
            handler = getattr(node, method, None)
            # Every Textual widget can scroll by page; that is no command of ours.
            if callable(handler) and not hasattr(Widget, method):
                yield handler


def _reasons(name: str, nodes: list[DOMNode]) -> Iterator[str]:
    """Yield why the command cannot be used now: what the method `why_not` of a screen or widget answers."""
    for node in nodes:
        # Asked for every command at every change of focus, which a runtime protocol makes ten times dearer.
        why_not: Callable[[str], str | None] | None = getattr(node, "why_not", None)
        reason = None if why_not is None else why_not(name)
        if reason:
            yield one_line(reason)

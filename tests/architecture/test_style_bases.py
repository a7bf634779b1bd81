"""Every screen and widget takes the styles of its kind: Textual follows the first base that is a node, and no other."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

import kapta_tui


def kinds_of(base: type[Widget]) -> Iterator[type[Widget]]:
    """Yield the classes of the program that are such widgets."""
    for kind in base.__subclasses__():
        if kind.__module__.startswith("kapta_tui."):
            yield kind
        yield from kinds_of(kind)


def test_a_mixin_stands_behind_what_is_drawn() -> None:
    for module in pkgutil.walk_packages(kapta_tui.__path__, "kapta_tui."):
        if module.name.startswith(("kapta_tui.screens.", "kapta_tui.widgets.")):
            importlib.import_module(module.name)
    for base in (Widget, Screen):
        kinds = set(kinds_of(base))
        assert kinds
        firsts = {
            kind.__name__: next(one for one in kind.__bases__ if issubclass(one, DOMNode)) for kind in kinds
        }
        assert {name for name, first in firsts.items() if not issubclass(first, base)} == set()

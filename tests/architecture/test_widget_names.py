"""No widget bears the name of one of Textual's: styles go by names, so that those of the other would be its too."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import textual.containers
import textual.widgets
from textual.dom import DOMNode

import kapta_tui.screens
import kapta_tui.widgets


def _classes(of: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for found in of.__subclasses__():
        yield found
        yield from _classes(found)


def _load(package: object) -> None:
    name, paths = getattr(package, "__name__", ""), getattr(package, "__path__", ())
    for module in pkgutil.walk_packages(paths, f"{name}."):
        importlib.import_module(module.name)


def test_no_widget_bears_the_name_of_one_of_textual() -> None:
    _load(kapta_tui.widgets)
    _load(kapta_tui.screens)
    for name in vars(textual.widgets)["__all__"]:
        getattr(textual.widgets, name)
    every = set(_classes(DOMNode))
    theirs = {found.__name__ for found in every if found.__module__.startswith("textual.")}
    ours = {found.__name__ for found in every if found.__module__.startswith("kapta_tui.")}
    assert {"Container", "Tab", "Grid"} <= theirs
    assert "Listing" in ours
    assert sorted(ours & theirs) == []

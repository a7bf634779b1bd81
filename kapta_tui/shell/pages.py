"""Pages that are reached from what they are made of, named by import path so that neither imports the other."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from textual.screen import Screen

_ACCOUNT: Final = ("kapta_tui.screens.account", "AccountScreen")


def account_page(account: int, tab: str) -> Screen[Any]:
    """Return the page of an account, to begin on the tab `tab`."""
    module, name = _ACCOUNT
    screen = getattr(import_module(module), name)(account, tab)
    if not isinstance(screen, Screen):
        raise TypeError(f"{module}.{name} is no screen")
    return screen

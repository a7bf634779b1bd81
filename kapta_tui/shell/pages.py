"""Pages that are reached from what they are made of, named by import path so that neither imports the other."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from textual.screen import Screen

_ACCOUNT: Final = ("kapta_tui.screens.account", "AccountScreen")
_HEALTH: Final = ("kapta_tui.screens.health.screen", "HealthScreen")
_COLD: Final = ("kapta_tui.screens.cold.screen", "ColdScreen")


def account_page(account: int, tab: str) -> Screen[Any]:
    """Return the page of an account, to begin on the tab `tab`."""
    return _page(_ACCOUNT, account, tab)


def health_page(found: object, factor: str = "") -> Screen[Any]:
    """Return the screen that explains a health score, of what was found out about it, to begin at a factor."""
    return _page(_HEALTH, found, factor)


def cold_page() -> Screen[Any]:
    """Return the screen of who goes cold next at all accounts."""
    return _page(_COLD)


def prepare_health() -> None:
    """Import what explains a health score, which would otherwise keep the first answer waiting; for a thread."""
    import_module(_HEALTH[0])


def _page(place: tuple[str, str], *given: object) -> Screen[Any]:
    module, name = place
    screen = getattr(import_module(module), name)(*given)
    if not isinstance(screen, Screen):
        raise TypeError(f"{module}.{name} is no screen")
    return screen

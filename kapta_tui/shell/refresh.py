"""The refresh funnel: many changes, one reload of what is visible (architecture.md 4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Reloadable(Protocol):
    """A screen as the funnel sees it."""

    @property
    def is_shown(self) -> bool:
        """Whether the user sees the screen, if only behind a dialog."""

    def reload(self) -> None:
        """Ask again for everything the screen shows."""

    def mark_stale(self) -> None:
        """Reload when shown next."""

    def show_day(self) -> None:
        """Say which day it is."""

    def show_sections(self) -> None:
        """Name the screens there are."""

    def show_account_filter(self) -> None:
        """Say which accounts there are."""


class Funnel:
    """Collects changes and tells every screen once.

    A screen is told of every change: whatever is written also moves what lists show of its account, and of
    screens only one is visible.
    """

    def __init__(self, schedule: Callable[[], object]) -> None:
        """`schedule` must call `flush` a little later; it is called once until then."""
        self._schedule = schedule
        self._pending = False
        self._screens: list[Reloadable] = []

    def join(self, screen: Reloadable) -> None:
        """Keep the screen fresh from now on."""
        self._screens.append(screen)

    def leave(self, screen: Reloadable) -> None:
        """Forget the screen."""
        self._screens.remove(screen)

    def turn_day(self) -> None:
        """Tell every screen that another day has begun, and reload everything."""
        for screen in self._screens:
            screen.show_day()
        self.request()

    def turn_filter(self) -> None:
        """Tell every screen that other accounts are looked at, and reload everything."""
        for screen in self._screens:
            screen.show_account_filter()
        self.request()

    def turn_features(self) -> None:
        """Tell every screen that other features are switched on, and reload everything."""
        for screen in self._screens:
            screen.show_sections()
        self.request()

    @property
    def is_pending(self) -> bool:
        """Whether a change was noted that no screen was told of yet."""
        return self._pending

    def request(self) -> None:
        """Note that something changed and arrange for one flush."""
        if not self._pending:
            self._pending = True
            self._schedule()

    def flush(self) -> None:
        """Reload the visible screen, mark the others."""
        self._pending = False
        for screen in tuple(self._screens):
            if screen.is_shown:
                screen.reload()
            else:
                screen.mark_stale()

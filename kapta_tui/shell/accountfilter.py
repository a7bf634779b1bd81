"""The account filter, which stays on everywhere until it is reset (domain.md 1.1), and what else is remembered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.worker import WorkType

from kapta_tui.domain.errors import KaptaError
from kapta_tui.state import State

if TYPE_CHECKING:
    from kapta_tui.shell.protocol import Shell

SaveState = Callable[[State], None]
"""Keeps a state for the next start; runs in a thread and raises KaptaError."""


class AccountFiltering(App[None], inherit_bindings=False):
    """Holds the filter over accounts that every list obeys, and keeps it for the next start."""

    _state: State
    _save_state: SaveState | None
    _ignores_filter: bool = False
    """Whether the kept filter cannot be used; it stays kept, and the next start tries it again."""

    @cached_property
    def _state_turn(self) -> asyncio.Lock:
        return asyncio.Lock()

    @property
    def _filtering_shell(self) -> Shell:
        return cast("Shell", self)

    @property
    def account_filter(self) -> str:
        """The filter in the language of lists of accounts, empty when all accounts are shown."""
        return "" if self._ignores_filter else self._state.account_filter

    @property
    def opened_accounts(self) -> tuple[tuple[int, str], ...]:
        """Ids of the accounts whose pages were opened last and when (UTC, ISO text), the newest first."""
        return self._state.opened

    def set_account_filter(self, text: str) -> None:
        """Show only accounts that pass `text`, empty for all, from now on and after the next start."""
        if text == self.account_filter:
            return
        self._ignores_filter = False
        self._remember(self._state.with_filter(text))
        self._filtering_shell.funnel.turn_filter()

    def account_opened(self, account: int) -> None:
        """Remember that the page of `account` was opened now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._remember(self._state.with_opened(account, now))

    def view_of(self, screen: str) -> str:
        """Return the view of a screen that was used last, empty where none was."""
        return self._state.views.get(screen, "")

    def view_used(self, screen: str, view: str) -> None:
        """Remember the view of a screen, in its own words."""
        if view != self.view_of(screen):
            self._remember(self._state.with_view(screen, view))

    def ignore_account_filter(self, error: KaptaError) -> None:
        """Say that the filter cannot be used, and show all accounts; the next start tries it again."""
        if not self.account_filter:
            return
        cause = f"The account filter '{self.account_filter}' is ignored: {error.cause}"
        self._ignores_filter = True
        self._filtering_shell.funnel.turn_filter()
        self._filtering_shell.toast_error(KaptaError(cause, error.remedy))

    def _remember(self, state: State) -> None:
        self._state = state
        if self._save_state is not None:
            work: WorkType[None] = partial(self._keep, self._save_state)
            self.run_worker(work, name="state", group="state")

    async def _keep(self, save: SaveState) -> None:
        # One after the other, each what holds by then: an older state is never written last.
        async with self._state_turn:
            try:
                await asyncio.to_thread(save, self._state)
            except KaptaError as error:
                self._filtering_shell.toast_error(error)

    def name_filter(self, kind: str, name: str, text: str) -> None:
        """Keep a filter for lists of `kind` under a name, in the settings; without `text` forget that name."""
        shell = self._filtering_shell
        kept = {key: dict(named) for key, named in shell.settings.filters.items()}
        own = kept.setdefault(kind, {})
        own.pop(name, None)
        if text:
            own[name] = text
        shell.settings = replace(shell.settings, filters=kept)
        shell.save_setting(f"filters.{kind}.{name}", text)

    def action_account_filter(self) -> None:
        """Choose which accounts there are, everywhere until reset."""
        from kapta_tui.screens.accountfilter import choose_account_filter

        choose_account_filter(self._filtering_shell, self)

    def action_reset_filter(self) -> None:
        """Show all accounts again."""
        if not self.account_filter:
            self._filtering_shell.toast("No account filter is on")
            return
        self.set_account_filter("")
        self._filtering_shell.toast("All accounts are shown again")

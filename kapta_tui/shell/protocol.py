"""The app as screens see it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.dom import DOMNode
from textual.screen import Screen

from kapta_tui.domain.errors import KaptaError
from kapta_tui.settings import Settings
from kapta_tui.shell.dispatch import Live
from kapta_tui.shell.refresh import Funnel
from kapta_tui.shell.sections import Section

if TYPE_CHECKING:
    from kapta_tui.data.read.search import Hit

T = TypeVar("T")


class Shell(Protocol):
    """What `BaseScreen.shell` offers; `kapta_tui.app.KaptaApp` is the one that does."""

    store_path: Path
    is_read_only: bool
    """Whether the store cannot be written; every change is refused then."""
    user: str
    today: date
    settings: Settings
    sections: tuple[Section, ...]
    features_off: frozenset[str]
    """Features of the playbook that are switched off."""
    funnel: Funnel
    keys: dict[str, str]
    """Command id to comma-separated keys, the user's own included."""

    def run_query(
        self,
        name: str,
        query: Callable[[sqlite3.Connection], T],
        then: Callable[[T], object],
        owner: DOMNode | None = None,
        *,
        opens: bool = False,
    ) -> asyncio.Future[T]:
        """Run a read in a thread; see `KaptaApp.run_query`."""

    async def read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """Run a read in a thread and return its answer; see `KaptaApp.read`."""
        ...

    def run_verb(
        self,
        label: str | Callable[[T], str],
        verb: Callable[[Any], T],
        *,
        changes: bool = ...,
        then: Callable[[T], object] | None = None,
        failed: Callable[[KaptaError], object] | None = None,
    ) -> None:
        """Run a write in a thread; see `KaptaApp.run_verb`."""

    def hold_keys(self) -> Callable[[], None]:
        """Let keys wait while a dialog is being saved; see `KaptaApp.hold_keys`."""
        ...

    def look_for_keys(self) -> None:
        """Take keys that waited for a dialog below; see `KaptaApp.look_for_keys`."""

    def keep_health(self) -> None:
        """Compute the health of today where it is missing, in the background."""

    def request_refresh(self) -> None:
        """Reload what is visible, soon and once."""

    def toast(self, text: str, *, title: str = "") -> None:
        """Say good news, briefly."""

    def toast_error(self, error: KaptaError) -> None:
        """Say what went wrong and what to do next."""

    def show_help(self) -> None:
        """Show the help of the focused pane."""

    def live_commands(self, screen: Screen[Any] | None = None) -> list[Live]:
        """Return the commands that can be reached from the focused pane."""

    def show_record(self, hit: Hit) -> None:
        """Show a record where it stands: on its account's page, on its own, or in its form."""

    @property
    def account_filter(self) -> str:
        """The filter over accounts that every list obeys, empty when all accounts are shown."""
        ...

    @property
    def opened_accounts(self) -> tuple[tuple[int, str], ...]:
        """Ids of the accounts opened last and when (UTC, ISO text), the newest first."""
        ...

    def set_account_filter(self, text: str, *, keep: bool = ...) -> None:
        """Show only accounts that pass `text`, empty for all."""

    def ignore_account_filter(self, error: KaptaError) -> None:
        """Say that the account filter cannot be used, and show all accounts."""

    def account_opened(self, account: int) -> None:
        """Remember that the page of `account` was opened now."""

    def view_of(self, screen: str) -> str:
        """Return the view of a screen that was used last, empty where none was."""
        ...

    def view_used(self, screen: str, view: str) -> None:
        """Remember the view of a screen, in its own words."""

    def name_filter(self, kind: str, name: str, text: str) -> None:
        """Keep a filter for lists of `kind` under a name; without `text` forget that name."""

    def save_setting(self, name: str, value: str) -> None:
        """Write one personal setting in a thread."""

"""The key that explains the health of the account where the user is, on every screen that shows some."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kapta_tui.commands.bindings import bindings
from kapta_tui.screens.base import BaseScreen
from kapta_tui.shell.pages import health_page

if TYPE_CHECKING:
    from kapta_tui.domain.health.period import Period
    from kapta_tui.screens.health.loading import Found

NO_ACCOUNT = "there is no account under the cursor"


class ExplainsHealth(BaseScreen):
    """Mixed into a screen whose `account_here` may have a health score."""

    BINDINGS = bindings("health.why")

    def action_health_why(self) -> None:
        """Explain the health of the account under the cursor."""
        account = self.account_here()
        if account is not None:
            explain_health(self, account)


def explain_health(screen: BaseScreen, account: int, period: Period | None = None, factor: str = "") -> None:
    """Show why the health of `account` is what it is, and what changed it over `period`, 30 days by default.

    The cursor begins on `factor`, or `risk`, with its facts unfolded.
    """

    def show(found: Found) -> None:
        screen.app.push_screen(health_page(found, factor))

    query = partial(_look, account=account, today=screen.shell.today, period=period)
    screen.ask_to_open("health", query, show)


def _look(connection: sqlite3.Connection, account: int, today: date, period: Period | None) -> Found:
    # What an answer needs is imported beside it, in its thread.
    from kapta_tui.domain.health.period import DEFAULT
    from kapta_tui.screens.health.loading import load

    return load(connection, account, today, period or DEFAULT)

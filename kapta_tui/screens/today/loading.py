"""What Today asks the store; every function here runs in a thread."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.severity import severity_token
from kapta_tui.widgets.cells import Token

if TYPE_CHECKING:
    from kapta_tui.data.read.agenda import AgendaItem
    from kapta_tui.data.read.pulse import Pulse, RecentAccount
    from kapta_tui.domain.playbook import Playbook

KINDS: Final = ("tasks", "actions", "goals", "contracts", "risks", "contacts")
"""Kinds on the agenda; their place here goes into the line's id, so that none may move."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A thing to do as one line shows it; `id` is unique among all kinds and stays while the thing does."""

    item: AgendaItem
    today: date

    @property
    def id(self) -> int:
        """The line's id, made of the record's and its kind."""
        return self.item.id * len(KINDS) + KINDS.index(self.item.kind)

    @property
    def days(self) -> int | None:
        """Days from today to the item's day, negative for past ones."""
        return None if self.item.day is None else (self.item.day - self.today).days


@dataclass(frozen=True, slots=True)
class RecentLine:
    """An account as the recent list shows it; `days` since the change, at least 0."""

    account: RecentAccount
    token: Token
    days: int


@dataclass(frozen=True, slots=True)
class Day:
    """Everything Today shows."""

    lines: tuple[AgendaLine, ...]
    count: int
    """Things on the agenda before the filter."""
    recent: tuple[RecentLine, ...]
    pulse: Pulse
    playbook: Playbook
    is_empty: bool
    """Whether the store has no account at all, archived ones included."""


def load(connection: sqlite3.Connection, filter_text: str, user: str, today: date) -> Day | KaptaError:
    """Return what needs `user` on the day `today`, or what is wrong with the filter."""
    # Filter language, playbook and their kind come in here, off the first frame.
    from kapta_tui.data.read.agenda import agenda
    from kapta_tui.data.read.plans import exist
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.pulse import pulse, recent_accounts
    from kapta_tui.data.read.records import View
    from kapta_tui.screens.today.filtering import narrowed

    playbook = current(connection)
    view = View(today, user, playbook)
    items = agenda(connection, view)
    try:
        kept = narrowed(items, filter_text)
    except KaptaError as error:
        return error
    return Day(
        lines=tuple(AgendaLine(item, today) for item in kept),
        count=len(items),
        recent=tuple(
            RecentLine(each, severity_token(playbook, each.risk_severity), _days_since(each.at, today))
            for each in recent_accounts(connection, view)
        ),
        pulse=pulse(connection, view),
        playbook=playbook,
        is_empty=not exist(connection).accounts,
    )


def _days_since(at: str, today: date) -> int:
    """Return the days from a moment in UTC to `today`; the local day of the moment counts."""
    moment = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
    return max(0, (today - moment.date()).days)

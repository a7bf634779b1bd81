"""What Today asks the store; every function here runs in a thread."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from kapta_tui.domain.errors import KaptaError
from kapta_tui.screens.dialogs.explanation import Reasoning
from kapta_tui.screens.severity import risk_tokens, severity_token
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
    below: int = 0
    """Accounts below its account."""
    risk: Token | None = None
    """The colour of the mark at its account's name, None where that has no active risk."""

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
    """An account as the recent list shows it; `days` since it was changed or opened, at least 0."""

    account: RecentAccount
    token: Token
    days: int
    below: int = 0
    """Accounts below it."""


@dataclass(frozen=True, slots=True)
class Day:
    """Everything Today shows."""

    lines: tuple[AgendaLine, ...]
    every: tuple[AgendaItem, ...]
    """Things on the agenda before the filter."""
    recent: tuple[RecentLine, ...]
    pulse: Pulse
    playbook: Playbook
    is_empty: bool
    """Whether the store has no account at all, archived ones included."""
    hidden: int
    """Of an empty agenda the things that it would have without the account filter."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be shown, to whom, on which day."""

    filter: str
    user: str
    today: date
    among: str = ""
    """The account filter that holds on every screen."""
    opened: tuple[tuple[int, str], ...] = ()
    """Accounts whose pages were opened last, and when."""


def load(connection: sqlite3.Connection, wish: Wish) -> Day | KaptaError:
    """Return what needs the user, or what is wrong with the filter."""
    # Filter language, playbook and their kind come in here, off the first frame.
    from kapta_tui.data.read.accounts import below
    from kapta_tui.data.read.agenda import agenda
    from kapta_tui.data.read.plans import exist
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.pulse import pulse, recent_accounts
    from kapta_tui.data.read.records import View
    from kapta_tui.data.read.scope import EVERYWHERE, scope
    from kapta_tui.screens.today.filtering import narrowed

    playbook, today = current(connection), wish.today
    try:
        view = View(today, wish.user, playbook, scope(wish.among, playbook, today))
        items = agenda(connection, view)
        kept = narrowed(items, wish.filter)
    except KaptaError as error:
        return error
    recent = recent_accounts(connection, view, opened=wish.opened)
    if not playbook.enabled("risks"):
        recent = [replace(each, at_risk=False) for each in recent]
    counts = below(connection, [*(item.account_id for item in kept), *(each.id for each in recent)])
    risks = risk_tokens(connection, playbook, (item.account_id for item in kept))
    hides = bool(wish.among) and not items
    return Day(
        lines=tuple(
            AgendaLine(item, today, counts.get(item.account_id, 0), risks.get(item.account_id))
            for item in kept
        ),
        every=tuple(items),
        recent=tuple(
            RecentLine(
                each,
                severity_token(playbook, each.risk_severity),
                _days_since(each.at, today),
                counts.get(each.id, 0),
            )
            for each in recent
        ),
        pulse=pulse(connection, view),
        playbook=playbook,
        is_empty=not exist(connection).accounts,
        hidden=len(agenda(connection, view._replace(scope=EVERYWHERE))) if hides else 0,
    )


def _days_since(at: str, today: date) -> int:
    """Return the days from a moment in UTC to `today`; the local day of the moment counts."""
    moment = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()
    return max(0, (today - moment.date()).days)


def reasoning(connection: sqlite3.Connection, item: AgendaItem, user: str, today: date) -> Reasoning:
    """Return why a thing is on the agenda; runs in a thread."""
    from kapta_tui.data.read.agendawhy import why
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.records import View

    sentences = why(connection, item, View(today, user, current(connection)))
    return Reasoning(
        f"{item.reason[:1].upper()}{item.reason[1:]} · {item.title}",
        sentences or ("It is gone from the store.",),
    )

"""What the screen of a health score asks the store; every function here runs in a thread."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.health.history import Change, change
from kapta_tui.data.read.health.next import WhatNext, what_next
from kapta_tui.data.read.health.why import Why, why
from kapta_tui.data.read.playbook import current_version
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.health.period import Period
from kapta_tui.domain.health.points import Breakdown, breakdown
from kapta_tui.domain.health.score import Scores
from kapta_tui.domain.playbook import Playbook, parse


@dataclass(frozen=True, slots=True)
class Found:
    """The health of an account on `today`: its facts, what changed since `period` began, what would raise it.

    `change` is None where no earlier day is known, or no review was held; `points` where nothing is scored.
    """

    why: Why
    change: Change | None
    next: WhatNext
    points: Breakdown | None
    playbook: Playbook
    period: Period
    today: date

    @property
    def account(self) -> int:
        """The account explained."""
        return self.why.account

    @property
    def scores(self) -> Scores:
        """The factors, and what the total follows from."""
        return self.why.health.scores

    @property
    def band(self) -> str | None:
        """The band of the score, None where nothing is scored."""
        return self.scores.band(self.playbook.health.bands)


def load(connection: sqlite3.Connection, account: int, today: date, period: Period) -> Found:
    """Return why the health of `account` is what it is.

    Raises:
        NotFound: the account is gone.
    """
    version, text = current_version(connection)
    playbook = parse(text)
    told = why(connection, account, today, playbook)
    return Found(
        told,
        change(connection, told.health, playbook, version, period),
        what_next(connection, account, today, playbook),
        breakdown(told.health.scores),
        playbook,
        period,
        today,
    )


def load_again(connection: sqlite3.Connection, account: int, today: date, period: Period) -> Found | None:
    """Return what `load` does, None where the account is gone meanwhile."""
    try:
        return load(connection, account, today, period)
    except NotFound:
        return None

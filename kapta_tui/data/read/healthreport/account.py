"""The health of one account with all that its report tells (features: row 70)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kapta_tui.data.read.health.history import Change, DayOfHealth, change, history
from kapta_tui.data.read.health.next import WhatNext, what_next
from kapta_tui.data.read.health.why import Why, why
from kapta_tui.data.read.playbook import current_version
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskreport import AccountHead, account_head
from kapta_tui.domain.health.period import DEFAULT, Period
from kapta_tui.domain.health.points import Breakdown, breakdown

_ROWS: Final = 31
"""Days of the timeline up to which each has a row; of more there is one in so many that they stay as few."""

_ASKED: Final = 5
_SATISFIED: Final = """
SELECT s.date, s.score, coalesce(s.description, ''), coalesce(u.name, '')
FROM satisfaction s LEFT JOIN "user" u ON u.id = s.author_id
WHERE s.account_id = ? AND s.date <= ? ORDER BY s.date DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """How pleased the customer was on a day, 0 to 10, in whose words."""

    on: date
    score: int
    description: str
    author: str


@dataclass(frozen=True, slots=True)
class HealthReport:
    """The values of the health report of an account on its day.

    `points` add up to the score, None while nothing is scored. `change` is the one over `period`, None without an
    earlier day. `days` are those of the period, the first first, the last one today. `asked` are the newest values
    of satisfaction, the last first.
    """

    account: AccountHead
    why: Why
    band: str | None
    points: Breakdown | None
    period: Period
    change: Change | None
    next: WhatNext
    days: tuple[DayOfHealth, ...]
    asked: tuple[Asked, ...]
    off: frozenset[str]


def health_report(
    connection: sqlite3.Connection, view: View, account: int, period: Period = DEFAULT
) -> HealthReport:
    """Return the values of the report on the health of `account`, compared over `period`.

    Raises:
        NotFound: the account is gone.
    """
    head = account_head(connection, account)
    playbook = view.playbook
    version, _ = current_version(connection)
    found = why(connection, account, view.today, playbook)
    scores = found.health.scores
    changed = change(connection, found.health, playbook, version, period)
    today = DayOfHealth(view.today, scores.score, scores.raw_kept, scores.measured_kept, scores, version)
    past = [] if changed is None else history(connection, account, changed.since, view.today)
    asked = connection.execute(_SATISFIED, (account, view.today.isoformat(), _ASKED))
    return HealthReport(
        head,
        found,
        scores.band(playbook.health.bands),
        breakdown(scores),
        period,
        changed,
        what_next(connection, account, view.today, playbook),
        tuple(few([*(day for day in past if day.day < view.today), today])),
        tuple(Asked(date.fromisoformat(on), *rest) for on, *rest in asked)
        if playbook.enabled("satisfaction")
        else (),
        playbook.off,
    )


def few(days: Sequence[DayOfHealth]) -> list[DayOfHealth]:
    """Return the days, or of many the first one and then one in so many up to the last."""
    step = -(-len(days) // _ROWS)
    chosen = list(days[::-1][::step])[::-1]
    return chosen if not days or chosen[0] is days[0] else [days[0], *chosen]

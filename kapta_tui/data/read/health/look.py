"""The health of one account as its page and preview show it: the score, its parts, and what changed it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.health.gather import ONE, gather
from kapta_tui.data.read.health.history import Change, DayOfHealth, change, history
from kapta_tui.data.read.playbook import current_version
from kapta_tui.domain.dates import days_before
from kapta_tui.domain.health.period import DEFAULT, Period
from kapta_tui.domain.health.points import Breakdown, breakdown
from kapta_tui.domain.health.score import Health, health
from kapta_tui.domain.playbook import parse


@dataclass(frozen=True, slots=True)
class Standing:
    """The health of an account on a day, whole points by factor, and the change over `period`.

    `parts` is None while nothing is scored, `change` without an earlier day to compare with.
    """

    health: Health
    band: str | None
    parts: Breakdown | None
    period: Period
    change: Change | None

    @property
    def score(self) -> int | None:
        """The score shown, 0..100; None while nothing is scored."""
        return self.health.scores.score

    @property
    def delta(self) -> int | None:
        """The change of the score shown; None where one of the two days was not scored."""
        return None if self.change is None else self.change.delta


def standing(
    connection: sqlite3.Connection, account: int, day: date, period: Period = DEFAULT
) -> Standing | None:
    """Return the health of `account` on `day` by the playbook in force; None when the account is gone."""
    version, text = current_version(connection)
    playbook = parse(text)
    found = gather(connection, day, playbook, ONE, account)
    if not found:
        return None
    measured = health(found[0], day, playbook)
    scores = measured.scores
    return Standing(
        measured,
        scores.band(playbook.health.bands),
        breakdown(scores),
        period,
        change(connection, measured, playbook, version, period),
    )


def last_days(connection: sqlite3.Connection, account: int, day: date, count: int) -> list[DayOfHealth]:
    """Return the rows of the `count` days that end with `day`, the first first; days without a row are left out."""
    since = days_before(day, count - 1)
    return history(connection, account, since, day)

"""The health of an account day by day, and what changed it since one of them (domain.md 4.3)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kapta_tui.data.read.health.gather import ONE, gather
from kapta_tui.domain.health.causes import Cause, causes
from kapta_tui.domain.health.period import Period
from kapta_tui.domain.health.score import Health, Scores, health, scores_of
from kapta_tui.domain.playbook import Playbook, parse
from kapta_tui.domain.playbook.health import FACTORS

_COLUMNS: Final = ", ".join(
    (
        "day, score, raw, measured, deduction, playbook_id, carried",
        *FACTORS,
        *(f"{factor}_weight" for factor in FACTORS),
    )
)
_OF: Final = f"SELECT {_COLUMNS} FROM health_day WHERE account_id = :account"
_HELD: Final = (
    "SELECT max(date) FROM qbr WHERE account_id = :account AND date < :today "
    "AND (rating IS NOT NULL OR stage IN ('held', 'completed'))"
)


@dataclass(frozen=True, slots=True)
class DayOfHealth:
    """One day: `score` and `raw` (ten-thousandths) are None where nothing was scored.

    `carried` says that the facts of the day are not known any more, and the values are those of the day before.
    """

    day: date
    score: int | None
    raw: int | None
    measured: int
    """Ten-thousandths."""
    scores: Scores
    playbook: int
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What changed since the row of the day `since`.

    `delta` is that of the score shown, None where one of the two was not scored. `is_whole` is false where there is no
    row as old as the period wants: then `since` is the oldest one. `causes` add up to the change of raw exactly.
    """

    period: Period
    since: date
    before: DayOfHealth
    delta: int | None
    causes: tuple[Cause, ...]
    is_whole: bool = True


def history(
    connection: sqlite3.Connection, account: int, since: date | None = None, until: date | None = None
) -> list[DayOfHealth]:
    """Return the days of health from `since` to `until`, both inclusive, the first first."""
    found = connection.execute(
        f"{_OF} AND day BETWEEN :since AND :until ORDER BY day",
        {
            "account": account,
            "since": (since or date.min).isoformat(),
            "until": (until or date.max).isoformat(),
        },
    )
    return [_day(row) for row in found]


def last_review(connection: sqlite3.Connection, account: int, today: date) -> date | None:
    """Return the day of the last business review that was held before `today`."""
    (found,) = connection.execute(_HELD, {"account": account, "today": today.isoformat()}).fetchone()
    return date.fromisoformat(found) if found else None


def change(
    connection: sqlite3.Connection, now: Health, playbook: Playbook, version: int, period: Period
) -> Change | None:
    """Return what changed over `period` up to the health `now`, computed by `playbook` of that version.

    None where there is no earlier day, or where the last review is asked for and none was held.
    """
    account = now.facts.account
    start = period.start(now.day, last_review(connection, account, now.day))
    if start is None:
        return None
    before, is_whole = _before(connection, account, start, now.day)
    if before is None:
        return None
    scores = now.scores
    by_old: Scores | None = scores
    if before.playbook != version:
        by_old = _by_rules_of(connection, before.playbook, now)
    delta = None if scores.score is None or before.score is None else scores.score - before.score
    return Change(period, before.day, before, delta, causes(before.scores, scores, by_old), is_whole)


def _before(
    connection: sqlite3.Connection, account: int, start: date, day: date
) -> tuple[DayOfHealth | None, bool]:
    """Return the newest row on or before `start`, else the oldest before `day`, and whether it is the former."""
    given = {"account": account, "start": start.isoformat(), "day": day.isoformat()}
    row = connection.execute(
        f"{_OF} AND day <= :start AND day < :day ORDER BY day DESC LIMIT 1", given
    ).fetchone()
    if row is not None:
        return _day(row), True
    row = connection.execute(f"{_OF} AND day < :day ORDER BY day LIMIT 1", given).fetchone()
    return (None if row is None else _day(row)), False


def _by_rules_of(connection: sqlite3.Connection, version: int, now: Health) -> Scores | None:
    """Return the scores of today's facts by an older playbook; None where that is gone."""
    found = connection.execute("SELECT text FROM playbook_version WHERE id = ?", (version,)).fetchone()
    if found is None:
        return None
    playbook = parse(found[0])
    facts = gather(connection, now.day, playbook, ONE, now.facts.account)
    return health(facts[0], now.day, playbook).scores if facts else None


def _day(row: tuple[Any, ...]) -> DayOfHealth:
    day, score, raw, measured, deduction, playbook, carried, *rest = row
    count = len(FACTORS)
    scores = scores_of(rest[:count], rest[count:], deduction)
    return DayOfHealth(date.fromisoformat(day), score, raw, measured, scores, playbook, bool(carried))

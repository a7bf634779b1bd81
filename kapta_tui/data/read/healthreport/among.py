"""The accounts that a report on several is about, with their health now and at the beginning of a period."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kapta_tui.data.read import records
from kapta_tui.data.read.health.look import standing
from kapta_tui.data.read.records import View
from kapta_tui.data.read.scope import Scope
from kapta_tui.domain.health.causes import rules_changed, you_changed
from kapta_tui.domain.health.period import Period
from kapta_tui.domain.health.words import change_words, signed

_NOW: Final = """
SELECT a.id, a.name, coalesce(u.name, ''), h.score, h.band, h.measured
FROM account a LEFT JOIN account_health h ON h.account_id = a.id LEFT JOIN "user" u ON u.id = a.owner_id
WHERE a.id IN (SELECT value FROM json_each(:accounts)) ORDER BY h.score IS NULL, h.score, h.raw, a.name_folded, a.id
"""
_THEN: Final = """
SELECT account_id, max(day), score FROM health_day
WHERE day <= :start AND day < :today AND account_id IN (SELECT value FROM json_each(:accounts)) GROUP BY account_id
"""
_SINCE_REVIEW: Final = """
SELECT d.account_id, max(d.day), d.score FROM health_day d JOIN (
  SELECT account_id, max(date) AS start FROM qbr
  WHERE date < :today AND (rating IS NOT NULL OR stage IN ('held', 'completed')) GROUP BY account_id
) q ON q.account_id = d.account_id
WHERE d.day <= q.start AND d.account_id IN (SELECT value FROM json_each(:accounts)) GROUP BY d.account_id
"""


@dataclass(frozen=True, slots=True)
class AccountHealth:
    """An account with its health; `score` is None while nothing is scored, `measured` in ten-thousandths.

    `delta` is the change of the score since the day `since`; both are None where it was not known then.
    """

    id: int
    name: str
    owner: str
    score: int | None
    band: str | None
    measured: int
    delta: int | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Moved:
    """An account whose score changed: `words` say the main causes, then points that facts and that rules changed."""

    account: AccountHealth
    words: str
    by_you: str
    by_rules: str


def only(accounts: Sequence[int]) -> Scope:
    """Return the scope of these accounts alone."""
    listed = json.dumps(list(accounts))
    return Scope("SELECT value FROM json_each(:reported)", {"reported": listed}, asks_for_archived=True)


def chosen(connection: sqlite3.Connection, view: View, filter: str) -> list[int]:  # noqa: A002
    """Return the accounts of `view` that pass `filter`. Raises FilterError."""
    return list(records.ids(connection, "accounts", view, filter=filter))


def healths(
    connection: sqlite3.Connection, accounts: Sequence[int], today: date, period: Period
) -> list[AccountHealth]:
    """Return the accounts with their health, the lowest score first, those without one last."""
    then = _then(connection, accounts, today, period)
    found = []
    for number, name, owner, score, band, measured in connection.execute(
        _NOW, {"accounts": json.dumps(list(accounts))}
    ):
        since, before = then.get(number, (None, None))
        delta = None if score is None or before is None else score - before
        since = None if delta is None else since
        found.append(AccountHealth(number, name, owner, score, band, measured or 0, delta, since))
    return found


def _then(
    connection: sqlite3.Connection, accounts: Sequence[int], today: date, period: Period
) -> Mapping[int, tuple[date, int | None]]:
    """Return by account the newest day on or before the start of the period, and the score that it had."""
    given: dict[str, Any] = {"accounts": json.dumps(list(accounts)), "today": today.isoformat()}
    select = _SINCE_REVIEW
    if period.days is not None or period.since is not None:
        start = period.start(today, None)
        given["start"] = "" if start is None else start.isoformat()
        select = _THEN
    rows = connection.execute(select, given)
    return {number: (date.fromisoformat(day), score) for number, day, score in rows}


def moved(
    connection: sqlite3.Connection, found: Sequence[AccountHealth], today: date, period: Period
) -> tuple[Moved, ...]:
    """Return accounts with the causes of what changed their scores."""
    return tuple(Moved(one, *_causes(connection, one.id, today, period)) for one in found)


def _causes(
    connection: sqlite3.Connection, account: int, today: date, period: Period
) -> tuple[str, str, str]:
    known = standing(connection, account, today, period)
    if known is None or known.change is None:
        return "", "", ""
    causes = known.change.causes
    return change_words(causes), signed(you_changed(causes), 1), signed(rules_changed(causes), 1)

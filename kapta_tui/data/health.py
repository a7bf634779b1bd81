"""Health as the store keeps it: what it is now, and a row per account and day (domain.md 4.3).

Plain sqlite3, kept by whoever changes the facts behind it and by the mere passing of days; nothing of it is undone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final

from kapta_tui.data.healthparts import moved
from kapta_tui.data.read.health import ALL, ONE, TOUCHED, gather
from kapta_tui.data.read.health.gather import EVERYTHING, RISK
from kapta_tui.data.read.health.sql import BATCH
from kapta_tui.data.read.playbook import current_version
from kapta_tui.domain.dates import days_before
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.score import Scores, health
from kapta_tui.domain.playbook import Playbook, parse
from kapta_tui.domain.playbook.health import FACTORS, Bands

CHANGE_DAYS: Final = 30
"""Over so many days lists show the change (domain.md 4.3: one of its periods)."""

_AT_ONCE: Final = 1000
"""So many accounts have their facts in memory at a time."""

_SCORES: Final = ("score", "raw", "measured", "deduction")
_WEIGHTS: Final = tuple(f"{factor}_weight" for factor in FACTORS)
COLUMNS: Final = ("account_id", "day", *_SCORES, *FACTORS, *_WEIGHTS, "playbook_id", "carried")
DAY_COLUMNS: Final = ", ".join(COLUMNS)
"""The columns of a day of health in the order in which they are written."""

_UPSERT: Final = (
    f"INSERT INTO health_day ({DAY_COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS))}) "
    f"ON CONFLICT (account_id, day) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in COLUMNS[2:])}"
)
_KEPT: Final = "account_id, day, playbook_id, score, raw, measured, deduction, band, delta, since"
EARLIER: Final = """
coalesce((SELECT max(q.day) FROM main.health_day q WHERE q.account_id = d.account_id AND q.day <= :before),
         (SELECT min(q.day) FROM main.health_day q WHERE q.account_id = d.account_id AND q.day < :day))
"""
"""The day a change is counted from: the newest row so long ago, else the oldest one there is (domain.md 4.3)."""
BAND: Final = (
    "CASE WHEN d.score >= :healthy THEN 'healthy' WHEN d.score >= :watch THEN 'watch' "
    "WHEN d.score IS NOT NULL THEN 'poor' END"
)
"""The band of a day."""
_PRESENT: Final = f"""
INSERT INTO {{schema}}.account_health ({_KEPT})
SELECT d.account_id, d.day, d.playbook_id, d.score, d.raw, d.measured, d.deduction,
       {BAND}, d.score - p.score, p.day
FROM {{days}} d LEFT JOIN main.health_day p ON p.account_id = d.account_id AND p.day = {EARLIER}
WHERE d.day = :day AND {{some}} AND d.account_id IN (SELECT id FROM main.account)
ON CONFLICT (account_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _KEPT.split(", ")[1:])}
"""
_MOVED: Final = (
    "UPDATE account_health SET score = ?1, raw = ?2, measured = ?3, deduction = ?4, band = ?5, "
    "delta = coalesce(delta + ?1 - score, (SELECT ?1 - p.score FROM health_day p "
    "WHERE p.account_id = account_health.account_id AND p.day = account_health.since)) WHERE account_id = ?6"
)
"""What moves within a day: the day that the change is counted from stays."""

_OF_TODAY: Final = (
    f"SELECT d.deduction, {', '.join(f'd.{factor}' for factor in FACTORS)} FROM health_day d "
    "JOIN account_health h ON h.account_id = d.account_id AND h.day = d.day AND h.playbook_id = d.playbook_id "
    "WHERE d.account_id = :account AND d.day = :day AND d.playbook_id = :playbook AND NOT d.carried"
)
"""The deduction and the factors of a day that is there already."""

Row = tuple[Any, ...]
Rules = tuple[int, Playbook]
"""A version of the playbook and what it says."""


def renew(
    connection: sqlite3.Connection,
    day: date,
    scope: str = TOUCHED,
    account: int | None = None,
    known: Rules | None = None,
) -> None:
    """Write the health of the accounts of `scope` on `day`, and its row of that day, in the caller's transaction.

    `account` is meant by `ONE`; `TOUCHED` are the accounts of `temp.touched`.
    """
    number, playbook = known or rules(connection)
    facts = gather(connection, day, playbook, scope, account)
    write_days(connection, facts, day, playbook, number)
    _show(connection, day, playbook.health.bands, scope, account)


def renew_touched(
    connection: sqlite3.Connection, day: date, event: int | None = None, known: Rules | None = None
) -> None:
    """Write the health of the accounts of `temp.touched`; of one alone what `event` moves, if that is given.

    `known` are the rules in force, which are read where the caller has not.
    """
    found = connection.execute("SELECT account_id FROM temp.touched LIMIT 2").fetchall()
    if len(found) > 1:
        for _ in batches(connection, "SELECT account_id FROM temp.touched"):
            renew(connection, day, BATCH, known=known)
    elif found and (event is None or not _renew_parts(connection, day, found[0][0], event, known)):
        renew(connection, day, ONE, found[0][0], known)


def batches(connection: sqlite3.Connection, accounts: str) -> Iterator[None]:
    """Have some of the `accounts` (a query for ids) in `temp.batch` at a time, so that memory stays flat."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS batch (account_id INTEGER PRIMARY KEY)")
    numbers = sorted(number for (number,) in connection.execute(accounts))
    for start in range(0, len(numbers), _AT_ONCE):
        connection.execute("DELETE FROM temp.batch")
        some = numbers[start : start + _AT_ONCE]
        connection.executemany("INSERT INTO temp.batch VALUES (?)", ((number,) for number in some))
        yield


def _renew_parts(
    connection: sqlite3.Connection, day: date, account: int, event: int, known: Rules | None
) -> bool:
    """Compute again what `event` moves of an account; False where there is no row of `day` by the rules in force."""
    number, playbook = known or rules(connection)
    written = day.isoformat()
    row = connection.execute(_OF_TODAY, {"account": account, "day": written, "playbook": number}).fetchone()
    parts = moved(connection, event, account)
    if row is None or parts == EVERYTHING:
        return False
    facts = gather(connection, day, playbook, ONE, account, parts)
    if not facts or not parts:
        return True
    fresh = health(facts[0], day, playbook, parts).scores
    deducted, *values = row
    factors = tuple(
        factor if factor.name in parts else factor._replace(score=value)
        for factor, value in zip(fresh.factors, values, strict=True)
    )
    scores = Scores(factors, fresh.deduction if RISK in parts else deducted)
    kept = _row(account, written, scores, number)
    connection.execute(_UPSERT, kept)
    connection.execute(_MOVED, (*kept[2:6], scores.band(playbook.health.bands), account))
    return True


def show_again(connection: sqlite3.Connection, day: date) -> None:
    """Count the change of all accounts that have a row of `day` anew, because rows before it were filled."""
    _show(connection, day, rules(connection)[1].health.bands, ALL)


def _show(
    connection: sqlite3.Connection, day: date, bands: Bands, scope: str, account: int | None = None
) -> None:
    """Make the rows of `day` of the accounts of `scope` their present health."""
    connection.execute(_showing(scope), {**given_of(day, bands), "account": account})


@lru_cache(maxsize=4)
def _showing(scope: str) -> str:
    return _PRESENT.format(schema="main", days="main.health_day", some=scope.format("d."))


def write_days(
    connection: sqlite3.Connection, facts: Iterable[HealthFacts], day: date, playbook: Playbook, number: int
) -> None:
    """Write the row of `day` of each account; `number` is the playbook's version."""
    connection.executemany(_UPSERT, rows(facts, day, playbook, number))


def rows(facts: Iterable[HealthFacts], day: date, playbook: Playbook, number: int) -> Iterable[Row]:
    """Yield a row of `DAY_COLUMNS` for each account that was known on `day`; `number` is the playbook's version."""
    written = day.isoformat()
    for one in facts:
        yield _row(one.account, written, health(one, day, playbook).scores, number)


def _row(account: int, day: str, scores: Scores, number: int) -> Row:
    factors = scores.factors
    return (
        account,
        day,
        scores.score,
        scores.raw_kept,
        scores.measured_kept,
        scores.deduction,
        *(factor.score for factor in factors),
        *(factor.weight for factor in factors),
        number,
        False,
    )


def shadow(connection: sqlite3.Connection, day: date) -> None:
    """Put the health of all accounts on `day` before the store's, on this connection alone.

    Within the caller's transaction, which sees one state of the store.
    """
    number, playbook = rules(connection)
    keyed = _KEPT.replace("account_id", "account_id INTEGER PRIMARY KEY", 1)
    connection.execute(f"CREATE TEMP TABLE account_health ({keyed})")
    connection.execute(f"CREATE TEMP TABLE health_shadow ({DAY_COLUMNS})")
    marks = ", ".join("?" * len(COLUMNS))
    for _ in batches(connection, "SELECT id FROM main.account"):
        found = gather(connection, day, playbook, BATCH)
        connection.executemany(
            f"INSERT INTO temp.health_shadow VALUES ({marks})", rows(found, day, playbook, number)
        )
    connection.execute(
        _PRESENT.format(schema="temp", days="temp.health_shadow", some="1"),
        given_of(day, playbook.health.bands),
    )
    connection.execute("DROP TABLE temp.health_shadow")


def touch_stale(connection: sqlite3.Connection, day: date, most: int = -1) -> int:
    """Put up to `most` accounts (-1: all) without the health of `day` into `temp.touched`; return their number."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (account_id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.touched")
    (number, _) = current_version(connection)
    return connection.execute(
        "INSERT INTO temp.touched SELECT a.id FROM main.account a LEFT JOIN main.account_health h "
        "ON h.account_id = a.id AND h.day = :day AND h.playbook_id = :playbook "
        "WHERE h.account_id IS NULL LIMIT :most",
        {"day": day.isoformat(), "playbook": number, "most": most},
    ).rowcount


def rules(connection: sqlite3.Connection) -> Rules:
    """Return the version of the playbook in force, and the playbook."""
    number, text = current_version(connection)
    return number, parse(text)


def given_of(day: date, bands: Bands) -> dict[str, Any]:
    """Return what `EARLIER` and `BAND` are told."""
    before = days_before(day, CHANGE_DAYS).isoformat()
    return {"day": day.isoformat(), "before": before, "healthy": bands.healthy, "watch": bands.watch}

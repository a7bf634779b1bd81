"""Days of health on which nobody looked: computed afterwards from the facts of each day (domain.md 4.3).

Facts that bear a date are asked for the day; the rest stands in the journal. Where neither knows, the day before is
carried forward and said to be.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from kapta_tui.data import asof, connect, health
from kapta_tui.data.healthdue import is_behind, is_stale
from kapta_tui.data.read.health import ALL, TOUCHED, gather
from kapta_tui.domain.playbook import Playbook, parse

AT_ONCE: Final = 500
"""So many accounts are computed in one transaction, so that nobody who writes or draws meanwhile waits long."""

_PAUSE_SECONDS: Final = 0.01
"""How long others get their turn between two transactions."""

_DAY: Final = timedelta(days=1)
_MISSING: Final = """
INSERT INTO temp.touched SELECT a.id FROM main.account a
WHERE NOT EXISTS (SELECT 1 FROM main.health_day d WHERE d.account_id = a.id AND d.day = :day)
  AND EXISTS (SELECT 1 FROM main.health_day d WHERE d.account_id = a.id AND d.day < :day)
LIMIT :most
"""
_RULES: Final = (
    "SELECT id, text FROM playbook_version WHERE date(created_at, 'localtime') <= ? ORDER BY id DESC LIMIT 1"
)
_CARRIED: Final = f"""
INSERT INTO main.health_day ({health.DAY_COLUMNS})
SELECT {health.DAY_COLUMNS.replace("day,", ":day,", 1).replace("carried", "1")} FROM main.health_day d
WHERE d.account_id = :account
  AND d.day = (SELECT max(q.day) FROM main.health_day q WHERE q.account_id = :account AND q.day < :day)
"""


def keep_up(path: Path, today: date, is_wanted: Callable[[], bool] = lambda: True) -> bool:
    """Compute the health of today where it is missing, then the days that are; return whether anything was written.

    In transactions of their own, as long as `is_wanted`; `today` must be the real day.

    Raises:
        StoreError: the store cannot be read or written.
    """
    wrote = False
    with connect.store_errors(path), closing(connect.connect(path)) as connection:
        while is_wanted() and is_stale(connection, today):
            with connect.immediate(connection):
                health.touch_stale(connection, today, AT_ONCE)
                health.renew_touched(connection, today)
            wrote = True
            time.sleep(_PAUSE_SECONDS)
        while is_wanted() and is_behind(connection, today):
            with connect.immediate(connection):
                wrote = fill(connection, today) > 0 or wrote
            time.sleep(_PAUSE_SECONDS)
    return wrote


def fill(connection: sqlite3.Connection, today: date, most: int = AT_ONCE) -> int:
    """Write up to `most` missing days of accounts, the oldest first, in the caller's transaction; return how many.

    An account has no days before its first one.
    """
    done = 0
    day = _first_day(connection, today)
    while day < today and done < most:
        count = _fill_day(connection, day, most - done)
        done += count
        if done < most:
            connection.execute("UPDATE health_state SET complete_until = ?", (day.isoformat(),))
            day += _DAY
    if done:
        health.show_again(connection, today)
    return done


def _first_day(connection: sqlite3.Connection, today: date) -> date:
    """Return the first day of which rows may be missing, at the latest `today`."""
    (until,) = connection.execute("SELECT complete_until FROM health_state").fetchone()
    if until is not None:
        return min(today, date.fromisoformat(until) + _DAY)
    (first,) = connection.execute("SELECT min(day) FROM health_day").fetchone()
    start = today if first is None else min(today, date.fromisoformat(first) + _DAY)
    connection.execute("UPDATE health_state SET complete_until = ?", ((start - _DAY).isoformat(),))
    return start


def _fill_day(connection: sqlite3.Connection, day: date, most: int) -> int:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (account_id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM temp.touched")
    count = connection.execute(_MISSING, {"day": day.isoformat(), "most": most}).rowcount
    if not count:
        return 0
    number, playbook = _rules_of(connection, day)
    with asof.moved_after(connection, day):
        moved = _accounts(
            connection, "SELECT account_id FROM temp.touched JOIN temp.moved USING (account_id)"
        )
        connection.execute("DELETE FROM temp.touched WHERE account_id IN (SELECT account_id FROM temp.moved)")
        still = gather(connection, day, playbook, TOUCHED)
        health.write_days(connection, still, day, playbook, number)
        if moved:
            _fill_moved(connection, day, playbook, number, moved)
    return count


def _fill_moved(
    connection: sqlite3.Connection, day: date, playbook: Playbook, number: int, wanted: Collection[int]
) -> None:
    """Write the day of accounts that were touched since; carried where the journal does not reach back so far."""
    with asof.as_it_stood(connection):
        found = [facts for facts in gather(connection, day, playbook, ALL) if facts.account in wanted]
    health.write_days(connection, found, day, playbook, number)
    known = {facts.account for facts in found}
    for account in sorted(set(wanted) - known):
        connection.execute(_CARRIED, {"account": account, "day": day.isoformat()})


def _rules_of(connection: sqlite3.Connection, day: date) -> tuple[int, Playbook]:
    """Return the playbook that was in force at the end of `day`, the first one before that."""
    found = connection.execute(_RULES, (day.isoformat(),)).fetchone()
    number, text = found or connection.execute("SELECT id, text FROM playbook_version ORDER BY id").fetchone()
    return int(number), parse(text)


def _accounts(connection: sqlite3.Connection, select: str) -> set[int]:
    return {account for (account,) in connection.execute(select)}

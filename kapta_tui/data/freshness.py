"""Summaries and health that hold on the day of who reads them, although days pass and days can be pretended.

The day that it really is renews them for everybody, once. Any other day, and a store that cannot be written
now, get a table of their own on the one connection, which SQLite finds before the store's.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date

from kapta_tui.data import connect, summary
from kapta_tui.data.healthdue import is_behind, is_stale

_LATER = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL)


def hold(connection: sqlite3.Connection, today: date, real_day: date | None = None) -> None:
    """Make the summaries and the health that `connection` reads hold on `today`; it must be in no transaction.

    Raises as `hold_summaries`, which says what `real_day` is for.
    """
    hold_summaries(connection, today, real_day)
    connection.execute("DROP TABLE IF EXISTS temp.account_health")
    is_real = today == (real_day or date.today())
    is_kept = is_real and is_stale(connection, today) and _without_waiting(connection, _renew_health, today)
    if not is_kept and is_stale(connection, today):
        _shadow_health(connection, today)
    if is_real and is_behind(connection, today):
        _without_waiting(connection, _fill_health, today)


def hold_at_once(connection: sqlite3.Connection, today: date) -> None:
    """Make the summaries hold on `today`, and the health as far as nobody else sees to it.

    For the app, which computes the health of the real day in the background (`healthdays.keep_up`). Raises as `hold`.
    """
    if today == date.today():
        hold_summaries(connection, today)
    else:
        hold(connection, today)


def hold_summaries(connection: sqlite3.Connection, today: date, real_day: date | None = None) -> None:
    """Make the summaries that `connection` reads hold on `today`; it must be in no transaction.

    `real_day` (default: of this machine) is the only day for which the store itself is written. Nobody is
    waited for.

    Raises:
        sqlite3.DatabaseError: the store cannot be read.
    """
    connection.execute("DROP TABLE IF EXISTS temp.account_summary")
    if not summary.stale_accounts(connection, today):
        return
    if today != (real_day or date.today()) or not _without_waiting(connection, _renew, today):
        _shadow(connection, today)


def _renew(connection: sqlite3.Connection, today: date) -> None:
    summary.renew(connection, summary.stale_accounts(connection, today), today, _currency(connection))


def _renew_health(connection: sqlite3.Connection, today: date) -> None:
    # Imported when it is due, because a first list must not wait for what computes it.
    from kapta_tui.data import health

    health.touch_stale(connection, today)
    health.renew_touched(connection, today)


def _fill_health(connection: sqlite3.Connection, today: date) -> None:
    from kapta_tui.data import healthdays

    healthdays.fill(connection, today)


def _shadow_health(connection: sqlite3.Connection, today: date) -> None:
    from kapta_tui.data import health

    with connect.deferred(connection):
        health.shadow(connection, today)


def _without_waiting(
    connection: sqlite3.Connection, renew: Callable[[sqlite3.Connection, date], None], today: date
) -> bool:
    """Renew what the store keeps; False when another process writes, or nothing can be written, as on a full disk."""
    (waits,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        with connect.immediate(connection):
            renew(connection, today)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _LATER:
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {waits}")
    return True


def _shadow(connection: sqlite3.Connection, today: date) -> None:
    """Put summaries of `today` before the store's, on this connection alone."""
    keyed = summary.COLUMNS.replace("account_id", "account_id INTEGER PRIMARY KEY", 1)
    with connect.deferred(connection):
        stale = summary.stale_accounts(connection, today)
        connection.execute(f"CREATE TEMP TABLE account_summary ({keyed})")
        connection.execute(
            f"INSERT INTO temp.account_summary SELECT {summary.COLUMNS} FROM main.account_summary"
        )
        summary.renew(connection, stale, today, _currency(connection), schema="temp")


def _currency(connection: sqlite3.Connection) -> str:
    """Return the playbook's; read only when days have passed, because parsing it takes longer than a list."""
    from kapta_tui.data.read.playbook import current

    return current(connection).currency

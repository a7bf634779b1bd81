"""Summaries that hold on the day of who reads them, although days pass and days can be pretended.

The day that it really is renews them for everybody, once. Any other day, and a store that cannot be written
now, get a table of their own on the one connection, which SQLite finds before the store's.
"""

from __future__ import annotations

import sqlite3
from datetime import date

from kapta_tui.data import connect, summary

_LATER = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY)


def hold(connection: sqlite3.Connection, today: date, real_day: date | None = None) -> None:
    """Make the summaries that `connection` reads hold on `today`; it must be in no transaction.

    `real_day` (default: of this machine) is the only day for which the store itself is written. Nobody is
    waited for.

    Raises:
        sqlite3.DatabaseError: the store cannot be read.
    """
    connection.execute("DROP TABLE IF EXISTS temp.account_summary")
    if not summary.stale_accounts(connection, today):
        return
    if today != (real_day or date.today()) or not _renewed(connection, today):
        _shadow(connection, today)


def _renewed(connection: sqlite3.Connection, today: date) -> bool:
    """Renew the store's own summaries; False when another process writes, or the store cannot be written."""
    (waits,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        with connect.immediate(connection):
            stale = summary.stale_accounts(connection, today)
            summary.renew(connection, stale, today, _currency(connection))
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

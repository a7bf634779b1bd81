"""An account's satisfaction is its newest entry: what undo and redo leave is brought into step (features: row 67)."""

from __future__ import annotations

import sqlite3
from typing import Final

NEWEST: Final = (
    "(SELECT n.id FROM satisfaction n WHERE n.account_id = {account} ORDER BY n.date DESC LIMIT 1)"
)
"""The id of the newest entry of `account`, null where there is none."""

_TOUCHED: Final = """
(SELECT row_id FROM change WHERE event_id = :event AND tbl = 'account'
UNION SELECT account_id FROM change WHERE event_id = :event AND tbl = 'satisfaction')
"""

_ALONE: Final = """
(SELECT row_id FROM change WHERE event_id = :event AND tbl = 'account'
EXCEPT SELECT account_id FROM change WHERE event_id = :event AND tbl = 'satisfaction')
"""
"""Accounts that the event changed without their entries: there were none yet when satisfaction was a field alone."""


def unwritten(entry: str, when: str = "") -> str:
    """Return the condition that no change, of those for which `when` holds of `w`, has written the entry `entry`.

    Such an entry was made by the migration that brought entries, out of what its account said.
    """
    return f"NOT EXISTS (SELECT 1 FROM change w WHERE w.tbl = 'satisfaction' AND w.row_id = {entry} {when})"


def settle(connection: sqlite3.Connection, event: int) -> None:
    """Bring accounts and entries into step after the images of `event` were put back or put again.

    Entries have the say: one that was added since may be the newest. An event from before there were entries has
    images of the account alone, which the entry made out of that account follows.
    """
    given = {"event": event}
    connection.execute(
        f"DELETE FROM satisfaction WHERE account_id IN {_ALONE} AND {unwritten('satisfaction.id')} "
        "AND date > coalesce((SELECT a.satisfaction_on FROM account a WHERE a.id = account_id), '')",
        given,
    )
    connection.execute(
        "INSERT INTO satisfaction (account_id, date, score, created_at, updated_at, version) "
        f"SELECT id, satisfaction_on, satisfaction, updated_at, updated_at, 1 FROM account WHERE id IN {_ALONE} "
        "AND satisfaction IS NOT NULL AND satisfaction_on IS NOT NULL ON CONFLICT (account_id, date) DO UPDATE "
        f"SET score = excluded.score WHERE {unwritten('satisfaction.id')}",
        given,
    )
    connection.execute(
        "UPDATE account SET satisfaction = e.score, satisfaction_on = e.date FROM account a "
        f"LEFT JOIN satisfaction e ON e.id = {NEWEST.format(account='a.id')} WHERE a.id = account.id "
        f"AND account.id IN {_TOUCHED} "
        "AND (account.satisfaction IS NOT e.score OR account.satisfaction_on IS NOT e.date)",
        given,
    )

"""Is health to be computed because days have passed? Asked at every opening, so that it imports nothing heavy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from kapta_tui.data import connect


def is_stale(connection: sqlite3.Connection, day: date) -> bool:
    """Return whether the store's own health of some account is not that of `day` by the rules in force."""
    (missing,) = connection.execute(
        "SELECT (SELECT count(*) FROM main.account) > (SELECT count(*) FROM main.account_health "
        "WHERE day = ? AND playbook_id = (SELECT max(id) FROM playbook_version))",
        (day.isoformat(),),
    ).fetchone()
    return bool(missing)


def is_behind(connection: sqlite3.Connection, today: date) -> bool:
    """Return whether rows of days of health before `today` may be missing."""
    (until,) = connection.execute("SELECT complete_until FROM health_state").fetchone()
    return until is None or until < (today - timedelta(days=1)).isoformat()


def is_due(path: Path, today: date) -> bool:
    """Return whether health is to be computed for `today`, or for days before it. Raises StoreError."""
    with connect.store_errors(path), closing(connect.connect(path)) as connection:
        return is_stale(connection, today) or is_behind(connection, today)

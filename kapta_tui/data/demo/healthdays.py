"""The days of health behind the sample portfolio, as they would have been, had somebody looked every day."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import Final

from kapta_tui.data import health
from kapta_tui.data.read.health import ALL, gather

_DAYS: Final = 100
"""So many days back: the longest period but a year, and some."""


def add_health_days(connection: sqlite3.Connection, today: date) -> None:
    """Write the days of health before `today` from the facts that were dated then, and the health of `today`."""
    number, playbook = health.rules(connection)
    for ago in range(_DAYS, 0, -1):
        day = today - timedelta(days=ago)
        known = (facts for facts in gather(connection, day, playbook, ALL) if facts.created <= day)
        health.write_days(connection, known, day, playbook, number)
    yesterday = today - timedelta(days=1)
    connection.execute("UPDATE health_state SET complete_until = ?", (yesterday.isoformat(),))
    health.renew(connection, today, ALL)

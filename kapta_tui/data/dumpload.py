"""Filling an empty store with a dump, of this version or an earlier one (features: row 129)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from kapta_tui.data import dump, health, summary
from kapta_tui.data.read.playbook import current
from kapta_tui.data.schema import REVISIONS
from kapta_tui.domain.errors import RuleError, UsageError


def load(connection: sqlite3.Connection, values: Mapping[str, Any], today: date, now: str) -> int:
    """Fill an empty store with a dump, history included, inside the caller's transaction; return the rows.

    A dump of an earlier version is upgraded as a store of it would be, at the moment `now` (UTC, ISO text).

    Raises:
        RuleError: the store already holds records.
        UsageError: the dump is of a newer version, or is no whole dump.
    """
    if values.get("schema") not in REVISIONS:
        raise UsageError(
            f"The dump has schema {values.get('schema')!r}.", "Upgrade kapta, then import it again."
        )
    if connection.execute("SELECT 1 FROM event LIMIT 1").fetchone():
        raise RuleError(
            "A whole dump can only go into an empty store, and this one holds records.",
            "Name a new store with --db, then import the dump there.",
        )
    if values["schema"] != REVISIONS[-1]:
        from kapta_tui.data.dumpupgrade import upgraded

        values = upgraded(values, now)
    count = dump.fill(connection, values)
    accounts = [account for (account,) in connection.execute("SELECT id FROM account")]
    summary.renew(connection, accounts, today, current(connection).currency)
    health.renew_touched(connection, today)
    return count

"""When the contracts of an account end, which plans count back from (domain.md 3.8)."""

from __future__ import annotations

import sqlite3
from datetime import date


def contract_ends(connection: sqlite3.Connection, account: int) -> dict[int, date]:
    """Return the last day of each contract of the account that has one, by id."""
    found = connection.execute(
        'SELECT id, "end" FROM contract WHERE account_id = ? AND "end" IS NOT NULL', (account,)
    )
    return {number: date.fromisoformat(end) for number, end in found}

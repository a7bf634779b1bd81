"""Which accounts have an active risk, for the mark beside their names (features: row 38)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from kapta_tui.domain.playbook import Playbook


def severities(
    connection: sqlite3.Connection, playbook: Playbook, accounts: Iterable[int | None]
) -> dict[int, str | None]:
    """Return by account the severity of its active risk, None of an unrated one.

    Accounts without a risk are left out, all of them where the playbook switched risks off; None is no account.
    """
    wanted = sorted({number for number in accounts if number is not None})
    if not wanted or not playbook.enabled("risks"):
        return {}
    found = connection.execute(
        "SELECT account_id, risk_severity FROM account_summary WHERE risk_id IS NOT NULL "
        "AND account_id IN (SELECT value FROM json_each(?))",
        (json.dumps(wanted),),
    )
    return dict(found.fetchall())

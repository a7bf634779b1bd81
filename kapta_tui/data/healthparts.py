"""Which parts of health a change moves, so that no other is computed again."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from kapta_tui.data.read.health.gather import EVERYTHING, RISK

_NOTHING: Final[frozenset[str]] = frozenset()
_PROFILE: Final = frozenset({"profile"})
_PLAN: Final = frozenset({"plan"})
_TALK: Final = frozenset({"notes", "freshness"})

PARTS: Final[Mapping[str, frozenset[str]]] = {
    "account": EVERYTHING,
    "account_contributor": _NOTHING,
    "account_product": _NOTHING,
    "action": _PLAN,
    "action_contact": _NOTHING,
    "contact": frozenset({"profile", "freshness"}),
    "contract": _PROFILE,
    "document": _NOTHING,
    "goal": _PLAN,
    "metric": _NOTHING,
    "metric_value": _NOTHING,
    "note": _TALK,
    "note_contact": _TALK,
    "objective": _NOTHING,
    "opportunity": _NOTHING,
    "playbook_version": EVERYTHING,
    "product": _NOTHING,
    "qbr": frozenset({"qbr"}),
    "qbr_colleague": _NOTHING,
    "qbr_contact": _NOTHING,
    "relationship": _NOTHING,
    "risk": frozenset({RISK}),
    "risk_reason": _NOTHING,
    "risk_resolution": _NOTHING,
    "risk_stage": _NOTHING,
    "satisfaction": _NOTHING,
    "swot": _PROFILE,
    "task": _PLAN,
    "user": _NOTHING,
    "voc": _PROFILE,
}
"""Journaled table to the factors that are measured from it, and `RISK`; an account keeps its satisfaction itself."""

_OWN: Final = frozenset({"profile", "satisfaction"})
"""What is measured from an account's own row while it stays of its type."""

_TABLES: Final = """
SELECT DISTINCT tbl FROM change WHERE event_id = :event AND (account_id = :account OR account_id IS NULL)
"""
_RULES_OTHERWISE: Final = """
SELECT 1 FROM change c JOIN account a ON a.id = c.row_id
WHERE c.event_id = :event AND c.tbl = 'account' AND c.row_id = :account
  AND (c.before IS NULL OR (json_extract(c.before, '$.type'), json_extract(c.before, '$.created_at'))
       IS NOT (a.type, a.created_at)
       OR (c.after IS NOT NULL AND (json_extract(c.after, '$.type'), json_extract(c.after, '$.created_at'))
           IS NOT (a.type, a.created_at)))
"""


def moved(connection: sqlite3.Connection, event: int, account: int) -> frozenset[str]:
    """Return the parts of the health of `account` that `event` moves, done or undone."""
    given = {"event": event, "account": account}
    tables = {table for (table,) in connection.execute(_TABLES, given)}
    found = _NOTHING.union(*(PARTS[table] for table in tables - {"account"}))
    if "account" not in tables:
        return found
    if connection.execute(_RULES_OTHERWISE, given).fetchone():
        return EVERYTHING
    return found | _OWN

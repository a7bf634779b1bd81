"""The SWOT items of an account (domain.md 3.5)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import records
from kapta_tui.data.read.records import View

_NAMES = ("id", "quadrant", "text", "lens", "theme", "reviewed_on", "stale")


@dataclass(frozen=True, slots=True)
class SwotItem:
    """One item with codes of the playbook; stale when its last review is too long ago."""

    id: int
    quadrant: str
    text: str
    lens: str
    theme: str
    reviewed_on: date
    is_stale: bool


def items(connection: sqlite3.Connection, account: int, view: View) -> tuple[SwotItem, ...]:
    """Return the items of the account, those reviewed last first within each quadrant."""
    wanted = records.ids(connection, "swot", view, account=account)
    found: list[SwotItem] = []
    for row in records.records(connection, "swot", view, wanted, _NAMES):
        number, day = row["id"], row["reviewed_on"]
        assert isinstance(number, int)
        assert isinstance(day, date)
        quadrant, text, lens, theme = (str(row[name] or "") for name in ("quadrant", "text", "lens", "theme"))
        found.append(SwotItem(number, quadrant, text, lens, theme, day, bool(row["stale"])))
    return tuple(found)

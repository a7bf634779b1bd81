"""The SWOT items of an account, or of several (domain.md 3.5)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.among import Several
from kapta_tui.data.read.families import Named
from kapta_tui.data.read.records import View
from kapta_tui.data.read.reviewed import reviewed


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
    account: Named


def items(connection: sqlite3.Connection, account: Several, view: View) -> tuple[SwotItem, ...]:
    """Return the items of the account or accounts, those reviewed last first within each quadrant."""
    words = ("quadrant", "text", "lens", "theme")
    found: list[SwotItem] = []
    for one in reviewed(connection, "swot", account, view, day="reviewed_on", words=words):
        quadrant, text, lens, theme = one.words
        found.append(SwotItem(one.id, quadrant, text, lens, theme, one.day, one.is_stale, one.account))
    return tuple(found)

"""Columns of key players who go cold: the day, the days left and what their silence costs (features: row 65)."""

from __future__ import annotations

from typing import Final

from kapta_tui.data.read.health.cold import ColdRow
from kapta_tui.domain.fields import Values
from kapta_tui.domain.health.words import signed
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import days_words
from kapta_tui.screens.health.starting import talk_type
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column

TITLE: Final = "Who goes cold next"

NAME: Final = Column[ColdRow](
    "name", "Name", lambda row: row.name, minimum=16, wish=24, flex=3, priority=9, sortable=False
)
ACCOUNT: Final = Column[ColdRow](
    "account", "Account", lambda row: row.account, minimum=14, wish=24, priority=8, sortable=False
)


def further_columns(playbook: Playbook) -> tuple[Column[ColdRow], ...]:
    """Return what stands behind the names."""

    def role(row: ColdRow) -> Cell:
        return playbook.label("contact_role", row.cooling.role) or ("·", "muted")

    columns = (
        Column[ColdRow]("role", "Role", role, minimum=10, wish=18, maximum=24, priority=4),
        Column[ColdRow]("newest", "Spoken with", _newest, width=11, priority=5),
        Column[ColdRow]("cold_on", "Cold on", _cold_on, width=10, priority=7),
        Column[ColdRow]("left", "Left", _left_cell, width=9, align="right", priority=8),
        Column[ColdRow]("costs", "Costs", _costs, width=6, align="right", priority=6),
    )
    return tuple(column._replace(sortable=False) for column in columns)


def note_about(row: ColdRow, playbook: Playbook) -> Values:
    """Return what a note of a talk with the key player begins with."""
    return {"type": talk_type(playbook), "contacts": (row.name,)}


def _newest(row: ColdRow) -> Cell:
    day = row.cooling.newest
    return ("never", "warn") if day is None else (day.isoformat(), "muted")


def _cold_on(row: ColdRow) -> Cell:
    day = row.cooling.cold_on
    return ("·", "muted") if day is None else day.isoformat()


def left_words(row: ColdRow) -> str:
    """Return the days left in words, or that they are cold."""
    return "cold" if row.is_cold or row.days_left is None else days_words(row.days_left)


def _left_cell(row: ColdRow) -> Cell:
    return (left_words(row), "bad") if row.is_cold else left_words(row)


def _costs(row: ColdRow) -> Cell:
    words = signed(-row.cooling.costs, 1)
    return (words, "muted") if words == "0.0" else (words, "bad")

"""The texts that goals, actions and tasks are made from, and what they would be made as (features: rows 41 and 77)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kapta_tui.data.read import names, records
from kapta_tui.data.read.records import View
from kapta_tui.data.read.worked import addressing
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "notes": ("text",),
    "swot": ("text",),
    "voc": ("text",),
    "qbrs": ("summary", "description", "agenda"),
    "risks": ("details", "reasons"),
}
"""Kinds that say something work can be made from, with the fields that say it, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a record says, its parts below each other, and the account it belongs to.

    `goal` is the name of the goal that an action made from it would stand below: the one that addresses the same
    risk, else the account's only open one; empty where none is meant.
    """

    text: str
    account: int
    goal: str


def material(connection: sqlite3.Connection, view: View, kind: str, number: int) -> Material:
    """Return what the record of `kind`, one of `TEXTS`, says. Raises NotFound when it is gone."""
    record = records.record(connection, kind, view, number)
    account = names.account_of(connection, kind, number)
    if account is None:
        raise NotFound(f"The {KINDS[kind].spoken} is gone.", "It may have been removed meanwhile.")
    parts = (_words(kind, name, record.get(name), view) for name in TEXTS[kind])
    said = "\n\n".join(filter(None, parts))
    return Material(said, account, _goal(connection, account, risk_of(connection, kind, number)))


def risk_of(connection: sqlite3.Connection, kind: str, number: int) -> int | None:
    """Return the risk that a record is, or that a note is about."""
    if kind == "risks":
        return number
    if kind != "notes":
        return None
    row = connection.execute("SELECT risk_id FROM note WHERE id = ?", (number,)).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def _words(kind: str, name: str, value: Value, view: View) -> str:
    if isinstance(value, tuple):
        catalogue = KINDS[kind].by_name[name].choices
        return "\n".join(view.playbook.label(catalogue, item) if catalogue else item for item in value)
    return str(value or "").strip()


def _goal(connection: sqlite3.Connection, account: int, risk: int | None) -> str:
    open_goals = dict(
        connection.execute(
            "SELECT id, name FROM goal WHERE account_id = ? AND completed_at IS NULL", (account,)
        ).fetchall()
    )
    addressed = (
        [] if risk is None else [one.id for one in addressing(connection, risk) if one.kind == "goals"]
    )
    meant = [number for number in addressed if number in open_goals]
    chosen = meant or list(open_goals)
    name = open_goals[chosen[0]] if len(chosen) == 1 else ""
    # A name that several bear says none of them.
    return str(name) if sum(other == name for other in open_goals.values()) == 1 else ""

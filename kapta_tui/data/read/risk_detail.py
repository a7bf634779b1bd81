"""One risk in full: what a preview shows beside the list (features: rows 37, 42 and 44)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from kapta_tui.data.read import risks, worked
from kapta_tui.data.read.leftnotes import LeftNote, left_notes
from kapta_tui.data.read.records import View
from kapta_tui.data.read.risks import RiskRow
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.riskstages import Stage, Step, lasting

NOTES = 5
"""Newest notes shown of a risk."""

PRIOR = 8
"""Newest prior risks shown of its account."""

_ALL = -1
"""No limit, to SQLite."""

_LABELS = (
    "(SELECT group_concat(v, char(31)) FROM "
    "(SELECT label AS v FROM {table} WHERE risk_id = t.id ORDER BY position))"
)


@dataclass(frozen=True, slots=True)
class PriorRisk:
    """A closed risk of the same account."""

    id: int
    opened_at: date
    closed_at: date
    status: str
    reasons: tuple[str, ...]
    resolutions: tuple[str, ...]


RiskNote: TypeAlias = LeftNote
"""A note on the risk."""


@dataclass(frozen=True, slots=True)
class RiskDetail:
    """A risk with its texts, the account's prior risks and the risk's notes, newest first."""

    row: RiskRow
    details: str
    resolutions: tuple[str, ...]
    open_actions: int
    """Of the account, since risks are worked on by the account's plan."""
    overdue: int
    prior: tuple[PriorRisk, ...]
    notes: tuple[RiskNote, ...]
    stages: tuple[Stage, ...]
    linked: tuple[LinkedWork, ...]
    """The work that addresses it, open first."""

    @property
    def repeated(self) -> tuple[str, ...]:
        """The reasons that an earlier risk of the account had too."""
        before = {reason for risk in self.prior for reason in risk.reasons}
        return tuple(reason for reason in self.row.reasons if reason in before)


def detail(
    connection: sqlite3.Connection, view: View, risk: int, *, whole: bool = False
) -> RiskDetail | None:
    """Return the risk in full, None when it is gone; `whole` brings all its notes and all prior risks."""
    row = risks.rows(connection, view, [risk]).get(risk)
    more = connection.execute(
        f"SELECT t.details, {_LABELS.format(table='risk_resolution')}, s.open_actions, s.overdue "
        "FROM risk t JOIN account_summary s ON s.account_id = t.account_id WHERE t.id = ?",
        (risk,),
    ).fetchone()
    if row is None or more is None:
        return None
    details, resolutions, open_actions, overdue = more
    return RiskDetail(
        row=row,
        details=details or "",
        resolutions=_parts(resolutions),
        open_actions=open_actions,
        overdue=overdue,
        prior=prior(connection, row.account_id, besides=risk, limit=_ALL if whole else PRIOR),
        notes=notes(connection, risk, limit=_ALL if whole else NOTES),
        stages=stages(connection, risk, view.today),
        linked=worked.addressing(connection, risk),
    )


def stages(connection: sqlite3.Connection, risk: int, today: date) -> tuple[Stage, ...]:
    """Return the statuses that a risk had and has, each with its days (features: row 34)."""
    found = connection.execute("SELECT status, since FROM risk_stage WHERE risk_id = ? ORDER BY id", (risk,))
    return lasting([Step(status, date.fromisoformat(since)) for status, since in found], today)


def prior(
    connection: sqlite3.Connection, account: int, *, besides: int, limit: int = PRIOR
) -> tuple[PriorRisk, ...]:
    """Return the closed risks of an account other than `besides`, the last closed first."""
    found = connection.execute(
        f"SELECT t.id, t.opened_at, t.closed_at, t.status, {_LABELS.format(table='risk_reason')}, "
        f"{_LABELS.format(table='risk_resolution')} FROM risk t "
        "WHERE t.account_id = ? AND t.closed_at IS NOT NULL AND t.id <> ? "
        "ORDER BY t.closed_at DESC, t.id DESC LIMIT ?",
        (account, besides, limit),
    )
    return tuple(_prior(row) for row in found)


def notes(connection: sqlite3.Connection, risk: int, *, limit: int = NOTES) -> tuple[RiskNote, ...]:
    """Return the newest notes on a risk."""
    return left_notes(connection, "risk", risk, limit=limit)


def active_risk(connection: sqlite3.Connection, account: int) -> int | None:
    """Return the id of the account's active risk, None when it has none."""
    row = connection.execute(
        "SELECT id FROM risk WHERE account_id = ? AND closed_at IS NULL", (account,)
    ).fetchone()
    return None if row is None else int(row[0])


def _prior(row: tuple[Any, ...]) -> PriorRisk:
    return PriorRisk(
        row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2]), row[3], _parts(row[4]), _parts(row[5])
    )


def _parts(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(LIST_SEPARATOR)) if text else ()

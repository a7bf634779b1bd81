"""Today: what needs me and why, in one list (features: rows 98, 135)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.records import View
from kapta_tui.data.read.sources.base import NO_WORK

AHEAD_DAYS = 7
"""Tasks and actions due within so many days are on the agenda."""

ENDING_DAYS = 90
"""Contracts ending within so many days are on the agenda."""

COLD_DAYS = 60
"""A decision maker not contacted for so long is cold (domain.md 3.3)."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing to do: the record it is about, the day it counts from, and why it is here."""

    kind: str
    id: int
    account_id: int
    account: str
    title: str
    day: date | None
    reason: str
    late: bool


_MINE = '= (SELECT u.id FROM "user" u WHERE u.name_folded = :me)'

_SELECTS: tuple[tuple[str, str], ...] = (
    (
        "tasks",
        "SELECT t.id, a.id, a.name, t.name, coalesce(t.due, x.due) AS day, "
        "CASE WHEN coalesce(t.due, x.due) < :today THEN 'task overdue' "
        "WHEN coalesce(t.due, x.due) = :today THEN 'task due today' ELSE 'task due soon' END "
        "FROM task t JOIN account a ON a.id = t.account_id LEFT JOIN action x ON x.id = t.action_id "
        "WHERE t.done_at IS NULL AND coalesce(t.due, x.due) <= date(:today, :ahead) AND NOT a.archived "
        f"AND coalesce(t.assignee_id, x.owner_id, a.owner_id) {_MINE}",
    ),
    (
        "actions",
        "SELECT t.id, a.id, a.name, t.name, coalesce(t.due, t.start) AS day, "
        "CASE WHEN t.percent = 100 THEN 'action at 100 %, not closed' "
        "WHEN t.due < :today THEN 'action overdue' "
        "WHEN t.status = 'not_started' AND t.start < :today THEN 'should have started ' || t.start "
        "WHEN t.due = :today THEN 'action due today' ELSE 'action due soon' END "
        "FROM action t JOIN account a ON a.id = t.account_id "
        "WHERE t.completed_at IS NULL AND NOT a.archived AND (t.due <= date(:today, :ahead) OR t.percent = 100 "
        "OR (t.status = 'not_started' AND t.start < :today)) "
        f"AND coalesce(t.owner_id, a.owner_id) {_MINE}",
    ),
    (
        "contracts",
        "SELECT t.id, a.id, a.name, t.name, t.notice_date AS day, 'notice by ' || t.notice_date "
        "FROM contract t JOIN account a ON a.id = t.account_id "
        "WHERE NOT t.is_archived AND NOT a.archived AND t.notice_date BETWEEN :today AND date(:today, '+30 days') "
        f"AND a.owner_id {_MINE}",
    ),
    (
        "contracts",
        'SELECT t.id, a.id, a.name, t.name, t."end" AS day, \'contract ends \' || t."end" '
        "FROM contract t JOIN account a ON a.id = t.account_id "
        'WHERE NOT t.is_archived AND NOT a.archived AND NOT t.auto_renew AND t."end" BETWEEN :today '
        f"AND date(:today, :ending) AND a.owner_id {_MINE}",
    ),
    (
        "risks",
        "SELECT t.id, a.id, a.name, "
        "coalesce((SELECT r.label FROM risk_reason r WHERE r.risk_id = t.id ORDER BY r.position LIMIT 1), ''), "
        "t.opened_at AS day, 'risk without an open action or task' "
        "FROM risk t JOIN account a ON a.id = t.account_id "
        f"WHERE t.closed_at IS NULL AND NOT a.archived AND {NO_WORK.format(account='a.id')} "
        f"AND coalesce(t.assignee_id, a.owner_id) {_MINE}",
    ),
    (
        "contacts",
        "SELECT t.id, a.id, a.name, t.name, max(n.date) AS day, "
        "CASE WHEN max(n.date) IS NULL THEN 'key player never contacted' "
        "ELSE 'last contact ' || max(n.date) END "
        "FROM contact t JOIN account a ON a.id = t.account_id "
        "LEFT JOIN note_contact nc ON nc.contact_id = t.id LEFT JOIN note n ON n.id = nc.note_id "
        "WHERE NOT t.has_left AND NOT a.archived AND t.power IN ('final_say', 'strong') "
        f"AND coalesce(t.internal_contact_id, a.owner_id) {_MINE} "
        "GROUP BY t.id HAVING max(n.date) IS NULL OR max(n.date) < date(:today, :cold)",
    ),
)


def agenda(connection: sqlite3.Connection, view: View) -> list[AgendaItem]:
    """Return what needs the user of `view` on its day: late things first, then by day, each with its reason."""
    parameters = view.parameters | {
        "ahead": f"+{AHEAD_DAYS} days",
        "ending": f"+{ENDING_DAYS} days",
        "cold": f"-{COLD_DAYS} days",
    }
    items = [item for kind, sql in _SELECTS for item in _items(connection, kind, sql, parameters, view.today)]
    return sorted(items, key=lambda item: (not item.late, item.day or date.min, item.account, item.title))


def _items(
    connection: sqlite3.Connection, kind: str, sql: str, parameters: dict[str, str | int | float], today: date
) -> Iterator[AgendaItem]:
    for number, account_id, account, title, day, reason in connection.execute(sql, parameters):
        when = None if day is None else date.fromisoformat(day)
        late = kind in ("tasks", "actions") and when is not None and when < today
        yield AgendaItem(kind, number, account_id, account, title, when, reason, late)

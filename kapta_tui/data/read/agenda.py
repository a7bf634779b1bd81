"""Today: what needs me and why, in one list (features: rows 98, 135)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.records import View
from kapta_tui.data.read.sources.base import NO_WORK, SERVES, mine
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook

AHEAD_DAYS = 7
"""Tasks and actions due within so many days are on the agenda."""

ENDING_DAYS = 90
"""Contracts ending within so many days, or ended since so many and not archived, are on the agenda."""

NOTICE_DAYS = 30
"""Contracts whose last day to give notice is within so many days are on the agenda for that day alone."""

_DATED = frozenset({"tasks", "actions", "goals", "contracts"})
"""Kinds whose day is one by which something was to be done; of the others it is the day it counts from."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing to do: the record it is about, the day it is due or counts from, and why it is here.

    `late` says that the day is one that was missed.
    """

    kind: str
    id: int
    account_id: int
    account: str
    title: str
    day: date | None
    reason: str
    late: bool


_RANKS = {"risks": 1, "contacts": 3}
"""Kind to its place between what is late (0) and what is due (2)."""

_DAY = "coalesce(t.due, x.due)"

_UNBEGUN = "(t.started_at IS NULL AND coalesce(t.percent, 0) = 0 AND t.start < :today)"
"""The planned start of an action has passed and nobody began (features: row 83)."""

_ALONE = SERVES.format(goal="t.id")
"""A goal without actions that count is worked on and reported as if it was one (features: row 72)."""

_SELECTS: tuple[tuple[str, str], ...] = (
    # `live` stands for the accounts that are looked at.
    (
        "tasks",
        f"SELECT t.id, a.id, a.name, t.name, {_DAY} AS day, "
        f"CASE WHEN {_DAY} < :today THEN 'task overdue' "
        f"WHEN {_DAY} = :today THEN 'task due today' ELSE 'task due soon' END "
        "FROM task t JOIN account a ON a.id = t.account_id LEFT JOIN action x ON x.id = t.action_id "
        f"WHERE t.done_at IS NULL AND {_DAY} <= date(:today, :ahead) AND {{live}} "
        f"AND {mine('coalesce(t.assignee_id, x.owner_id, a.owner_id)')}",
    ),
    (
        "actions",
        "SELECT t.id, a.id, a.name, t.name, "
        f"CASE WHEN {_UNBEGUN} AND coalesce(t.due > :today, true) THEN t.start ELSE t.due END AS day, "
        "CASE WHEN t.percent = 100 THEN 'action at 100 %, not closed' "
        "WHEN t.due < :today THEN 'action overdue' "
        "WHEN t.due = :today THEN 'action due today' "
        f"WHEN {_UNBEGUN} THEN 'action should have started' "
        "ELSE 'action due soon' END "
        "FROM action t JOIN account a ON a.id = t.account_id "
        "WHERE t.completed_at IS NULL AND {live} "
        f"AND (t.due <= date(:today, :ahead) OR t.percent = 100 OR {_UNBEGUN}) "
        f"AND {mine('coalesce(t.owner_id, a.owner_id)')}",
    ),
    (
        "goals",
        "SELECT t.id, a.id, a.name, t.name, "
        f"CASE WHEN {_ALONE} AND {_UNBEGUN} AND coalesce(t.due > :today, true) THEN t.start ELSE t.due END AS day, "
        f"CASE WHEN t.percent = 100 AND {_ALONE} THEN 'goal at 100 %, not closed' "
        "WHEN t.due < :today THEN 'goal overdue' "
        "WHEN t.due = :today THEN 'goal due today' "
        f"WHEN {_ALONE} AND {_UNBEGUN} THEN 'goal should have started' "
        "ELSE 'goal due soon' END "
        "FROM goal t JOIN account a ON a.id = t.account_id "
        "WHERE t.completed_at IS NULL AND {live} AND (t.due <= date(:today, :ahead) "
        f"OR ({_ALONE} AND (t.percent = 100 OR {_UNBEGUN}))) "
        f"AND {mine('coalesce(t.owner_id, a.owner_id)')}",
    ),
    (
        "contracts",
        "SELECT t.id, a.id, a.name, t.name, t.notice_date AS day, 'last day for notice' "
        "FROM contract t JOIN account a ON a.id = t.account_id "
        "WHERE NOT t.is_archived AND {live} "
        f"AND t.notice_date BETWEEN :today AND date(:today, :notice) AND {mine('a.owner_id')}",
    ),
    (
        "contracts",
        'SELECT t.id, a.id, a.name, t.name, t."end" AS day, '
        "CASE WHEN t.\"end\" < :today THEN 'contract ended, not archived' ELSE 'contract ends' END "
        "FROM contract t JOIN account a ON a.id = t.account_id "
        "WHERE NOT t.is_archived AND {live} AND NOT t.auto_renew "
        'AND t."end" BETWEEN date(:today, :ended) AND date(:today, :ending) '
        "AND NOT coalesce(t.notice_date BETWEEN :today AND date(:today, :notice), 0) "
        f"AND {mine('a.owner_id')}",
    ),
    (
        "risks",
        "SELECT t.id, a.id, a.name, "
        "coalesce((SELECT r.label FROM risk_reason r WHERE r.risk_id = t.id ORDER BY r.position LIMIT 1), ''), "
        "t.opened_at AS day, 'risk nobody works on' "
        "FROM risk t JOIN account a ON a.id = t.account_id "
        f"WHERE t.closed_at IS NULL AND {{live}} AND {NO_WORK.format(risk='t.id')} "
        f"AND {mine('coalesce(t.assignee_id, a.owner_id)')}",
    ),
    (
        "contacts",
        "SELECT t.id, a.id, a.name, t.name, max(n.date) AS day, "
        "CASE WHEN max(n.date) IS NULL THEN 'key player never contacted' "
        "ELSE 'key player going cold' END "
        "FROM contact t JOIN account a ON a.id = t.account_id "
        "LEFT JOIN note_contact nc ON nc.contact_id = t.id LEFT JOIN note n ON n.id = nc.note_id AND n.date <= :today "
        "WHERE NOT t.has_left AND {live} AND t.power IN (SELECT value FROM json_each(:strong)) "
        f"AND {mine('coalesce(t.internal_contact_id, a.owner_id)')} "
        "GROUP BY t.id HAVING max(n.date) IS NULL OR max(n.date) < date(:today, :cold)",
    ),
)


def agenda(connection: sqlite3.Connection, view: View, ahead: int = AHEAD_DAYS) -> list[AgendaItem]:
    """Return what needs the user of `view` on its day, each thing with its reason.

    Tasks, actions and goals are there from `ahead` days before they are due, 0 or more; contracts at least so
    early, too.

    What is late comes first, then risks nobody works on, then what is due by its day, then silent contacts.

    Only accounts in the scope of `view` count. Silence of a key player counts by the playbook's rules of coverage
    (domain.md 3.3).
    """
    coverage = view.playbook.coverage
    strong = [
        choice.code
        for choice in view.playbook.choices("decision_power")
        if choice.value is not None and choice.value >= coverage.strong_power
    ]
    # SQLite knows no day behind the last of the calendar, and nothing would be due by it.
    ahead = min(ahead, (date.max - view.today).days)
    parameters = view.parameters | {
        "ahead": f"+{ahead} days",
        "ending": f"+{max(ENDING_DAYS, ahead)} days",
        "ended": f"-{ENDING_DAYS} days",
        "notice": f"+{max(NOTICE_DAYS, ahead)} days",
        "cold": f"-{coverage.strong_contact_days} days",
        "strong": json.dumps(strong),
    }
    live = view.scope.live()
    items = [
        item
        for kind, sql in _SELECTS
        if _is_offered(view.playbook, kind)
        for item in _items(connection, kind, sql.format(live=live), parameters, view.today)
    ]
    return sorted(items, key=_urgency)


def _is_offered(playbook: Playbook, kind: str) -> bool:
    """Say whether the playbook has what the lines of a kind speak of: of risks, that they lack work."""
    return playbook.offers(KINDS[kind]) and (kind != "risks" or playbook.enabled("plans"))


def _urgency(item: AgendaItem) -> tuple[int, date, str, str, int]:
    rank = 0 if item.late else _RANKS.get(item.kind, 2)
    return rank, item.day or date.min, item.account, item.title, item.id


def _items(
    connection: sqlite3.Connection, kind: str, sql: str, parameters: dict[str, str | int | float], today: date
) -> Iterator[AgendaItem]:
    for number, account_id, account, title, day, reason in connection.execute(sql, parameters):
        when = day_of(day)
        late = kind in _DATED and when is not None and when < today
        yield AgendaItem(kind, number, account_id, account, title, when, reason, late)

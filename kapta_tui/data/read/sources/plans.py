"""Goals, objectives, actions and tasks in SQL."""

from __future__ import annotations

from kapta_tui.data.read.sources.base import (
    ADDRESSED,
    COMMON,
    OF_ACCOUNT,
    OWNED,
    SOURCE_NAME,
    Source,
    listed,
    mine,
    named,
)

_PERCENT = (
    "coalesce((SELECT CASE WHEN sum(n) = 100 * count(n) THEN 100 "
    "ELSE min(99, (2 * sum(n) + count(n)) / (2 * count(n))) END "
    "FROM (SELECT CASE WHEN x.completed_at IS NULL THEN x.percent ELSE 100 END AS n FROM action x "
    "WHERE x.{key} = t.id AND x.status <> 'cancelled')), "
    "CASE WHEN t.completed_at IS NOT NULL THEN 100 ELSE {own} END)"
)
"""`domain.progress` in SQL, for sorting and filtering by it; a test holds the two together."""

_BEGUN = (
    "(x.started_at IS NOT NULL OR x.percent > 0 OR x.completed_at IS NOT NULL OR x.status <> 'not_started')"
)
_BELOW = "SELECT 1 FROM action x WHERE x.{key} = t.id AND x.status <> 'cancelled'"
_STATUS = (
    f"CASE WHEN t.completed_at IS NOT NULL THEN 'completed' WHEN EXISTS ({_BELOW} AND {_BEGUN}) THEN 'in_progress' "
    f"WHEN EXISTS ({_BELOW}) THEN 'not_started' ELSE {{own}} END"
)
"""`domain.progress.status` in SQL; a test holds the two together."""

_PLAYERS = listed(
    "SELECT DISTINCT c.name AS v FROM action_contact ac JOIN contact c ON c.id = ac.contact_id "
    "JOIN action x ON x.id = ac.action_id WHERE x.{key} = t.id ORDER BY c.name_folded"
)

_ORIGIN = {"source": "t.source", "source_name": SOURCE_NAME, "risk": ADDRESSED}

GOALS = Source(
    kind="goals",
    tables=f"goal t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "section": "t.section",
        "name": "t.name",
        "description": "t.description",
        "owner": named("user", "t.owner_id"),
        "start": "t.start",
        "due": "t.due",
        "in_customer_report": "t.in_customer_report",
        "status": _STATUS.format(key="goal_id", own="t.status"),
        "status_note": "t.status_note",
        "reported_status": "t.status",
        "reported_percent": "t.percent",
        "percent": _PERCENT.format(key="goal_id", own="t.percent"),
        "started_at": "t.started_at",
        "completed_at": "t.completed_at",
        "contacts": _PLAYERS.format(key="goal_id"),
        "overdue": "t.completed_at IS NULL AND coalesce(t.due < :today, false)",
        "position": "t.position",
    }
    | _ORIGIN,
    words=("t.name_folded", "t.description", "t.status_note", "a.name_folded"),
    ready=OF_ACCOUNT
    | {
        "mine": mine("coalesce(t.owner_id, a.owner_id)"),
        "overdue": "t.completed_at IS NULL AND t.due < :today",
    },
    order={"name": "t.name_folded", "account": "a.name_folded"},
)

OBJECTIVES = Source(
    kind="objectives",
    tables=f"objective t {OWNED} JOIN goal g ON g.id = t.goal_id",
    fields=COMMON
    | {
        "account": "a.name",
        "goal": "g.name",
        "goal_id": "t.goal_id",
        "name": "t.name",
        "description": "t.description",
        "owner": named("user", "t.owner_id"),
        "start": "t.start",
        "due": "t.due",
        "section": "g.section",
        "status": _STATUS.format(key="objective_id", own="'not_started'"),
        "percent": _PERCENT.format(key="objective_id", own="NULL"),
        "completed_at": "t.completed_at",
        "overdue": "t.completed_at IS NULL AND coalesce(t.due < :today, false)",
        "in_customer_report": "g.in_customer_report",
        "contacts": _PLAYERS.format(key="objective_id"),
        "source": "g.source",
        "position": "t.position",
    },
    words=("t.name_folded", "t.description", "a.name_folded"),
    ready=OF_ACCOUNT
    | {
        "mine": mine("coalesce(t.owner_id, a.owner_id)"),
        "overdue": "t.completed_at IS NULL AND t.due < :today",
    },
    order={"name": "t.name_folded", "account": "a.name_folded"},
)

ACTIONS = Source(
    kind="actions",
    tables=f"action t {OWNED} JOIN goal g ON g.id = t.goal_id",
    fields=COMMON
    | {
        "account": "a.name",
        "goal": "g.name",
        "goal_id": "t.goal_id",
        "objective": named("objective", "t.objective_id"),
        "objective_id": "t.objective_id",
        "name": "t.name",
        "description": "t.description",
        "status": "t.status",
        "status_note": "t.status_note",
        "percent": "t.percent",
        "owner": named("user", "t.owner_id"),
        "start": "t.start",
        "due": "t.due",
        "contacts": listed(
            "SELECT c.name AS v FROM action_contact ac JOIN contact c ON c.id = ac.contact_id "
            "WHERE ac.action_id = t.id ORDER BY c.name_folded"
        ),
        "in_customer_report": "t.in_customer_report",
        "started_at": "t.started_at",
        "completed_at": "t.completed_at",
        "overdue": "t.completed_at IS NULL AND coalesce(t.due < :today, false)",
        "section": "g.section",
        "position": "t.position",
    }
    | _ORIGIN,
    words=("t.name_folded", "t.description", "t.status_note", "a.name_folded", "g.name_folded"),
    ready=OF_ACCOUNT
    | {
        "mine": mine("coalesce(t.owner_id, a.owner_id)"),
        "overdue": "t.completed_at IS NULL AND t.due < :today",
    },
    order={"name": "t.name_folded", "account": "a.name_folded", "goal": "g.name_folded"},
    custom="t.custom",
)

_DUE = "coalesce(t.due, x.due)"

TASKS = Source(
    kind="tasks",
    tables=f"task t {OWNED} LEFT JOIN action x ON x.id = t.action_id",
    fields=COMMON
    | {
        "account": "a.name",
        "action": "x.name",
        "action_id": "t.action_id",
        "goal": named("goal", "x.goal_id"),
        "section": "(SELECT g.section FROM goal g WHERE g.id = x.goal_id)",
        "name": "t.name",
        "due": _DUE,
        "due_inherited": "t.due IS NULL AND x.due IS NOT NULL",
        "assignee": named("user", "t.assignee_id"),
        "recurrence": "t.recurrence",
        "description": "t.description",
        "until": "t.until",
        "done_at": "t.done_at",
        "overdue": f"t.done_at IS NULL AND coalesce({_DUE} < :today, false)",
    }
    | _ORIGIN,
    words=("t.name_folded", "t.description", "a.name_folded"),
    ready=OF_ACCOUNT
    | {
        "mine": mine("coalesce(t.assignee_id, x.owner_id, a.owner_id)"),
        "overdue": f"t.done_at IS NULL AND {_DUE} < :today",
    },
    aliases={"owner": "assignee"},
    order={"name": "t.name_folded", "account": "a.name_folded"},
)

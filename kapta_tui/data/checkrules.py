"""The rules of single tables and pairs of them, each as a query for the rows that break it."""

from __future__ import annotations

from kapta_tui.data.satisfaction import NEWEST


def _circle(table: str, column: str) -> str:
    return (
        f'WITH RECURSIVE above (id, up) AS (SELECT id, {column} FROM "{table}" WHERE {column} IS NOT NULL '
        f'UNION SELECT above.id, t.{column} FROM above JOIN "{table}" t ON t.id = above.up '
        f"WHERE t.{column} IS NOT NULL) "
        f'SELECT t.name FROM above JOIN "{table}" t ON t.id = above.id WHERE above.up = above.id'
    )


def _apart(table: str, column: str, parent: str) -> str:
    return (
        f"SELECT t.id FROM {table} t JOIN {parent} p ON p.id = t.{column} WHERE p.account_id <> t.account_id"
    )


def _linked_apart(link: str, table: str, column: str) -> str:
    return (
        f"SELECT t.id, c.name FROM {link} l JOIN {table} t ON t.id = l.{column} "
        "JOIN contact c ON c.id = l.contact_id WHERE c.account_id <> t.account_id"
    )


def _row_apart(link: str, parent: str) -> str:
    return (
        f"SELECT DISTINCT p.id FROM {link} l JOIN {parent} p ON p.id = l.{parent}_id "
        "WHERE p.account_id <> l.account_id"
    )


def _stage(column: str, way: str) -> str:
    return f"(SELECT g.{column} FROM risk_stage g WHERE g.risk_id = r.id ORDER BY g.id {way} LIMIT 1)"


_PARENTS: tuple[tuple[str, str], ...] = (
    ("note_contact", "note"),
    ("action_contact", "action"),
    ("qbr_contact", "qbr"),
    ("qbr_colleague", "qbr"),
    ("relationship", "contact"),
    ("metric_value", "metric"),
    ("risk_reason", "risk"),
    ("risk_resolution", "risk"),
    ("risk_stage", "risk"),
)
"""Tables whose rows are part of a record, and the table of that."""

RULES: tuple[tuple[str, str], ...] = (
    (
        "{0} has {1} active risks.",
        "SELECT a.name, count(*) FROM risk r JOIN account a ON a.id = r.account_id "
        "WHERE r.closed_at IS NULL GROUP BY r.account_id HAVING count(*) > 1",
    ),
    (
        "Risk {0} is '{1}' but has no closing date.",
        "SELECT id, status FROM risk WHERE closed_at IS NULL AND status LIKE 'closed%'",
    ),
    (
        "Risk {0} has a closing date but is '{1}'.",
        "SELECT id, status FROM risk WHERE closed_at IS NOT NULL AND status NOT LIKE 'closed%'",
    ),
    ("Risk {0} has no reason.", "SELECT id FROM risk WHERE id NOT IN (SELECT risk_id FROM risk_reason)"),
    (
        "The status of risk {0} is '{1}', its last stage is '{2}'.",
        f"SELECT id, status, last FROM (SELECT r.id, r.status, {_stage('status', 'DESC')} AS last FROM risk r) "
        "WHERE status IS NOT last",
    ),
    (
        "Risk {0} was opened on {1}, its first stage began on {2}.",
        f"SELECT id, opened_at, first FROM (SELECT r.id, r.opened_at, {_stage('since', 'ASC')} AS first FROM risk r) "
        "WHERE opened_at IS NOT first",
    ),
    (
        "A stage of risk {0} begins on {1}, before the stage that it follows.",
        "SELECT risk_id, since FROM (SELECT risk_id, since, lag(since) OVER (PARTITION BY risk_id ORDER BY id) AS last "
        "FROM risk_stage) WHERE since < last",
    ),
    (
        "Risk {0} was closed on {1}, its last stage began on {2}.",
        f"SELECT id, closed_at, last FROM (SELECT r.id, r.closed_at, {_stage('since', 'DESC')} AS last FROM risk r) "
        "WHERE closed_at IS NOT NULL AND closed_at IS NOT last",
    ),
    *(
        (
            f"{noun.capitalize()} {{0}} and the risk that it addresses belong to different accounts.",
            _apart(noun, "risk_id", "risk"),
        )
        for noun in ("goal", "action", "task")
    ),
    (
        "The type of {0} is stored as archived: the type it had before is lost.",
        "SELECT name FROM account WHERE type = 'archived'",
    ),
    ("{0} stands above itself in its family.", _circle("account", "parent_id")),
    ("{0} reports to a contact that reports to {0}.", _circle("contact", "reports_to_id")),
    (
        "Contact {0} reports to a contact of another account.",
        _apart("contact", "reports_to_id", "contact"),
    ),
    ("Objective {0} and its goal belong to different accounts.", _apart("objective", "goal_id", "goal")),
    ("Action {0} and its goal belong to different accounts.", _apart("action", "goal_id", "goal")),
    (
        "Action {0} stands under an objective of another goal.",
        "SELECT x.id FROM action x JOIN objective o ON o.id = x.objective_id WHERE o.goal_id <> x.goal_id",
    ),
    ("Task {0} and its action belong to different accounts.", _apart("task", "action_id", "action")),
    (
        "Task {0} and the first one of its series belong to different accounts.",
        _apart("task", "series_id", "task"),
    ),
    (
        "Note {0} and its contact {1} belong to different accounts.",
        _linked_apart("note_contact", "note", "note_id"),
    ),
    (
        "Action {0} and its contact {1} belong to different accounts.",
        _linked_apart("action_contact", "action", "action_id"),
    ),
    (
        "QBR {0} and its contact {1} belong to different accounts.",
        _linked_apart("qbr_contact", "qbr", "qbr_id"),
    ),
    *(
        (f"A row of '{link}' belongs to another account than its {parent} {{0}}.", _row_apart(link, parent))
        for link, parent in _PARENTS
    ),
    (
        "VOC answer {0} was said by a contact of another account.",
        _apart("voc", "contact_id", "contact"),
    ),
    (
        "Metric {0} has the value '{1}' on {2}, which is no number.",
        "SELECT metric_id, value, date FROM metric_value WHERE NOT is_number(value)",
    ),
    (
        "Metric {0} has the value '{1}' on {2}, which is no colour.",
        "SELECT v.metric_id, v.value, v.date FROM metric_value v JOIN metric m ON m.id = v.metric_id "
        "WHERE m.unit = 'colour' AND is_number(v.value) AND CAST(v.value AS REAL) NOT IN (1, 2, 3)",
    ),
    (
        "The satisfaction of account {0} is {1}, its newest entry is {2}.",
        "SELECT a.name, coalesce(a.satisfaction || ' of ' || coalesce(a.satisfaction_on, 'no day'), 'empty'), "
        "coalesce(e.score || ' of ' || e.date, 'none') FROM account a LEFT JOIN satisfaction e "
        f"ON e.id = {NEWEST.format(account='a.id')} "
        "WHERE a.satisfaction IS NOT e.score OR a.satisfaction_on IS NOT e.date",
    ),
    *(
        (
            f"Metric {{0}} has the {level} '{{1}}', which is no number.",
            f"SELECT id, {level} FROM metric WHERE {level} IS NOT NULL AND NOT is_number({level})",
        )
        for level in ("start", "target")
    ),
)
"""Sentence with places for the columns, and the query."""

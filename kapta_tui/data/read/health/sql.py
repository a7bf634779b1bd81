"""The statements that gather the facts of health, for one account, some or all; each yields the account first."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from kapta_tui.data.read.money import in_force
from kapta_tui.data.read.sources.base import SERVES

ALL: Final = "1"
ONE: Final = "{0}account_id = :account"
TOUCHED: Final = "{0}account_id IN (SELECT account_id FROM temp.touched)"
BATCH: Final = "{0}account_id IN (SELECT account_id FROM temp.batch)"
"""Which accounts are meant: a condition over the column `account_id` of the row that `{0}` names."""

_SATISFIED: Final = (
    "CASE WHEN satisfaction_on > :today THEN (SELECT s.{0} FROM satisfaction s WHERE s.account_id = a.account_id "
    "AND s.date <= :today ORDER BY s.date DESC LIMIT 1) ELSE {1} END"
)
"""Column `{0}` of the newest entry until today; an account holds that of its newest one, as `{1}`."""
_ACCOUNTS: Final = f"""
SELECT id, type, date(created_at, 'localtime'), archived, coalesce(website, '') <> '', coalesce(description, '') <> '',
       custom, {_SATISFIED.format("score", "satisfaction")}, {_SATISFIED.format("date", "satisfaction_on")}
FROM (SELECT id AS account_id, * FROM account) a WHERE {{some}}
"""
_PLAYERS: Final = """
SELECT account_id, id, role,
       1 + (coalesce(title, '') <> '') + (friendliness IS NOT NULL) + (power IS NOT NULL)
FROM contact WHERE NOT has_left AND {some} ORDER BY account_id, id
"""
_KNOWN: Final = f"""
SELECT account_id, 'swot', quadrant, max(reviewed_on) FROM swot
WHERE reviewed_on <= :today AND {{some}} GROUP BY 1, 3
UNION ALL
SELECT account_id, 'voc', question, max(date) FROM voc WHERE date <= :today AND {{some}} GROUP BY 1, 3
UNION ALL
SELECT account_id, 'contract', '', max(value_minor IS NOT NULL AND "end" IS NOT NULL) FROM contract
WHERE {in_force("contract")} AND {{some}} GROUP BY 1
"""
_SINGLE: Final = "section IN (SELECT value FROM json_each(:single))"
COVERS: Final = f"""
(completed_at IS NULL OR completed_at > :today)
AND (NOT {SERVES.format(goal="g.id")} OR started_at IS NOT NULL OR {_SINGLE})
"""
"""The goal `g` covers its section: it is active and has an action, or serves as one, as a goal of one level does."""
_GOALS: Final = f"SELECT account_id, section, max({COVERS}) FROM goal g WHERE {{some}} GROUP BY 1, 2"
_DAYS: Final = "coalesce(start, date(created_at, 'localtime')), due, coalesce(percent, 0)"
_CHANGED: Final = "date(updated_at, 'localtime')"
_OPEN: Final = "(completed_at IS NULL OR completed_at > :today)"
_ACTIONS: Final = f"""
SELECT account_id, 'action', id, {_DAYS}, CASE WHEN completed_at <= :today THEN completed_at END, {_CHANGED}
FROM action
WHERE status <> 'cancelled' AND {{some}} AND ({_OPEN} OR completed_at >= :plan_since)
UNION ALL
SELECT account_id, 'goal', id, {_DAYS}, CASE WHEN completed_at <= :today THEN completed_at END, {_CHANGED}
FROM goal g
WHERE {{some}} AND ({_OPEN} OR completed_at >= :plan_since) AND {SERVES.format(goal="g.id")}
  AND (started_at IS NOT NULL OR {_SINGLE})
ORDER BY 1, 2, 3
"""
_TASKS: Final = """
SELECT t.account_id, t.id, coalesce(t.due, x.due), CASE WHEN t.done_at <= :today THEN t.done_at END
FROM task t LEFT JOIN action x ON x.id = t.action_id
WHERE {some_t} AND coalesce(t.due, x.due) BETWEEN :plan_since AND :today
  AND (t.done_at IS NOT NULL OR x.id IS NULL OR x.status <> 'cancelled')
ORDER BY t.account_id, t.id
"""
_REVIEWS: Final = """
SELECT account_id, id, max(date), rating FROM qbr
WHERE rating IS NOT NULL AND date <= :today AND {some} GROUP BY account_id
"""
_RISKS: Final = """
SELECT account_id, id, severity, likelihood FROM risk
WHERE opened_at <= :today AND (closed_at IS NULL OR closed_at > :today) AND {some} ORDER BY account_id, id
"""

_LONG: Final = "length(trim(n.text)) >= :min_length AND n.date <= :today"
_OF_TYPES: Final = """
AND n.account_id IN (SELECT account_id FROM (SELECT id AS account_id, type FROM account)
                     WHERE type IN (SELECT value FROM json_each(:types)) AND {some})
"""
_NOTES: Final = f"""
SELECT n.account_id, n.id, n.date, c.contact_id FROM note n LEFT JOIN note_contact c ON c.note_id = n.id
WHERE {_LONG} AND {{some_n}} {{types}}
"""
"""A note has a row per contact, which follow each other."""


class Statements(NamedTuple):
    """One SELECT for each sort of fact."""

    accounts: str
    players: str
    known: str
    goals: str
    actions: str
    tasks: str
    reviews: str
    risks: str
    notes: str


@lru_cache(maxsize=8)
def statements(scope: str, *, by_type: bool) -> Statements:
    """Return the statements for `scope`; `by_type` narrows those over notes to accounts of `:types`."""
    marks = {
        "some": scope.format(""),
        "some_t": scope.format("t."),
        "some_n": scope.format("n."),
        "types": _OF_TYPES.format(some=scope.format("")) if by_type else "",
    }
    return Statements(
        *(
            text.format(**marks)
            for text in (
                _ACCOUNTS,
                _PLAYERS,
                _KNOWN,
                _GOALS,
                _ACTIONS,
                _TASKS,
                _REVIEWS,
                _RISKS,
                _NOTES,
            )
        )
    )

"""Work that addresses a risk, and work that was made from what was written down (features: rows 41, 55 and 77)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.sources.base import SOURCE_NAMES
from kapta_tui.domain.kinds import KINDS, NOUNS


@dataclass(frozen=True, slots=True)
class LinkedWork:
    """A goal, action or task; `kind` is "goals", "actions" or "tasks".

    `owner` is the account's owner where nobody is named; `is_below` says that it is linked by what it stands below.
    """

    kind: str
    id: int
    name: str
    owner: str
    due: date | None
    done_on: date | None
    percent: int | None
    """Of an action."""
    is_below: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None

    def is_overdue(self, today: date) -> bool:
        """Say whether it is open and was due before `today`."""
        return self.done_on is None and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Origin:
    """The record that work was made from: its kind and id, and what it is called."""

    kind: str
    id: int
    name: str


_OWNED = 'JOIN account a ON a.id = t.account_id LEFT JOIN "user" u ON u.id = coalesce({who}, a.owner_id)'
_GOALS = (
    "SELECT 'goals' AS kind, t.id, t.name, coalesce(u.name, ''), t.due AS due, t.completed_at AS done, NULL, {below} "
    f"FROM goal t {_OWNED.format(who='t.owner_id')} WHERE {{within}} AND ({{where}})"
)
_ACTIONS = (
    "SELECT 'actions' AS kind, t.id, t.name, coalesce(u.name, ''), t.due AS due, t.completed_at AS done, "
    "CASE WHEN t.completed_at IS NULL THEN t.percent END, {below} "
    f"FROM action t JOIN goal g ON g.id = t.goal_id {_OWNED.format(who='t.owner_id')} WHERE {{within}} AND ({{where}})"
)
_TASKS = (
    "SELECT 'tasks' AS kind, t.id, t.name, coalesce(u.name, ''), coalesce(t.due, x.due) AS due, "
    "t.done_at AS done, NULL, {below} FROM task t LEFT JOIN action x ON x.id = t.action_id "
    f"LEFT JOIN goal g ON g.id = x.goal_id {_OWNED.format(who='coalesce(t.assignee_id, x.owner_id)')} "
    "WHERE {within} AND ({where})"
)
_ORDER = " ORDER BY done IS NOT NULL, done DESC, due IS NULL, due, kind, id"

_WITHIN = 't.account_id = (SELECT s.account_id FROM "{table}" s WHERE s.id = :number)'
"""By its account, because the conditions look at three tables, which no index of one of them serves."""

_ADDRESSING = " UNION ALL ".join(
    select.format(within=_WITHIN.format(table="risk"), where=where, below=below)
    for select, where, below in (
        (_GOALS, "t.risk_id = :number", "0"),
        (_ACTIONS, "t.risk_id = :number OR g.risk_id = :number", "t.risk_id IS NOT :number"),
        (
            _TASKS,
            "t.risk_id = :number OR x.risk_id = :number OR g.risk_id = :number",
            "t.risk_id IS NOT :number",
        ),
    )
)


def addressing(connection: sqlite3.Connection, risk: int) -> tuple[LinkedWork, ...]:
    """Return the work that addresses a risk, itself or by what it stands below.

    What is open comes first, the earliest due before the others; then what is done, the latest first.
    """
    return _read(connection, _ADDRESSING, {"number": risk})


def made_from(connection: sqlite3.Connection, kind: str, number: int) -> tuple[LinkedWork, ...]:
    """Return the work that was made from a record of `kind`, in the order of `addressing`."""
    within = _WITHIN.format(table=KINDS[kind].table)
    where = "t.source = :noun AND t.source_id = :number"
    made = [select.format(within=within, where=where, below="0") for select in (_GOALS, _ACTIONS, _TASKS)]
    return _read(connection, " UNION ALL ".join(made), {"noun": KINDS[kind].noun, "number": number})


def origin(connection: sqlite3.Connection, kind: str, number: int) -> Origin | None:
    """Return what a goal, action or task was made from; None where that is nothing, or gone."""
    found = connection.execute(
        f'SELECT source, source_id FROM "{KINDS[kind].table}" WHERE id = ?', (number,)
    ).fetchone()
    if found is None or found[0] not in SOURCE_NAMES:
        return None
    noun, source = found
    name = SOURCE_NAMES[noun].format("n")
    called = connection.execute(f"SELECT {name} FROM {noun} n WHERE n.id = ?", (source,)).fetchone()
    return None if called is None else Origin(NOUNS[noun].name, source, str(called[0]))


def _read(
    connection: sqlite3.Connection, sql: str, parameters: dict[str, str | int]
) -> tuple[LinkedWork, ...]:
    # Terms over the columns of a compound select may only stand around it.
    ordered = f"SELECT * FROM ({sql}){_ORDER}"
    return tuple(
        LinkedWork(kind, number, name, owner, _day(due), _day(done), percent, bool(below))
        for kind, number, name, owner, due, done, percent, below in connection.execute(ordered, parameters)
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)

"""What the list of actions and an action's preview show (mission S3; features: rows 80 to 93)."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kapta_tui.data.read import records
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.records import Accounts, View
from kapta_tui.data.read.sources import SOURCES
from kapta_tui.data.read.sources.base import LIST_SEPARATOR
from kapta_tui.data.read.where import Compiler
from kapta_tui.domain.planstate import PlanState, plan_state
from kapta_tui.domain.progress import Part, Progress, progress

_CHUNK = 500


class Show(StrEnum):
    """Which actions are shown (features: rows 80 and 85); active and upcoming ones together are all open ones."""

    OPEN = "open"
    ACTIVE = "active"
    UPCOMING = "upcoming"
    PASSED = "start-passed"
    COMPLETED = "completed"
    OVERDUE = "overdue"
    FULL = "full"
    MINE = "mine"
    ALL = "all"

    @property
    def of_actions(self) -> str:
        """What it means for actions, in the filter language."""
        return _OF_ACTIONS[self]

    @property
    def of_goals(self) -> str:
        """What it means for goals, in the filter language."""
        return _OF_GOALS[self]


_OF_ACTIONS: dict[Show, str] = {
    Show.OPEN: "completed_at:",
    Show.ACTIVE: "completed_at: !status=not_started",
    Show.UPCOMING: "completed_at: status=not_started",
    Show.PASSED: "completed_at: status=not_started start<today",
    Show.COMPLETED: "completed_at:*",
    Show.OVERDUE: "overdue",
    Show.FULL: "completed_at: percent=100",
    Show.MINE: "mine completed_at:",
    Show.ALL: "",
}
_OF_GOALS = _OF_ACTIONS | {
    Show.ACTIVE: "completed_at: !start>today",
    Show.UPCOMING: "completed_at: start>today",
}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of the list of actions."""

    id: int
    account_id: int
    account: str
    at_risk: bool
    risk_severity: str | None
    goal_id: int
    goal: str
    objective_id: int | None
    objective: str | None
    name: str
    status: str
    status_note: str | None
    percent: int
    owner: str
    """The account's owner where nobody is named."""
    start: date | None
    due: date | None
    started_on: date | None
    completed_on: date | None
    open_tasks: int
    section: str
    """The code of the section of its goal."""
    in_report: bool
    contacts: str
    """Names of the key players, a comma between them."""
    custom: str | None
    """The administrator's fields as a JSON object."""

    def state(self, today: date) -> PlanState:
        """Return how the action stands on `today`."""
        return plan_state(
            today,
            start=self.start,
            due=self.due,
            percent=self.percent,
            is_started=self.started_on is not None,
            completed_on=self.completed_on,
        )


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One open task of an action; `inherited` says that the due date is the action's (features: row 93)."""

    id: int
    name: str
    due: date | None
    inherited: bool
    assignee: str
    recurs: bool


@dataclass(frozen=True, slots=True)
class ActionDetail:
    """All that the preview of one action shows."""

    row: ActionRow
    description: str
    goal_progress: Progress
    objective_progress: Progress | None
    tasks: tuple[TaskLine, ...]
    done_tasks: int
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether the store has any account, goal and action, whatever is filtered."""

    accounts: bool
    goals: bool
    actions: bool


_ROWS = """
SELECT t.id, t.account_id, a.name, s.risk_id IS NOT NULL, s.risk_severity, t.goal_id, g.name, t.objective_id,
       (SELECT o.name FROM objective o WHERE o.id = t.objective_id), t.name, t.status, t.status_note, t.percent,
       (SELECT u.name FROM "user" u WHERE u.id = coalesce(t.owner_id, a.owner_id)),
       t.start, t.due, t.started_at, t.completed_at,
       (SELECT count(*) FROM task k WHERE k.action_id = t.id AND k.done_at IS NULL),
       g.section, t.in_customer_report,
       (SELECT group_concat(v, ', ') FROM (SELECT c.name AS v FROM action_contact ac
        JOIN contact c ON c.id = ac.contact_id WHERE ac.action_id = t.id ORDER BY c.name_folded)), t.custom
FROM action t JOIN account a ON a.id = t.account_id JOIN account_summary s ON s.account_id = t.account_id
     JOIN goal g ON g.id = t.goal_id
WHERE t.id IN ({marks})
"""


def ids(
    connection: sqlite3.Connection,
    view: View,
    show: Show = Show.ALL,
    *,
    filter: str = "",  # noqa: A002
    sort: Sequence[str] = (),
    account: Accounts = None,
) -> array[int]:
    """Return the ids of the actions that are shown and pass `filter`, by due date unless `sort` says else.

    Raises FilterError, UsageError.
    """
    text = both(filter, show.of_actions)
    return records.ids(connection, "actions", view, filter=text, sort=sort, account=account)


def both(text: str, ready: str) -> str:
    """Return the filter of a user with a given one; the user's comes first, so that errors point rightly."""
    return f"{text} {ready}".strip()


def rows(connection: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, ActionRow]:
    """Return the list lines of the actions `wanted` by id; ids that are gone are left out."""
    found: dict[int, ActionRow] = {}
    for start in range(0, len(wanted), _CHUNK):
        marks = ", ".join(str(int(number)) for number in wanted[start : start + _CHUNK])
        for raw in connection.execute(_ROWS.format(marks=marks)):
            found[raw[0]] = _row(list(raw))
    return found


def counts(
    connection: sqlite3.Connection,
    view: View,
    *,
    filter: str = "",  # noqa: A002
    account: Accounts = None,
) -> dict[Show, int]:
    """Return how many actions each choice of `Show` has among those that pass `filter`, in one pass.

    Raises FilterError.
    """
    source = SOURCES["actions"]
    compiler = Compiler(source, view.playbook, view.today)
    where = records.condition(compiler, records.query_of("actions", filter), view, account=account)
    ready = [compiler.where(records.query_of("actions", show.of_actions), archived=True) for show in Show]
    sums = [f"coalesce(sum(coalesce(({condition}), 0)), 0)" for condition in ready]
    parameters = view.parameters | compiler.parameters | records.account_parameters(account)
    sql = f"SELECT {', '.join(sums)} FROM {source.tables} WHERE {where}"
    return dict(zip(Show, connection.execute(sql, parameters).fetchone(), strict=True))


def exist(connection: sqlite3.Connection) -> Exists:
    """Return what there is at all, for the words of an empty pane."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM account), EXISTS (SELECT 1 FROM goal), EXISTS (SELECT 1 FROM action)"
    ).fetchone()
    return Exists(*(bool(found) for found in row))


def detail(connection: sqlite3.Connection, action: int) -> ActionDetail | None:
    """Return the preview of an action, None when it is gone."""
    row = rows(connection, [action]).get(action)
    if row is None:
        return None
    (description, contacts, done) = connection.execute(
        "SELECT description, (SELECT group_concat(v, char(31)) FROM (SELECT c.name AS v FROM action_contact ac "
        "JOIN contact c ON c.id = ac.contact_id WHERE ac.action_id = t.id ORDER BY c.name_folded)), "
        "(SELECT count(*) FROM task k WHERE k.action_id = t.id AND k.done_at IS NOT NULL) "
        "FROM action t WHERE t.id = ?",
        (action,),
    ).fetchone()
    return ActionDetail(
        row=row,
        description=description or "",
        goal_progress=_progress(connection, "goal_id", row.goal_id),
        objective_progress=None
        if row.objective_id is None
        else _progress(connection, "objective_id", row.objective_id),
        tasks=_tasks(connection, action),
        done_tasks=done,
        contacts=tuple(contacts.split(LIST_SEPARATOR)) if contacts else (),
    )


def _tasks(connection: sqlite3.Connection, action: int) -> tuple[TaskLine, ...]:
    found = connection.execute(
        'SELECT t.id, t.name, coalesce(t.due, x.due) AS day, t.due IS NULL, (SELECT u.name FROM "user" u '
        "WHERE u.id = coalesce(t.assignee_id, x.owner_id, a.owner_id)), t.recurrence IS NOT NULL "
        "FROM task t JOIN action x ON x.id = t.action_id JOIN account a ON a.id = t.account_id "
        "WHERE t.action_id = ? AND t.done_at IS NULL ORDER BY day IS NULL, day, t.position, t.id",
        (action,),
    )
    return tuple(
        TaskLine(number, name, day_of(due), bool(inherited), assignee, bool(recurs))
        for number, name, due, inherited, assignee, recurs in found
    )


def _progress(connection: sqlite3.Connection, key: str, number: int) -> Progress:
    found = connection.execute(
        f"SELECT name, percent, completed_at IS NOT NULL, status = 'cancelled' FROM action "
        f"WHERE {key} = ? ORDER BY position, id",
        (number,),
    )
    return progress(
        Part(name, percent, bool(done), bool(cancelled)) for name, percent, done, cancelled in found
    )


def _row(values: list[Any]) -> ActionRow:
    values[3] = bool(values[3])
    for place in (14, 15, 16, 17):
        values[place] = day_of(values[place])
    values[20], values[21] = bool(values[20]), values[21] or ""
    return ActionRow(*values)


@dataclass(frozen=True, slots=True)
class Linkable:
    """A record that a plan may be made for, as a choice: "C-104, ends 2027-03-31"."""

    id: int
    label: str


def linkable(connection: sqlite3.Connection, account: int, today: date) -> dict[str, tuple[Linkable, ...]]:
    """Return the contracts with an end (the next one first), open risks and opportunities of an account."""
    parameters = {"account": account, "today": today.isoformat()}
    return {
        link: tuple(Linkable(number, label) for number, label in connection.execute(sql, parameters))
        for link, sql in _LINKABLE.items()
    }


_LINKABLE = {
    "contract": "SELECT id, name || ', ends ' || \"end\" FROM contract "
    'WHERE account_id = :account AND NOT is_archived AND "end" IS NOT NULL ORDER BY "end" < :today, "end", id',
    "opportunity": "SELECT id, name FROM opportunity WHERE account_id = :account ORDER BY close_date, id",
    "risk": "SELECT r.id, coalesce((SELECT l.label FROM risk_reason l WHERE l.risk_id = r.id "
    "ORDER BY l.position LIMIT 1), 'Risk') || ', since ' || r.opened_at FROM risk r "
    "WHERE r.account_id = :account AND r.closed_at IS NULL ORDER BY r.opened_at DESC, r.id",
}

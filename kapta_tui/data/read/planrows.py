"""Goals, objectives, actions and open tasks of one account, put together as a tree."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.records import View
from kapta_tui.data.read.worked import Origin, origins
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planstate import PlanState, Stage, days_late, plan_state
from kapta_tui.domain.progress import Part, Progress, progress
from kapta_tui.domain.progress import status as status_of


@dataclass(frozen=True, slots=True)
class PlanTask:
    """An open task; `due` is the action's while `is_inherited`, `who` the account's owner where nobody is named."""

    action_id: int | None
    name: str
    who: str
    due: date | None
    is_inherited: bool
    recurrence: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Who does a piece of work, and when."""

    owner: str
    """The account's owner where nobody is named; empty where the account has none."""
    start: date | None
    due: date | None
    completed_on: date | None


@dataclass(frozen=True, slots=True)
class ReportedAction:
    """An action; `marks` are the nouns of what it was made from and of what it addresses."""

    id: int
    name: str
    span: Span
    status: str
    percent: int
    """0..100 as entered, 100 once it is completed."""
    note: str
    state: PlanState
    contacts: tuple[str, ...]
    tasks: tuple[PlanTask, ...]
    marks: tuple[str, ...]
    is_shown: bool
    """Whether it is marked to be in the customer's report."""


@dataclass(frozen=True, slots=True)
class ReportedObjective:
    """An objective with its actions."""

    id: int
    name: str
    span: Span
    progress: Progress
    state: PlanState
    actions: tuple[ReportedAction, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its actions as they count for its progress and its goal's."""
        return tuple(map(_part, self.actions))


@dataclass(frozen=True, slots=True)
class ReportedGoal:
    """A goal with what is below it; `actions` are those of no objective."""

    id: int
    section: str
    name: str
    description: str
    span: Span
    progress: Progress
    status: str
    """By its actions; of a goal without any what was reported of it."""
    note: str
    """The status note of a goal without actions."""
    state: PlanState
    origin: Origin | None
    marks: tuple[str, ...]
    is_shown: bool
    """Whether it is marked to be in the customer's report."""
    objectives: tuple[ReportedObjective, ...]
    actions: tuple[ReportedAction, ...]

    @property
    def all_actions(self) -> tuple[ReportedAction, ...]:
        """The actions of its objectives, then its own."""
        return (*(action for step in self.objectives for action in step.actions), *self.actions)


MARKED: Final = ("contract", "opportunity", "risk")
"""Nouns of the sources that have a mark of their own (features: row 76)."""

_WORK = (
    "t.id, t.name, coalesce(u.name, ''), t.start, t.due, t.completed_at {more} FROM {table} t "
    'JOIN account a ON a.id = t.account_id LEFT JOIN "user" u ON u.id = coalesce(t.owner_id, a.owner_id) '
    "WHERE t.account_id = ? ORDER BY t.position, t.id"
)
_GOALS = "SELECT t.section, " + _WORK.format(
    table="goal",
    more=", coalesce(t.description, ''), t.in_customer_report, t.source, t.risk_id, t.status, t.percent, "
    "coalesce(t.status_note, '')",
)
_OBJECTIVES = "SELECT t.goal_id, " + _WORK.format(table="objective", more="")
_ACTIONS = "SELECT t.goal_id, t.objective_id, " + _WORK.format(
    table="action",
    more=", t.status, t.percent, coalesce(t.status_note, ''), t.in_customer_report, t.source, t.risk_id",
)
_CONTACTS = (
    "SELECT ac.action_id, c.name FROM action_contact ac JOIN contact c ON c.id = ac.contact_id "
    "WHERE ac.account_id = ? ORDER BY c.name_folded, c.id"
)
_TASKS = (
    "SELECT t.action_id, t.name, coalesce(u.name, ''), coalesce(t.due, x.due) AS day, t.due IS NULL AND x.due "
    "IS NOT NULL, coalesce(t.recurrence, '') FROM task t JOIN account a ON a.id = t.account_id "
    "LEFT JOIN action x ON x.id = t.action_id "
    'LEFT JOIN "user" u ON u.id = coalesce(t.assignee_id, x.owner_id, a.owner_id) '
    "WHERE t.account_id = ? AND t.done_at IS NULL ORDER BY day IS NULL, day, t.position, t.id"
)


def tasks_of(connection: sqlite3.Connection, account: int, today: date) -> list[PlanTask]:
    """Return the open tasks of `account`, the earliest due first."""
    found = []
    for action, name, who, due, inherited, recurrence in connection.execute(_TASKS, (account,)):
        day = day_of(due)
        late = day is not None and day < today
        found.append(PlanTask(action, name, who, day, bool(inherited), recurrence, late))
    return found


def goals_of(
    connection: sqlite3.Connection,
    account: int,
    view: View,
    tasks: Iterable[PlanTask],
    *,
    for_customer: bool = False,
) -> list[ReportedGoal]:
    """Return the goals of `account` with all below them, the open `tasks` at their actions.

    With `for_customer` they are as if nothing were there that is marked out of the customer's report: goals and
    actions marked out, and objectives that would have no action left of those they have. Progress, status and state
    of what stands above are those of the actions that are left.
    """
    actions = _actions(connection, account, view, tasks)
    steps: dict[int, list[ReportedObjective]] = defaultdict(list)
    for goal, *row in connection.execute(_OBJECTIVES, (account,)):
        held = actions[goal, row[0]]
        told = _told(held) if for_customer else held
        if told or not held:
            steps[goal].append(_objective(row, told, view.today))
    made_from = _seen_origins(origins(connection, "goals", account), view.playbook.off)
    goals = []
    for row in connection.execute(_GOALS, (account,)):
        own = _told(actions[row[1], None]) if for_customer else actions[row[1], None]
        goal = _goal(row, tuple(steps[row[1]]), tuple(own), made_from.get(row[1]), view)
        if goal.is_shown or not for_customer:
            goals.append(goal)
    return goals


def _told(actions: Iterable[ReportedAction]) -> list[ReportedAction]:
    return [action for action in actions if action.is_shown]


def _goal(
    row: Sequence[Any],
    objectives: tuple[ReportedObjective, ...],
    own: tuple[ReportedAction, ...],
    origin: Origin | None,
    view: View,
) -> ReportedGoal:
    section, number, name, *when = row[:7]
    description, is_shown, source, risk, status, percent, note = row[7:]
    span, parts = _span(when), [part for step in objectives for part in step.parts]
    parts += map(_part, own)
    is_completed = span.completed_on is not None
    has_actions = any(not part.is_cancelled for part in parts)
    sums = progress(parts, is_completed, percent)
    stands = status_of(parts, is_completed, status)
    return ReportedGoal(
        id=number,
        section=section,
        name=name,
        description=description,
        span=span,
        progress=sums,
        status=stands,
        note="" if has_actions else note,
        state=_above(span, sums, view.today)
        if has_actions
        else _alone(span, percent or 0, stands, view.today),
        origin=origin,
        marks=_marks(source, risk, view.playbook.off),
        is_shown=bool(is_shown),
        objectives=objectives,
        actions=own,
    )


def _objective(row: Sequence[Any], actions: Sequence[ReportedAction], today: date) -> ReportedObjective:
    number, name, *when = row
    span = _span(when)
    sums = progress(map(_part, actions), span.completed_on is not None)
    return ReportedObjective(number, name, span, sums, _above(span, sums, today), tuple(actions))


_Place = tuple[int, int | None]
"""A goal and maybe one of its objectives."""


def _actions(
    connection: sqlite3.Connection, account: int, view: View, tasks: Iterable[PlanTask]
) -> Mapping[_Place, list[ReportedAction]]:
    people: dict[int, list[str]] = defaultdict(list)
    if "contacts" not in view.playbook.off:
        for action, name in connection.execute(_CONTACTS, (account,)):
            people[action].append(name)
    small: dict[int | None, list[PlanTask]] = defaultdict(list)
    for task in tasks:
        small[task.action_id].append(task)
    found: dict[_Place, list[ReportedAction]] = defaultdict(list)
    for goal, objective, number, *row in connection.execute(_ACTIONS, (account,)):
        action = _action(number, row, view, tuple(people[number]), tuple(small[number]))
        found[goal, objective].append(action)
    return found


def _action(
    number: int, row: Sequence[Any], view: View, people: tuple[str, ...], tasks: tuple[PlanTask, ...]
) -> ReportedAction:
    name, *when = row[:5]
    status, percent, note, is_shown, source, risk = row[5:]
    span = _span(when)
    return ReportedAction(
        id=number,
        name=name,
        span=span,
        status=status,
        percent=100 if status == "completed" else percent,
        note=note,
        state=_alone(span, percent, status, view.today),
        contacts=people,
        tasks=tasks,
        marks=_marks(source, risk, view.playbook.off),
        is_shown=bool(is_shown),
    )


def _span(when: Sequence[Any]) -> Span:
    owner, start, due, completed = when
    return Span(owner, day_of(start), day_of(due), day_of(completed))


def _part(action: ReportedAction) -> Part:
    is_started = action.status != "not_started"
    return Part(
        action.name, action.percent, action.status == "completed", action.status == "cancelled", is_started
    )


def _alone(span: Span, percent: int, status: str, today: date) -> PlanState:
    """Return how an action stands, or a goal without actions, which serves as one."""
    return plan_state(
        today,
        start=span.start,
        due=span.due,
        percent=percent,
        is_started=status != "not_started",
        completed_on=span.completed_on,
    )


def _above(span: Span, sums: Progress, today: date) -> PlanState:
    """Return how a goal with actions stands, or an objective: by those and its own due date."""
    done = span.completed_on is not None
    stage = Stage.DONE if done else Stage.IN_PROGRESS if sums.percent else Stage.NOT_STARTED
    return PlanState(stage, days_late(today, span.due, span.completed_on))


def _marks(source: str | None, risk: int | None, off: Collection[str]) -> tuple[str, ...]:
    nouns = {source, None if risk is None else "risk"}
    return tuple(noun for noun in MARKED if noun in nouns and _feature(noun) not in off)


def _feature(noun: str) -> str:
    return next(kind.feature for kind in KINDS.values() if kind.noun == noun)


def _seen_origins(found: Mapping[int, Origin], off: Collection[str]) -> dict[int, Origin]:
    return {number: one for number, one in found.items() if KINDS[one.kind].feature not in off}

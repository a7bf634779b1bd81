"""The plans of accounts as lines: goals, objectives, actions and open tasks (mission S3; features: rows 72 to 93)."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.worked import Origin, origins
from kapta_tui.domain.kinds import KINDS as ALL_KINDS
from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.planstate import PlanState, Stage, days_late, plan_state
from kapta_tui.domain.progress import Part, Progress, progress, status

KINDS: Final = ("goals", "objectives", "actions", "tasks")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One goal, objective, action or open task. `key` is unique over the four kinds.

    `goal`, `objective` and `action` are the names of what it stands below, empty where there is none.
    """

    kind: str
    id: int
    account_id: int
    depth: int
    """With three levels: 0 a goal, 1 an objective or an action of a goal, 2 an action of an objective; tasks +1."""
    name: str
    section: str
    goal_id: int
    goal: str = ""
    objective_id: int | None = None
    objective: str = ""
    action: str = ""
    owner: str = ""
    """The account's owner where nobody is named, of a task the action's before."""
    percent: int | None = None
    start: date | None = None
    due: date | None = None
    state: PlanState
    status: str = "not_started"
    """The code of the playbook; a goal's or objective's follows from its actions."""
    is_completed: bool = False
    """Marked as complete; what was cancelled has ended without it."""
    in_report: bool = True
    """Whether it is in the customer's report, as far as it says so itself."""
    marks: tuple[str, ...] = ()
    """Of "contract", "opportunity" and "risk", what it was made from or addresses."""
    origin: Origin | None = None
    """What it was made from."""
    players: int = 0
    """Key players linked to an action."""
    tasks: int = 0
    """Open tasks of an action."""
    inherits_due: bool = False
    """Whether the due date of a task is its action's."""
    recurs: bool = False
    sums: Progress | None = None
    """Of a goal or objective, the calculation of its percent."""

    @property
    def key(self) -> int:
        """A number for lists that hold all four kinds."""
        return line_key(self.kind, self.id)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was given up."""
        return self.status == "cancelled"

    @property
    def has_ended(self) -> bool:
        """Whether it was completed or given up."""
        return self.state.stage is Stage.DONE

    @property
    def part(self) -> Part:
        """How it weighs in what stands above it."""
        return Part(self.name, self.percent or 0, self.is_completed, self.is_cancelled)


def line_key(kind: str, number: int) -> int:
    """Return the key of the line of the goal, objective, action or task with the id `number`, at least 0."""
    return number * len(KINDS) + KINDS.index(kind)


_SIGNED: Final = ("contract", "opportunity", "risk")
"""Nouns of the sources that have a sign of their own (features: row 76)."""

_WITHIN = "WHERE t.account_id IN (SELECT value FROM json_each(?))"
_OWNED = 'JOIN account a ON a.id = t.account_id JOIN "user" u ON u.id = coalesce(t.owner_id, a.owner_id)'
_SHARED = "t.account_id, t.id, t.name, u.name, t.start, t.due, t.completed_at"
_GOALS = (
    f"SELECT {_SHARED}, t.section, t.status, t.percent, t.started_at, t.in_customer_report, t.source, t.risk_id "
    f"FROM goal t {_OWNED} {_WITHIN} ORDER BY t.section, t.position, t.id"
)
_OBJECTIVES = (
    f"SELECT {_SHARED}, t.goal_id FROM objective t {_OWNED} {_WITHIN} ORDER BY t.goal_id, t.position, t.id"
)
_ACTIONS = (
    f"SELECT {_SHARED}, t.goal_id, t.objective_id, t.status, t.percent, t.started_at, t.in_customer_report, "
    "t.source, t.risk_id, (SELECT count(*) FROM action_contact c WHERE c.action_id = t.id) "
    f"FROM action t {_OWNED} {_WITHIN} ORDER BY t.goal_id, t.position, t.id"
)
_TASKS = (
    "SELECT t.account_id, t.id, t.name, u.name, NULL, coalesce(t.due, x.due) AS day, t.done_at, t.action_id, "
    "t.due IS NULL AND x.due IS NOT NULL, t.recurrence IS NOT NULL "
    "FROM task t JOIN action x ON x.id = t.action_id JOIN account a ON a.id = t.account_id "
    'JOIN "user" u ON u.id = coalesce(t.assignee_id, x.owner_id, a.owner_id) '
    f"{_WITHIN} AND t.done_at IS NULL ORDER BY day IS NULL, day, t.position, t.id"
)


def plan(
    connection: sqlite3.Connection, account: int, today: date, off: Collection[str] = ()
) -> list[PlanLine]:
    """Return the plan of the account, each goal followed by what belongs to it."""
    return plans(connection, [account], today, off).get(account, [])


def plans(
    connection: sqlite3.Connection, accounts: Sequence[int], today: date, off: Collection[str] = ()
) -> dict[int, list[PlanLine]]:
    """Return the plans of `accounts` by account, those without a goal left out.

    Goals stand by section and position, each followed by its objectives with their actions and by its own actions;
    an action is followed by its open tasks. What features that are `off` hold leaves no mark.
    """
    given = (json.dumps(list(accounts)),)
    reader = _Reader(today, frozenset(off))
    reader.objectives = _grouped(connection.execute(_OBJECTIVES, given), 7)
    reader.actions = _grouped(connection.execute(_ACTIONS, given), 7)
    reader.tasks = _grouped(connection.execute(_TASKS, given), 7)
    for kind in ("goals", "actions"):
        made_from = origins(connection, kind, accounts)
        reader.origins[kind] = {
            number: one for number, one in made_from.items() if ALL_KINDS[one.kind].feature not in off
        }
    found: dict[int, list[PlanLine]] = {}
    for row in connection.execute(_GOALS, given):
        found.setdefault(row[0], []).extend(reader.goal(row))
    return found


def _grouped(rows: Iterable[Any], column: int) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


class _Reader:
    """Makes lines of rows; objectives and actions are given by goal, tasks by action, origins by kind and id."""

    def __init__(self, today: date, off: frozenset[str]) -> None:
        self.today = today
        self.off = off
        self.objectives: Mapping[int, list[Any]] = {}
        self.actions: Mapping[int, list[Any]] = {}
        self.tasks: Mapping[int, list[Any]] = {}
        self.origins: dict[str, Mapping[int, Origin]] = {}

    def goal(self, row: Any) -> Iterator[PlanLine]:
        """Yield the line of a goal and those below it."""
        section, own_status, own_percent, started, shown, source, risk = row[7:]
        number, name, done = row[1], row[2], row[6] is not None
        steps = self.objectives.get(number, [])
        actions = self.actions.get(number, [])
        sums = progress(map(_part, actions), done, own_percent)
        code = status(map(_part, actions), done, own_status)
        yield PlanLine(
            kind="goals",
            depth=0,
            section=section,
            goal_id=number,
            in_report=bool(shown),
            marks=self._marks(source, risk),
            origin=self.origins["goals"].get(number),
            **_shared(row),
            **self._above(row, sums, code, is_begun=started is not None),
        )
        known = {step[1] for step in steps}
        for step in steps:
            yield from self._objective(step, section, name, actions)
        for action in actions:
            if action[8] not in known:
                yield from self._action(action, 1, section, name, "")

    def _objective(self, row: Any, section: str, goal: str, actions: Iterable[Any]) -> Iterator[PlanLine]:
        number, name, done = row[1], row[2], row[6] is not None
        below = [action for action in actions if action[8] == number]
        sums, code = progress(map(_part, below), done), status(map(_part, below), done)
        yield PlanLine(
            kind="objectives",
            depth=1,
            section=section,
            goal_id=row[7],
            goal=goal,
            objective_id=number,
            **_shared(row),
            **self._above(row, sums, code),
        )
        for action in below:
            yield from self._action(action, 2, section, goal, name)

    def _above(self, row: Any, sums: Progress, code: str, *, is_begun: bool = False) -> dict[str, Any]:
        """Return percent and state of a goal or objective by its actions, without any by what it says itself."""
        done, due = day_of(row[6]), day_of(row[5])
        late = days_late(self.today, due, done)
        if done is None and not sums.parts:
            state = plan_state(
                self.today,
                start=day_of(row[4]),
                due=due,
                percent=sums.percent or 0,
                is_started=is_begun or code != "not_started",
                completed_on=None,
            )
        else:
            full = Stage.FULL if sums.percent == 100 else Stage.IN_PROGRESS
            state = PlanState(
                Stage.DONE if done else full if code == "in_progress" else Stage.NOT_STARTED, late
            )
        return {
            "percent": sums.percent,
            "state": state,
            "status": code,
            "is_completed": done is not None,
            "sums": sums,
        }

    def _action(self, row: Any, depth: int, section: str, goal: str, objective: str) -> Iterator[PlanLine]:
        goal_id, objective_id, code, percent, started, shown, source, risk, players = row[7:]
        number, completed = row[1], day_of(row[6])
        tasks = self.tasks.get(number, [])
        is_completed = completed is not None and code != "cancelled"
        yield PlanLine(
            kind="actions",
            depth=depth,
            section=section,
            goal_id=goal_id,
            goal=goal,
            objective_id=objective_id,
            objective=objective,
            percent=100 if is_completed else percent,
            state=plan_state(
                self.today,
                start=day_of(row[4]),
                due=day_of(row[5]),
                percent=percent,
                is_started=started is not None or code != "not_started",
                completed_on=completed,
            ),
            status=code,
            is_completed=is_completed,
            in_report=bool(shown),
            marks=self._marks(source, risk),
            origin=self.origins["actions"].get(number),
            players=0 if "contacts" in self.off else players,
            tasks=len(tasks),
            **_shared(row),
        )
        for task in tasks:
            late = days_late(self.today, day_of(task[5]), None)
            yield PlanLine(
                kind="tasks",
                depth=depth + 1,
                section=section,
                goal_id=goal_id,
                goal=goal,
                objective_id=objective_id,
                objective=objective,
                action=row[2],
                state=PlanState(Stage.NOT_STARTED, late),
                inherits_due=bool(task[8]),
                recurs=bool(task[9]),
                **_shared(task),
            )

    def _marks(self, source: str | None, risk: int | None) -> tuple[str, ...]:
        nouns = {source, None if risk is None else "risk"}
        return tuple(noun for noun in _SIGNED if noun in nouns and NOUNS[noun].feature not in self.off)


def _shared(row: Any) -> dict[str, Any]:
    account, number, name, owner, start, due = row[:6]
    return {
        "account_id": account,
        "id": number,
        "name": name,
        "owner": owner,
        "start": day_of(start),
        "due": day_of(due),
    }


def _part(row: Any) -> Part:
    code, percent, started = row[9:12]
    is_completed = row[6] is not None and code != "cancelled"
    return Part(row[2], percent, is_completed, code == "cancelled", started is not None)

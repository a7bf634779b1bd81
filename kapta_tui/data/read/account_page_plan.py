"""The plans of accounts as lines: goals, objectives and actions with progress and state (features: row 85)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.worked import Origin, origins
from kapta_tui.domain.planstate import PlanState, Stage, days_late, plan_state
from kapta_tui.domain.progress import Part, progress

KINDS = ("goals", "objectives", "actions")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One goal, objective or action. `key` is unique over the three kinds."""

    kind: str
    id: int
    depth: int
    name: str
    section: str
    goal: str
    objective: str
    owner: str
    """The account's owner where nobody is named."""
    percent: int | None
    start: date | None
    due: date | None
    state: PlanState
    origin: Origin | None = None
    """What a goal or an action was made from."""

    @property
    def key(self) -> int:
        """A number for lists that hold all three kinds."""
        return line_key(self.kind, self.id)


def line_key(kind: str, number: int) -> int:
    """Return the key of the line of the goal, objective or action with the id `number`."""
    return number * len(KINDS) + KINDS.index(kind)


_OWNED = 'JOIN account a ON a.id = t.account_id JOIN "user" u ON u.id = coalesce(t.owner_id, a.owner_id)'
_GOALS = (
    "SELECT t.account_id, t.id, t.section, t.name, u.name, t.start, t.due, t.completed_at "
    f"FROM goal t {_OWNED} WHERE t.account_id IN (SELECT value FROM json_each(?)) "
    "ORDER BY t.section, t.position, t.id"
)
_OBJECTIVES = (
    "SELECT t.id, t.goal_id, t.name, u.name, t.start, t.due, t.completed_at "
    f"FROM objective t {_OWNED} WHERE t.account_id IN (SELECT value FROM json_each(?)) "
    "ORDER BY t.position, t.id"
)
_ACTIONS = (
    "SELECT t.id, t.goal_id, t.objective_id, t.name, u.name, t.start, t.due, t.completed_at, "
    "t.percent, t.started_at IS NOT NULL OR t.status NOT IN ('not_started'), t.status = 'cancelled' "
    f"FROM action t {_OWNED} WHERE t.account_id IN (SELECT value FROM json_each(?)) "
    "ORDER BY t.position, t.id"
)


def plan(connection: sqlite3.Connection, account: int, today: date) -> list[PlanLine]:
    """Return the plan of the account, each goal followed by what belongs to it."""
    return plans(connection, [account], today).get(account, [])


def plans(connection: sqlite3.Connection, accounts: Sequence[int], today: date) -> dict[int, list[PlanLine]]:
    """Return the plans of `accounts` by account, those without a goal left out."""
    given = (json.dumps(list(accounts)),)
    objectives = _by_goal(connection.execute(_OBJECTIVES, given))
    actions = _by_goal(connection.execute(_ACTIONS, given))
    made_from = {kind: origins(connection, kind, accounts) for kind in ("goals", "actions")}
    found: dict[int, list[PlanLine]] = {}
    for account, *goal in connection.execute(_GOALS, given):
        lines = _goal(goal, objectives.get(goal[0], []), actions.get(goal[0], []), today)
        found.setdefault(account, []).extend(_with_origins(lines, made_from))
    return found


def _with_origins(
    lines: Iterable[PlanLine], made_from: Mapping[str, Mapping[int, Origin]]
) -> Iterator[PlanLine]:
    for line in lines:
        origin = made_from.get(line.kind, {}).get(line.id)
        yield line if origin is None else replace(line, origin=origin)


def _by_goal(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(row)
    return found


def _goal(goal: Any, objectives: list[Any], actions: list[Any], today: date) -> Iterator[PlanLine]:
    number, section, name, *rest = goal
    yield _above("goals", number, 0, name, rest, actions, today, section, "")
    for row in objectives:
        below = [action for action in actions if action[2] == row[0]]
        yield _above("objectives", row[0], 1, row[2], row[3:], below, today, section, name)
        for action in below:
            yield _action(action, 2, today, section, name, row[2])
    known = {row[0] for row in objectives}
    for action in actions:
        if action[2] not in known:
            yield _action(action, 1, today, section, name, "")


def _above(
    kind: str,
    number: int,
    depth: int,
    name: str,
    rest: Any,
    actions: Iterable[Any],
    today: date,
    section: str,
    goal: str,
) -> PlanLine:
    owner, start, due, completed = rest
    parts = [Part(row[3], row[8], row[7] is not None, bool(row[10])) for row in actions]
    done = day_of(completed)
    percent = progress(parts, done is not None).percent
    stage = Stage.DONE if done else Stage.IN_PROGRESS if percent else Stage.NOT_STARTED
    state = PlanState(stage, days_late(today, day_of(due), done))
    return PlanLine(
        kind, number, depth, name, section, goal, "", owner, percent, day_of(start), day_of(due), state
    )


def _action(row: Any, depth: int, today: date, section: str, goal: str, objective: str) -> PlanLine:
    number, _, _, name, owner, start, due, completed, percent, started, _ = row
    state = plan_state(
        today,
        start=day_of(start),
        due=day_of(due),
        percent=percent,
        is_started=bool(started),
        completed_on=day_of(completed),
    )
    shown = 100 if completed else percent
    return PlanLine(
        "actions",
        number,
        depth,
        name,
        section,
        goal,
        objective,
        owner,
        shown,
        day_of(start),
        day_of(due),
        state,
    )

"""Writing goals, objectives, actions and tasks: their place in the plan, and an action's state (mission S3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.read.states import open_tasks
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import columns, goalstate, positions, records
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Value, Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planstate import ENDED

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class State:
    """What status and percent of an action imply, and the days on which it began and ended."""

    status: str
    percent: int = 0
    started_at: date | None = None
    completed_at: date | None = None

    def settled(self, today: date) -> State:
        """Return the state without contradiction: percent above 0 starts, only an ended status ends.

        100 % alone completes nothing (mission S3).
        """
        if self.status in ENDED:
            return State(self.status, self.percent, self.started_at, self.completed_at or today)
        status = "in_progress" if self.status == "not_started" and self.percent else self.status
        began = None if status == "not_started" else self.started_at or today
        return State(status, self.percent, began, None)


def insert_goal(tx: Transaction, values: Values, **extra: Any) -> tables.Goal:
    """Write a new goal at the end of its section. Raises as `records.insert`."""
    row = _of(tables.Goal, records.insert(tx, "goals", values, **extra))
    state = goalstate.settled(tx, row, row.status, row.percent)
    row.status, row.percent = state.status, state.percent
    row.started_at, row.completed_at = state.started_at, state.completed_at
    row.in_customer_report = _is_shown(tx, values, row.section)
    row.position = _last(tx, row, "account_id = ? AND section = ?", row.account_id, row.section)
    return row


def update_goal(tx: Transaction, goal: int, values: Values, version: int | None = None) -> records.Updated:
    """Change a goal; one without actions keeps what is reported of it, else that is left to its actions.

    Raises as `records.update`, and RuleError for a status that no goal has.
    """
    row = _of(tables.Goal, records.load(tx, "goals", goal))
    columns.checked_fields(KINDS["goals"], values, tx)
    own, extra = goalstate.reported(tx, row, values)
    was_completed = row.completed_at is not None
    updated = records.update(tx, "goals", goal, own, version, **extra)
    if (row.completed_at is not None) == was_completed or "reported_status" in updated.fields:
        return updated
    # Whether it is completed says a day of its own, and whoever asked for it named the status.
    return updated._replace(fields=(*updated.fields, "reported_status"))


def insert_objective(tx: Transaction, values: Values) -> tables.Objective:
    """Write a new objective at the end of its goal. Raises as `records.insert`."""
    row = _of(tables.Objective, records.insert(tx, "objectives", values))
    row.position = _last(tx, row, "goal_id = ?", row.goal_id)
    return row


def insert_action(tx: Transaction, values: Values, **extra: Any) -> tables.Action:
    """Write a new action at the end of its objective or goal. Raises as `records.insert`."""
    row = _of(tables.Action, records.insert(tx, "actions", values, **extra))
    state = State(row.status, row.percent).settled(tx.today)
    row.status, row.started_at, row.completed_at = state.status, state.started_at, state.completed_at
    goal = tx.session.get(tables.Goal, row.goal_id)
    assert goal is not None
    row.in_customer_report = _is_shown(tx, values, goal.section)
    row.position = _last(tx, row, "goal_id = ? AND objective_id IS ?", row.goal_id, row.objective_id)
    return row


def insert_task(tx: Transaction, values: Values, **extra: Any) -> tables.Task:
    """Write a new task at the end of its action, or of its account's own tasks. Raises as `records.insert`."""
    row = _of(tables.Task, records.insert(tx, "tasks", values, **extra))
    row.position = _last(tx, row, "account_id = ? AND action_id IS ?", row.account_id, row.action_id)
    return row


def update_action(
    tx: Transaction, action: int, values: Values, version: int | None = None
) -> records.Updated:
    """Change an action; its dates of start and completion follow its status. Raises as `records.update`."""
    row = _of(tables.Action, records.load(tx, "actions", action))
    kind = KINDS["actions"]
    columns.checked_fields(kind, values, tx)
    percent = values.get("percent", row.percent)
    state = State(
        columns.code(tx, kind.by_name["status"], values["status"]) if values.get("status") else row.status,
        percent if isinstance(percent, int) else 0,
        row.started_at,
        row.completed_at,
    ).settled(tx.today)
    given: dict[str, Value] = {**values, "status": state.status}
    if "percent" in values:
        given["percent"] = values["percent"] or 0
    return records.update(
        tx,
        "actions",
        action,
        given,
        version,
        started_at=state.started_at,
        completed_at=state.completed_at,
    )


def end_tasks(tx: Transaction, actions: Collection[int], *, with_tasks: bool) -> str:
    """Complete the open tasks of actions that end where `with_tasks`; return what became of them, in words.

    A recurring task ends with its action: no next one is made. The words are empty where no task is open.
    """
    tx.flush()
    count = open_tasks(tx.raw, "actions", actions)
    if not count:
        return ""
    noun = "task" if count == 1 else "tasks"
    if not with_tasks:
        return f"; {count} {noun} {'stays' if count == 1 else 'stay'} open"
    task = tables.Task
    for row in tx.session.exec(
        select(task).where(col(task.action_id).in_(actions), col(task.done_at).is_(None))
    ):
        row.done_at = tx.today
        records.touch(tx, row)
    return f" with {count} open {noun}"


def _is_shown(tx: Transaction, values: Values, section: str) -> bool:
    """Return whether new work is in the customer's report: what nobody says leaves the house only where the section
    is the customer's (features: row 78).
    """
    given = values.get("in_customer_report")
    if given not in (None, ""):
        return bool(given)
    return tx.playbook.section(section).audience == "customer"


def _last(tx: Transaction, row: Record, where: str, *parameters: object) -> int:
    table = str(type(row).__tablename__)
    return positions.after_last(tx, table, f"{where} AND id <> ?", *parameters, row.id)


def _of(table: type[R], row: Record) -> R:
    assert isinstance(row, table)
    return row

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

    One that is completed completes its objectives. One that moves to a section of the other audience leaves the
    customer's report, or enters it, where nobody said otherwise; so do its actions.

    Raises as `records.update`, and RuleError for a status that no goal has or its actions contradict.
    """
    row = _of(tables.Goal, records.load(tx, "goals", goal))
    columns.checked_fields(KINDS["goals"], values, tx)
    goalstate.refuse_own(tx, row, values)
    own, extra = goalstate.reported(tx, row, values)
    was_completed, section = row.completed_at is not None, row.section
    updated = records.update(tx, "goals", goal, own, version, **extra)
    if row.section != section and values.get("in_customer_report") in (None, ""):
        _follow_section(tx, row, section)
    if row.completed_at is not None and not was_completed:
        end_objectives(tx, goal, row.completed_at)
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
    if row.completed_at is None:
        reopen_above(tx, row)
    return row


def insert_task(tx: Transaction, values: Values, **extra: Any) -> tables.Task:
    """Write a new task at the end of its action, or of its account's own tasks. Raises as `records.insert`."""
    row = _of(tables.Task, records.insert(tx, "tasks", values, **extra))
    row.position = _last(tx, row, "account_id = ? AND action_id IS ?", row.account_id, row.action_id)
    return row


def update_action(
    tx: Transaction, action: int, values: Values, version: int | None = None
) -> records.Updated:
    """Change an action; its dates of start and completion follow its status. Raises as `records.update`.

    One that is opened again, or moved while it is open, opens what it stands under.
    """
    row = _of(tables.Action, records.load(tx, "actions", action))
    before = row.completed_at is None, row.goal_id, row.objective_id
    kind = KINDS["actions"]
    columns.checked_fields(kind, values, tx)
    code = columns.code(tx, kind.by_name["status"], values["status"]) if values.get("status") else row.status
    given: dict[str, Value] = dict(values)
    if code == "not_started" and row.status != code and "percent" not in values:
        # Whoever says so takes back what was reported; the percent alone would start it again.
        given["percent"] = 0
    if "percent" in given:
        given["percent"] = given["percent"] or 0
    percent = given.get("percent", row.percent)
    state = State(code, percent if isinstance(percent, int) else 0, row.started_at, row.completed_at).settled(
        tx.today
    )
    given["status"] = state.status
    updated = records.update(
        tx,
        "actions",
        action,
        given,
        version,
        started_at=state.started_at,
        completed_at=state.completed_at,
    )
    if row.completed_at is None and before != (True, row.goal_id, row.objective_id):
        reopen_above(tx, row)
    return updated


def end_objectives(tx: Transaction, goal: int, day: date) -> None:
    """Mark the open objectives of a goal that is completed as reached on `day`."""
    step = tables.Objective
    for row in tx.session.exec(
        select(step).where(col(step.goal_id) == goal, col(step.completed_at).is_(None))
    ):
        row.completed_at = day
        records.touch(tx, row)


def reopen_above(tx: Transaction, row: tables.Action | tables.Objective) -> None:
    """Take back the completion of the goal and the objective above `row`, under which work is open, and say so."""
    above: tuple[tuple[type[Any], int | None], ...] = ((tables.Goal, row.goal_id),)
    if isinstance(row, tables.Action):
        above = (*above, (tables.Objective, row.objective_id))
    for table, number in above:
        parent = None if number is None else tx.session.get(table, number)
        if parent is not None and parent.completed_at is not None:
            parent.completed_at = None
            records.touch(tx, parent)
            tx.aside(f"{table.__tablename__} '{records.shortened(parent.name)}' is open again")


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


def _follow_section(tx: Transaction, row: tables.Goal, former: str) -> None:
    """Give a goal that came from the section `former`, and its actions, what their new section says where they hold
    what the former one said; an objective has no such mark.
    """
    audiences = {section.code: section.audience for section in tx.playbook.sections}
    was_shown, is_shown = (audiences.get(code) == "customer" for code in (former, row.section))
    if was_shown == is_shown:
        return
    table = tables.Action
    query = select(table).where(col(table.goal_id) == row.id, col(table.in_customer_report).is_(was_shown))
    moved: list[tables.Goal | tables.Action] = list(tx.session.exec(query).all())
    actions = len(moved)
    if row.in_customer_report == was_shown:
        moved.insert(0, row)
    for each in moved:
        each.in_customer_report = is_shown
        records.touch(tx, each)
    if moved:
        goal = "it" * (len(moved) > actions)
        who = " and ".join(part for part in (goal, KINDS["actions"].counted(actions) * bool(actions)) if part)
        verb = "is" if len(moved) == 1 else "are"
        tx.aside(f"{who} {verb} {'now' if is_shown else 'no longer'} in the customer's report")


def _last(tx: Transaction, row: Record, where: str, *parameters: object) -> int:
    table = str(type(row).__tablename__)
    return positions.after_last(tx, table, f"{where} AND id <> ?", *parameters, row.id)


def _of(table: type[R], row: Record) -> R:
    assert isinstance(row, table)
    return row

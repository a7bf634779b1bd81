"""The verbs of goals, objectives and actions (mission S3; features: rows 72 to 91)."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import col, select

from kapta_tui.data import tables
from kapta_tui.data.read.planlanes import place_of
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import goalstate, planwriter, positions, records
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

_SIBLINGS: dict[str, tuple[str, ...]] = {
    "goals": ("account_id", "section"),
    "objectives": ("goal_id",),
    "actions": ("goal_id", "objective_id"),
    "tasks": ("account_id", "action_id"),
    "metrics": ("account_id",),
}
"""Kind to the columns that rows ordered among each other share."""


@verb
def start_action(tx: Transaction, action: int) -> int:
    """Begin an action today: it is in progress from now on. Raises RuleError when it has begun or ended."""
    row = _action(tx, action)
    _refuse_ended(row)
    _refuse_begun(row)
    planwriter.update_action(tx, action, {"status": "in_progress"})
    tx.say(f"Started action {records.title(tx, row)}", row.account_id, "start_action")
    return action


@verb
def update_action(
    tx: Transaction,
    action: int,
    percent: int | None = None,
    status: str | None = None,
    status_note: str | None = None,
    owner: str | int | None = None,
    due: date | None = None,
    with_tasks: bool = False,
) -> int:
    """Report on an action; None leaves a value as it is, a percent above 0 starts it, 100 completes nothing.

    Its open tasks are completed too where the status ends it `with_tasks`; else the sentence tells of them.

    Raises:
        RuleError: the action has ended, or a value is out of range.
    """
    row = _action(tx, action)
    _refuse_ended(row)
    given: dict[str, Value] = {
        "percent": percent,
        "status": status,
        "status_note": status_note,
        "owner": owner,
        "due": due,
    }
    values = {name: value for name, value in given.items() if value is not None}
    changed = planwriter.update_action(tx, action, values).fields
    parts = ", ".join(_part(tx, row, name) for name in changed)
    has_ended = row.completed_at is not None
    left = planwriter.end_tasks(tx, [action], with_tasks=with_tasks) if has_ended else ""
    tx.say(f"Updated action {records.title(tx, row)}: {parts}{left}", row.account_id, "update_action")
    return action


@verb
def complete_action(
    tx: Transaction, action: int, status_note: str | None = None, with_tasks: bool = False
) -> int:
    """Mark an action as complete, whatever its percent, and its open tasks where `with_tasks`.

    Tasks that stay open are told of in the sentence. Raises RuleError when it has ended.
    """
    row = _action(tx, action)
    _refuse_ended(row)
    values: dict[str, Value] = {"status": "completed"}
    if status_note is not None:
        values["status_note"] = status_note
    planwriter.update_action(tx, action, values)
    tasks = planwriter.end_tasks(tx, [action], with_tasks=with_tasks)
    tx.say(f"Completed action {records.title(tx, row)}{tasks}", row.account_id, "complete_action")
    return action


@verb
def reopen_action(tx: Transaction, action: int) -> int:
    """Take an action's end back; its goal and objective are open again too. Raises RuleError."""
    row = _action(tx, action)
    if row.completed_at is None:
        raise RuleError(f"'{row.name}' is open.", "Only an ended action can be reopened.", "status")
    status = "in_progress" if row.started_at or row.percent else "not_started"
    planwriter.update_action(tx, action, {"status": status})
    tx.say(f"Reopened action {records.title(tx, row)}", row.account_id, "reopen_action")
    return action


@verb
def start_goal(tx: Transaction, goal: int) -> int:
    """Begin a goal without actions today. Raises RuleError when it has begun, is completed, or has actions."""
    row = _own_goal(tx, goal)
    _refuse_begun(row)
    planwriter.update_goal(tx, goal, {"reported_status": "in_progress"})
    tx.say(f"Started goal {records.title(tx, row)}", row.account_id, "start_goal")
    return goal


@verb
def update_goal(
    tx: Transaction,
    goal: int,
    percent: int | None = None,
    status: str | None = None,
    status_note: str | None = None,
    owner: str | int | None = None,
    due: date | None = None,
) -> int:
    """Report on a goal; None leaves a value as it is, a percent above 0 starts it, 100 completes nothing.

    Raises:
        RuleError: it is completed, a value is out of range, or a percent or status is that of its actions.
    """
    row = _open_goal(tx, goal)
    given: dict[str, Value] = {
        "reported_percent": percent,
        "reported_status": status,
        "status_note": status_note,
        "owner": owner,
        "due": due,
    }
    values = {name: value for name, value in given.items() if value is not None}
    goalstate.refuse_own(tx, row, values, is_report=True)
    changed = planwriter.update_goal(tx, goal, values).fields
    parts = ", ".join(_part(tx, row, name) for name in changed)
    tx.say(f"Updated goal {records.title(tx, row)}: {parts}", row.account_id, "update_goal")
    return goal


@verb
def complete_goal(tx: Transaction, goal: int, with_actions: bool = False, with_tasks: bool = False) -> int:
    """Mark a goal as reached, with its objectives, its open actions where `with_actions`, and the open tasks
    of those where `with_tasks`.

    Raises:
        RuleError: it is complete already, or actions are open.
    """
    row, tasks = _complete(tx, "goals", goal, "goal_id", with_actions, with_tasks)
    planwriter.end_objectives(tx, goal, tx.today)
    tx.say(f"Completed goal {records.title(tx, row)}{tasks}", row.account_id, "complete_goal")
    return goal


@verb
def reopen_goal(tx: Transaction, goal: int) -> int:
    """Take a goal's completion back; what stands under it keeps its state. Raises RuleError."""
    row = _reopen(tx, "goals", goal)
    tx.say(f"Reopened goal {records.title(tx, row)}", row.account_id, "reopen_goal")
    return goal


@verb
def complete_objective(
    tx: Transaction, objective: int, with_actions: bool = False, with_tasks: bool = False
) -> int:
    """Mark an objective as reached; the rest as for a goal. Raises RuleError."""
    row, tasks = _complete(tx, "objectives", objective, "objective_id", with_actions, with_tasks)
    tx.say(f"Completed objective {records.title(tx, row)}{tasks}", row.account_id, "complete_objective")
    return objective


@verb
def reopen_objective(tx: Transaction, objective: int) -> int:
    """Take an objective's completion back, and its goal's. Raises RuleError."""
    row = _reopen(tx, "objectives", objective)
    planwriter.reopen_above(tx, row)
    tx.say(f"Reopened objective {records.title(tx, row)}", row.account_id, "reopen_objective")
    return objective


@verb
def move_action_dates(
    tx: Transaction, kind: str, record: int, start: date | None, due: date | None, version: int | None = None
) -> int:
    """Set planned start and due date of a goal, objective or action; None empties one.

    Tasks without a due date of their own follow their action by themselves (features: row 93).

    Raises:
        RuleError: the start lies behind the due date.
        Conflict: `version` is not the present one.
        UsageError: records of `kind` have no such dates.
    """
    if kind not in ("goals", "objectives", "actions"):
        raise UsageError(f"{kind} have no start and due date.", "Move goals, objectives or actions.")
    row: Any = records.update(tx, kind, record, {"start": start, "due": due}, version).row
    tx.say(_moved(f"{KINDS[kind].noun} {records.title(tx, row)}", row.start, row.due), row.account_id)
    return record


def _moved(what: str, start: date | None, due: date | None) -> str:
    """Return what moving the dates of a record did, with the dates that it has now."""
    if start and due:
        return f"Moved {what} to {start} – {due}"
    if start or due:
        return f"Moved the {'start' if start else 'due date'} of {what} to {start or due}"
    return f"Took the dates off {what}"


@verb
def reorder(tx: Transaction, kind: str, record: int, position: int) -> int:
    """Put a goal, objective, action, task or metric at `position` among its siblings, 0 the first.

    Raises:
        UsageError: records of `kind` have no order of their own.
    """
    if kind not in _SIBLINGS:
        raise UsageError(f"{kind} have no order of their own.", f"Reorder {', '.join(_SIBLINGS)}.")
    row: Any = records.load(tx, kind, record)
    table = records.TABLES[kind]
    query = select(table).where(col(table.id) != record)
    for name in _SIBLINGS[kind]:
        query = query.where(
            getattr(table, name).is_(None) if getattr(row, name) is None else _same(row, name)
        )
    order: Any = getattr(table, "position")  # noqa: B009
    siblings: list[Any] = list(tx.session.exec(query.order_by(order, col(table.id))).all())
    positions.place(row, siblings, position)
    tx.say(
        f"Moved {KINDS[kind].noun} {records.title(tx, row)} to place {position + 1}",
        row.account_id,
        "reorder",
    )
    return record


@verb
def move_by(tx: Transaction, kind: str, record: int, step: int) -> int:
    """Put a goal, objective, action or metric `step` places further among its siblings, as far as there are any.

    Raises:
        NotFound: it is gone.
    """
    now, count = place_of(tx.raw, KINDS[kind].noun, record)
    wanted = max(0, min(count - 1, now + step))
    if wanted != now:
        reorder(tx, kind, record, wanted)
    return record


def _same(row: Record, name: str) -> Any:
    return getattr(type(row), name) == getattr(row, name)


def _open_goal(tx: Transaction, goal: int) -> tables.Goal:
    row = records.load(tx, "goals", goal)
    assert isinstance(row, tables.Goal)
    if row.completed_at is not None:
        raise RuleError(f"'{row.name}' was completed on {row.completed_at}.", "Reopen it first.", "status")
    return row


def _own_goal(tx: Transaction, goal: int) -> tables.Goal:
    row = _open_goal(tx, goal)
    if goalstate.shown(tx, row).has_actions:
        raise RuleError(f"'{row.name}' is worked on by its actions.", "Start one of those.", "status")
    return row


def _action(tx: Transaction, action: int) -> tables.Action:
    row = records.load(tx, "actions", action)
    assert isinstance(row, tables.Action)
    return row


def _refuse_begun(row: tables.Action | tables.Goal) -> None:
    if row.started_at is not None:
        raise RuleError(f"'{row.name}' was started on {row.started_at}.", "Update it instead.", "status")


def _refuse_ended(row: tables.Action) -> None:
    if row.completed_at is not None:
        raise RuleError(
            f"'{row.name}' ended on {row.completed_at} ({row.status}).", "Reopen it first.", "status"
        )


def _complete(
    tx: Transaction, kind: str, record: int, key: str, with_actions: bool, with_tasks: bool
) -> tuple[Any, str]:
    """Return the row, and what became of the tasks of the actions completed with it."""
    row: Any = records.load(tx, kind, record)
    noun = KINDS[kind].noun
    if row.completed_at is not None:
        raise RuleError(f"The {noun} was completed on {row.completed_at}.", "Reopen it to change that.")
    still = [action for action in _below(tx, tables.Action, key, record) if action.completed_at is None]
    if not with_actions:
        goalstate.refuse_open(noun, row.name, tuple(action.name for action in still))
    for action in still:
        planwriter.update_action(tx, action.id, {"status": "completed"})
    row.completed_at = tx.today
    records.touch(tx, row)
    return row, planwriter.end_tasks(tx, [action.id for action in still], with_tasks=with_tasks)


def _reopen(tx: Transaction, kind: str, record: int) -> Any:
    row: Any = records.load(tx, kind, record)
    if row.completed_at is None:
        raise RuleError(f"The {KINDS[kind].noun} is open.", "Only a completed one can be reopened.")
    row.completed_at = None
    records.touch(tx, row)
    return row


def _below(tx: Transaction, table: type[Any], key: str, above: int) -> list[Any]:
    return list(tx.session.exec(select(table).where(getattr(table, key) == above)).all())


def _part(tx: Transaction, row: tables.Action | tables.Goal, name: str) -> str:
    match name:
        case "percent" | "reported_percent":
            # Mission S3: 100 % closes nothing, which whoever reports it has to be told.
            is_full = row.percent == 100 and row.completed_at is None
            return "100 %, open until it is completed" if is_full else f"{row.percent} %"
        case "status" | "reported_status":
            is_reached = isinstance(row, tables.Goal) and row.completed_at is not None
            return tx.playbook.label("action_status", "completed" if is_reached else row.status)
        case "due":
            return f"due {row.due}"
        case "status_note":
            return f"“{records.shortened(row.status_note or '')}”"
        case _:
            return name

"""Moving the dates of plans, and copying goals with all below them to accounts (mission S3; features: rows 76, 81)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

from sqlmodel import col, select

from kapta_tui.data import tables, workdays
from kapta_tui.data.read.planned import FIRST_OF_SERIES, extent
from kapta_tui.data.tables.base import Record
from kapta_tui.data.write import positions, records
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planned import distance_words, moved, moved_rule, refuse_archived

R = TypeVar("R", bound=Record)

_NOT_COPIED: Final = frozenset(
    {
        *("id", "external_id", "version", "created_at", "updated_at"),
        *("source", "source_id", "risk_id", "series_id"),
        *("status", "status_note", "percent", "started_at", "completed_at", "done_at"),
    }
)
"""Columns that a copy has anew: whose it is, where it comes from, and how far it got."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """A goal and what stands below it."""

    goal: tables.Goal
    objectives: list[tables.Objective]
    actions: list[tables.Action]
    tasks: list[tables.Task]
    firsts: frozenset[int]
    """Ids of the tasks that are no later occurrence of a recurring one."""


@dataclass(frozen=True, slots=True)
class _Shift:
    """How far dates move; `begin` is the start of goals that have no date at all."""

    days: int = 0
    begin: date | None = None
    said: str = ""


@verb
def copy_goals(
    tx: Transaction,
    goals: Sequence[int],
    accounts: Sequence[int],
    shift_days: int = 0,
    start: date | None = None,
) -> list[int]:
    """Copy goals with objectives, actions and tasks to each of `accounts`, and return the ids of the new goals.

    All of a copy is open and not started. What belongs to the account stays behind: key players, risks, what the
    work was made from, external ids. Of a recurring task the first occurrence is copied. Dates move by
    `shift_days`, or so that the earliest of the plan falls on `start`: the next working day, as with templates.
    A goal of a section that was retired goes to the first one that is offered.

    Raises:
        UsageError: nothing to copy or no account is given, or both `shift_days` and `start`.
        NotFound: a goal or an account is gone.
        RuleError: an account is archived, or a date would lie beyond the calendar.
    """
    if not goals or not accounts:
        raise UsageError("Nothing to copy is given, or no account.", "Name goals and accounts.")
    if shift_days and start is not None:
        raise UsageError("Days and a start are two ways to shift a plan.", "Give one of them.")
    tx.flush()
    trees = [_tree(tx, goal) for goal in dict.fromkeys(goals)]
    targets = [_target(tx, account) for account in dict.fromkeys(accounts)]
    shift = _shift(tx, goals, shift_days, start)
    made = [_copy(tx, tree, account, shift) for account in targets for tree in trees]
    what = records.title(tx, trees[0].goal) if len(trees) == 1 else f"{len(trees)} goals"
    where = records.label(targets[0]) if len(targets) == 1 else f"{len(targets)} accounts"
    noun = "goal " if len(trees) == 1 else ""
    tx.say(f"Copied {noun}{what} to {where}{shift.said}", targets[0].id if len(targets) == 1 else None)
    return made


@verb
def shift_plan(tx: Transaction, goals: Sequence[int], days: int) -> list[int]:
    """Move start and due date of open goals, and of what is open below them, by `days`; return the goals' ids.

    Tasks without a due date of their own follow their action. What has ended stays where it was.

    Raises:
        NotFound: a goal is gone.
        RuleError: none of the goals is open, or a date would lie beyond the calendar.
    """
    tx.flush()
    trees = [_tree(tx, goal) for goal in dict.fromkeys(goals)]
    living = [tree for tree in trees if tree.goal.completed_at is None]
    if not living:
        raise RuleError("The plan is complete, so nothing of it moves.", "Reopen the goal first.")
    changed = {
        kind: sum(_move(tx, row, days) for tree in living for row in rows(tree))
        for kind, rows in _MOVABLE.items()
    }
    counts = ", ".join(KINDS[kind].counted(count) for kind, count in changed.items() if count)
    title = records.title(tx, living[0].goal) if len(living) == 1 else f"{len(living)} goals"
    owners = {tree.goal.account_id for tree in living}
    tx.say(
        f"Moved plan {title} {distance_words(days)}: {counts or 'it has no dates'}",
        owners.pop() if len(owners) == 1 else None,
    )
    return [tree.goal.id for tree in living if tree.goal.id is not None]


@verb
def shift_to(tx: Transaction, goals: Sequence[int], start: date) -> list[int]:
    """Move open goals as `shift_plan` does, so that their earliest date falls on `start` or the next working day.

    Returns the goals' ids. Raises: as `shift_plan`, and RuleError where the plan has no date.
    """
    tx.flush()
    first = extent(tx.raw, goals).first
    if first is None:
        raise RuleError("The plan has no dates to move.", "Give its actions dates first.", "start")
    day = workdays.from_working_day(tx.playbook.calendar, start)
    found = shift_plan(tx, goals, (day - first).days)
    if said := workdays.moved_words(start, day):
        tx.sentence += f". {said}"
    return found


_MOVABLE: Final[dict[str, Any]] = {
    "goals": lambda tree: [tree.goal],
    "objectives": lambda tree: _open(tree.objectives),
    "actions": lambda tree: _open(tree.actions),
    "tasks": lambda tree: [task for task in tree.tasks if task.done_at is None],
}
"""Kind to the rows of a tree that move with it."""


def _open(rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if row.completed_at is None]


def _move(tx: Transaction, row: Any, days: int) -> bool:
    """Move the dates of a row; say whether it has any."""
    dates = _moved(row, days)
    if dates and days:
        for name, value in dates.items():
            setattr(row, name, value)
        records.touch(tx, row)
    return bool(dates)


def _moved(row: Any, days: int) -> dict[str, Any]:
    """Return the columns of a row that hold a day, moved: start, due date, and a recurrence that has a last day."""
    held = {name: getattr(row, name, None) for name in ("start", "due")}
    found: dict[str, Any] = {name: moved(day, days) for name, day in held.items() if day is not None}
    rule = getattr(row, "recurrence", None)
    return found | ({"recurrence": moved_rule(rule, days)} if rule and "UNTIL" in rule else {})


def _tree(tx: Transaction, goal: int) -> _Tree:
    row = records.load(tx, "goals", goal)
    assert isinstance(row, tables.Goal)
    objectives, actions = tables.Objective, tables.Action
    return _Tree(
        row,
        list(
            tx.session.exec(select(objectives).where(objectives.goal_id == goal).order_by(col(objectives.id)))
        ),
        list(tx.session.exec(select(actions).where(actions.goal_id == goal).order_by(col(actions.id)))),
        list(
            tx.session.exec(
                select(tables.Task)
                .join(actions, col(actions.id) == col(tables.Task.action_id))
                .where(actions.goal_id == goal)
                .order_by(col(tables.Task.id))
            )
        ),
        _firsts(tx, goal),
    )


def _target(tx: Transaction, account: int) -> tables.Account:
    row = records.load(tx, "accounts", account)
    assert isinstance(row, tables.Account)
    refuse_archived(row.name, archived=row.archived)
    return row


def _shift(tx: Transaction, goals: Sequence[int], days: int, start: date | None) -> _Shift:
    if start is None:
        return _Shift(days, None, f", {distance_words(days)}" if days else "")
    day = workdays.from_working_day(tx.playbook.calendar, start)
    first = extent(tx.raw, goals).first
    words = workdays.moved_words(start, day)
    said = f", starting {day}" + (f". {words}" if words else "")
    return _Shift(0, day, said) if first is None else _Shift((day - first).days, None, said)


def _copy(tx: Transaction, tree: _Tree, account: tables.Account, shift: _Shift) -> int:
    """Write one goal with all below it into an account and return the new goal's id."""
    assert account.id is not None
    section = _section(tx, tree.goal.section)
    place = positions.after_last(tx, "goal", "account_id = ? AND section = ?", account.id, section)
    goal = _again(
        tx, tree.goal, shift, account_id=account.id, section=section, position=place, start=shift.begin
    )
    tx.session.flush()
    below = {"account_id": account.id, "goal_id": goal.id}
    objectives = {row.id: _again(tx, row, shift, **below) for row in tree.objectives}
    tx.session.flush()
    actions = {
        row.id: _again(tx, row, shift, **below, objective_id=_id_of(objectives, row.objective_id))
        for row in tree.actions
    }
    tx.session.flush()
    for task in tree.tasks:
        if task.id in tree.firsts:
            _again(tx, task, shift, account_id=account.id, action_id=_id_of(actions, task.action_id))
    assert goal.id is not None
    return goal.id


def _id_of(copies: dict[int | None, R], original: int | None) -> int | None:
    return None if original is None else copies[original].id


def _firsts(tx: Transaction, goal: int) -> frozenset[int]:
    """Return the tasks of a goal without later occurrences of recurring ones."""
    sql = f"SELECT t.id FROM task t JOIN action x ON x.id = t.action_id WHERE x.goal_id = ? AND {FIRST_OF_SERIES}"
    return frozenset(number for (number,) in tx.raw.execute(sql, (goal,)))


def _again(tx: Transaction, row: R, shift: _Shift, **changed: Any) -> R:
    """Write a row once more: its dates moved, `changed` columns that are not None in place of its own."""
    kept = {name: getattr(row, name) for name in type(row).model_fields if name not in _NOT_COPIED}
    kept |= _moved(row, shift.days)
    if "custom" in kept:
        kept["custom"] = dict(kept["custom"])
    changed = {name: value for name, value in changed.items() if value is not None or name == "objective_id"}
    made = type(row)(**kept | changed, created_at=tx.now, updated_at=tx.now)
    tx.session.add(made)
    return made


def _section(tx: Transaction, code: str) -> str:
    offered = [choice.code for choice in tx.playbook.offered("section")]
    return code if code in offered or not offered else offered[0]

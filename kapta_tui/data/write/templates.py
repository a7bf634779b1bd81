"""Launching a plan template: its goals, objectives, actions and tasks, laid out in days (domain.md 3.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.write import planwriter, records, references, riskrows, workdays
from kapta_tui.data.write.transaction import Transaction, verb
from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.playbook import ActionTemplate, GoalTemplate, TaskTemplate, Template

_LINKED = {"risk": "risks", "contract": "contracts", "opportunity": "opportunities"}


@dataclass(frozen=True, slots=True)
class _Launch:
    account: int
    section: str
    levels: int
    base: date
    source: str | None
    source_id: int | None

    @property
    def origin(self) -> dict[str, Any]:
        """What the template serves, as columns of the goals it makes."""
        return {"source": self.source, "source_id": self.source_id, **self.addressed}

    @property
    def addressed(self) -> dict[str, Any]:
        """The risk that the template serves, if it is one, as a column of all that it makes."""
        return {"risk_id": self.source_id} if self.source == "risk" else {}


@verb
def add_goals_from_template(
    tx: Transaction, account: int, template: str, start: date | None = None, anchor: int | None = None
) -> list[int]:
    """Add the goals of a template, a code or label, and return their ids; they can be changed like any other.

    `start` is day 0. A template launched by hand starts today without one, and never on a day off of the
    playbook's calendar: day 0 then moves to the next working day and everything with it, and the sentence
    says so. A template anchored to a contract's end counts from there. `anchor` is the id of the record the
    template is linked to; the default is the active contract that ends next, or the active risk.

    Raises:
        UsageError: there is no such template.
        NotFound: the account or the linked record is gone.
        RuleError: the template needs a contract's end and there is none.
    """
    customer = records.load(tx, "accounts", account)
    plan = tx.playbook.template(template)
    linked = _linked(tx, plan, account, anchor)
    asked, day = _base(tx, plan, start, linked)
    launch = _Launch(
        account=account,
        section=plan.section,
        levels=tx.playbook.section(plan.section).levels,
        base=day,
        source=plan.link or None if linked is not None else None,
        source_id=None if linked is None else linked.id,
    )
    goals = [number for goal in plan.goals for number in _goal(tx, launch, goal)]
    moved = workdays.moved_words(asked, day)
    said = f"Launched the plan {plan.label} on {records.label(customer)}, starting {day}"
    tx.say(f"{said}. {moved}" if moved else said, account)
    return goals


def _linked(tx: Transaction, plan: Template, account: int, anchor: int | None) -> Any:
    """Return the row of the record the template serves, None where there is none."""
    if not plan.link:
        return None
    if anchor is None and plan.link == "contract":
        anchor = _next_ending(tx, account)
    if anchor is None and plan.link == "risk":
        anchor = riskrows.active_risk(tx, account)
    if anchor is None:
        return None
    row: Any = records.load(tx, _LINKED[plan.link], anchor)
    if row.account_id != account:
        raise RuleError(
            f"The {plan.link} belongs to another account.", f"Choose a {plan.link} of this account."
        )
    return row


def _next_ending(tx: Transaction, account: int) -> int | None:
    tx.session.flush()
    found = tx.raw.execute(
        'SELECT id FROM contract WHERE account_id = ? AND NOT is_archived AND "end" >= ? ORDER BY "end", id',
        (account, tx.today.isoformat()),
    ).fetchone()
    return None if found is None else int(found[0])


def _base(tx: Transaction, plan: Template, start: date | None, linked: Any) -> tuple[date, date]:
    """Return day 0 as asked for and as it is, a working day where it may move."""
    if plan.anchor == "contract_end" and start is None:
        end: date | None = getattr(linked, "end", None)
        if end is None:
            raise RuleError(
                f"The template {plan.label} counts back from a contract's end, and there is none.",
                "Give the contract an end, or name a start.",
                "start",
            )
        # Counted back from a fixed end, a shifted day 0 would push the last step behind that end.
        return plan.base(end), plan.base(end)
    return workdays.launch_days(tx.playbook.calendar, plan, start or tx.today)


def _goal(tx: Transaction, launch: _Launch, goal: GoalTemplate) -> list[int]:
    if launch.levels == 1:
        return [_goal_from_action(tx, launch, action) for action in goal.all_actions]
    row = planwriter.insert_goal(
        tx,
        _named(launch, goal.name, goal.all_actions) | {"section": launch.section},
        **launch.origin,
    )
    assert row.id is not None
    if launch.levels == 2:
        _actions(tx, launch, goal.all_actions, row.id, None)
        return [row.id]
    _actions(tx, launch, goal.actions, row.id, None)
    for step in goal.objectives:
        objective = planwriter.insert_objective(
            tx, _named(launch, step.name, step.actions) | {"goal": row.id}
        )
        _actions(tx, launch, step.actions, row.id, objective.id)
    return [row.id]


def _goal_from_action(tx: Transaction, launch: _Launch, action: ActionTemplate) -> int:
    """In a section of one level goals serve as actions (mission S3); tasks hang on the account."""
    values = _named(launch, action.name, (action,)) | {
        "section": launch.section,
        "owner": _owner(tx, action.owner),
    }
    row = planwriter.insert_goal(tx, values, **launch.origin)
    assert row.id is not None
    for task in action.tasks:
        _task(tx, launch, task, None, action.dates(launch.base)[1])
    return row.id


def _actions(
    tx: Transaction, launch: _Launch, actions: Sequence[ActionTemplate], goal: int, objective: int | None
) -> None:
    for action in actions:
        values = _named(launch, action.name, (action,))
        values |= {"goal": goal, "objective": objective, "owner": _owner(tx, action.owner)}
        row = planwriter.insert_action(tx, values, **launch.addressed)
        for task in action.tasks:
            _task(tx, launch, task, row.id, None)


def _task(tx: Transaction, launch: _Launch, task: TaskTemplate, action: int | None, due: date | None) -> None:
    values: dict[str, Value] = {"account": launch.account, "action": action, "name": task.name, "due": due}
    values |= {"recurrence": task.recurrence or None, "assignee": _owner(tx, task.owner)}
    planwriter.insert_task(tx, values, until=task.until or None, **launch.addressed)


def _named(launch: _Launch, name: str, actions: Sequence[ActionTemplate]) -> dict[str, Value]:
    """Return account, name and the dates that span `actions`."""
    dates = [action.dates(launch.base) for action in actions]
    return {
        "account": launch.account,
        "name": name,
        "start": min((start for start, _ in dates), default=launch.base),
        "due": max((due for _, due in dates), default=None),
    }


def _owner(tx: Transaction, owner: str) -> Value:
    """Return who a template's owner is: nobody in particular means the account's owner, whoever that is."""
    if owner in ("", "account_owner"):
        return None
    if owner == "launcher":
        return references.acting_user(tx)
    return _queue(tx, tx.playbook.label("queue", owner))


def _queue(tx: Transaction, name: str) -> int:
    number = references.person(tx, name)
    row = tx.session.get(tables.User, number)
    if row is not None and not row.is_queue:
        row.is_queue = True
        records.touch(tx, row)
    return number

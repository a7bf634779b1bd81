"""What of a plan leaves the house: the customer's report, made of nothing else (mission S3; features: row 78).

A goal that is marked out leaves out all below it, an action that is marked out only itself, and an objective none of
whose actions is left goes with them. Names, dates, owners, progress and states leave; descriptions, status notes,
tasks, key players, marks, risks, health and the labels of plan sections never do. Progress and states of goals and
objectives count only the actions that are shown: the report is what it would be if nothing else were there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kapta_tui.data.read.planreport import PlanReport, ReportedSection, lines_below, plan_report
from kapta_tui.data.read.planrows import ReportedAction, ReportedGoal, ReportedObjective, Span
from kapta_tui.data.read.records import View
from kapta_tui.domain.planlevels import drawn_depth
from kapta_tui.domain.planstate import PlanState, Stage
from kapta_tui.domain.text import counted

Standing = Literal["not_started", "in_progress", "completed", "cancelled"]
"""How work stands in the eyes of a customer, who is told nothing of marks that are still missing."""


@dataclass(frozen=True, slots=True)
class CustomerWork:
    """A piece of work as the customer sees it; `percent` is 0..100, None where there is nothing to measure."""

    name: str
    owner: str
    start: date | None
    due: date | None
    completed_on: date | None
    percent: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """An action, and the objective it stands under where the section has three levels; `begins` as of a plan's line."""

    action: CustomerWork | None
    objective: CustomerWork | None = None
    begins: bool = True


@dataclass(frozen=True, slots=True)
class CustomerGoal:
    """A goal with its actions; where goals serve as actions they stand `beside` it."""

    goal: CustomerWork
    lines: tuple[CustomerLine, ...]
    beside: bool


@dataclass(frozen=True, slots=True)
class CustomerReport:
    """The values of the customer's report: the customer's goals, and ours that the customer may know of."""

    account: str
    owner: str
    yours: tuple[CustomerGoal, ...]
    ours: tuple[CustomerGoal, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How much of a plan stays in the house."""

    goals: int = 0
    objectives: int = 0
    actions: int = 0

    @property
    def words(self) -> str:
        """What a preview says: "Left out: 3 goals, 11 actions."."""
        numbers = ((self.goals, "goal"), (self.objectives, "objective"), (self.actions, "action"))
        said = ", ".join(counted(number, noun) for number, noun in numbers if number)
        return f"Left out: {said}." if said else "No goal and no action is left out."


def customer_report(
    connection: sqlite3.Connection, view: View, account: int
) -> tuple[CustomerReport, LeftOut]:
    """Return what of the plan of `account` its customer may read, and how much is left out. Raises NotFound."""
    shown = plan_report(connection, view, account, for_customer=True)
    report = CustomerReport(
        account=shown.account.name,
        owner=shown.account.owner,
        yours=tuple(_goals(shown.sections, "customer")),
        ours=tuple(_goals(shown.sections, "internal")),
    )
    return report, _left_out(plan_report(connection, view, account), shown)


def _goals(sections: Iterable[ReportedSection], audience: str) -> Iterator[CustomerGoal]:
    for section in sections:
        if section.audience == audience:
            yield from (_goal(goal, section.levels) for goal in section.goals)


def _goal(goal: ReportedGoal, levels: int) -> CustomerGoal:
    lines = (
        CustomerLine(
            None if line.action is None else _action(line.action),
            None if line.objective is None else _objective(line.objective),
            line.begins,
        )
        for line in lines_below(goal, levels)
    )
    return CustomerGoal(_above(goal), tuple(lines), beside=drawn_depth(levels, "actions", 1) == 0)


def _above(goal: ReportedGoal) -> CustomerWork:
    return _work(goal.name, goal.span, goal.progress.percent, _standing(goal.state))


def _objective(step: ReportedObjective) -> CustomerWork:
    return _work(step.name, step.span, step.progress.percent, _standing(step.state))


def _action(action: ReportedAction) -> CustomerWork:
    is_cancelled = action.status == "cancelled"
    standing: Standing = "cancelled" if is_cancelled else _standing(action.state)
    return _work(action.name, action.span, None if is_cancelled else action.percent, standing)


def _work(name: str, span: Span, percent: int | None, standing: Standing) -> CustomerWork:
    return CustomerWork(name, span.owner, span.start, span.due, span.completed_on, percent, standing)


def _standing(state: PlanState) -> Standing:
    if state.stage is Stage.DONE:
        return "completed"
    return "not_started" if state.stage in (Stage.NOT_STARTED, Stage.START_PASSED) else "in_progress"


def _left_out(whole: PlanReport, shown: PlanReport) -> LeftOut:
    everything, told = _counted(whole), _counted(shown)
    return LeftOut(*(total - left for total, left in zip(everything, told, strict=True)))


def _counted(plan: PlanReport) -> tuple[int, int, int]:
    """Return how many goals, drawn objectives and actions a plan has."""
    goals = [goal for section in plan.sections for goal in section.goals]
    drawn = [one for one in plan.sections if drawn_depth(one.levels, "objectives", 1) is not None]
    steps = sum(len(goal.objectives) for section in drawn for goal in section.goals)
    return len(goals), steps, sum(len(goal.all_actions) for goal in goals)

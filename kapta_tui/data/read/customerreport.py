"""What of a plan leaves the house: the customer's report, made of nothing else (mission S3; features: row 78).

A goal that is marked out leaves out all below it, an action that is marked out only itself. Names, dates, owners,
progress and states leave; descriptions, status notes, tasks, key players, marks, risks, health and the labels of plan
sections never do, and no sum that would tell of an action that is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kapta_tui.data.read.planreport import PlanReport, ReportedSection, lines_below
from kapta_tui.data.read.planrows import ReportedAction, ReportedGoal, ReportedObjective, Span
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


def customer_report(plan: PlanReport) -> tuple[CustomerReport, LeftOut]:
    """Return what of a plan its customer may read, and how much is left out."""
    report = CustomerReport(
        account=plan.account.name,
        owner=plan.account.owner,
        yours=tuple(_goals(plan.sections, "customer")),
        ours=tuple(_goals(plan.sections, "internal")),
    )
    return report, _left_out(plan)


def _goals(sections: Iterable[ReportedSection], audience: str) -> Iterator[CustomerGoal]:
    for section in sections:
        if section.audience == audience:
            yield from (_goal(goal, section.levels) for goal in section.goals if goal.is_shown)


def _goal(goal: ReportedGoal, levels: int) -> CustomerGoal:
    lines = (
        CustomerLine(
            None if line.action is None else _action(line.action),
            None if line.objective is None else _objective(line.objective),
            line.begins,
        )
        for line in lines_below(_shown(goal), levels)
    )
    return CustomerGoal(_above(goal), tuple(lines), beside=drawn_depth(levels, "actions", 1) == 0)


def _shown(goal: ReportedGoal) -> ReportedGoal:
    """Return the goal without the actions that are marked out; the progress is still that of all of them."""
    steps = tuple(replace(step, actions=_marked(step.actions)) for step in goal.objectives)
    return replace(goal, objectives=steps, actions=_marked(goal.actions))


def _marked(actions: Iterable[ReportedAction]) -> tuple[ReportedAction, ...]:
    return tuple(action for action in actions if action.is_shown)


def _above(goal: ReportedGoal) -> CustomerWork:
    return _work(goal.name, goal.span, goal.progress.percent, _standing(goal.state))


def _objective(step: ReportedObjective) -> CustomerWork:
    """Beside the few actions of an objective its percent would tell what those that are left out add to it."""
    is_whole = len(step.progress.parts) == sum(action.status != "cancelled" for action in step.actions)
    percent = step.progress.percent if is_whole else None
    return _work(step.name, step.span, percent, _standing(step.state))


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


def _left_out(plan: PlanReport) -> LeftOut:
    goals = [goal for section in plan.sections for goal in section.goals]
    return LeftOut(
        goals=sum(not goal.is_shown for goal in goals),
        objectives=sum(_hidden_objectives(section) for section in plan.sections),
        actions=sum(not (goal.is_shown and action.is_shown) for goal in goals for action in goal.all_actions),
    )


def _hidden_objectives(section: ReportedSection) -> int:
    if drawn_depth(section.levels, "objectives", 1) is None:
        return 0
    return sum(len(goal.objectives) for goal in section.goals if not goal.is_shown)

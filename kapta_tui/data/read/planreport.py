"""The plan of one account with all that its reports tell (mission S3; features: rows 78 and 119)."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kapta_tui.data.read.planrows import (
    PlanTask,
    ReportedAction,
    ReportedGoal,
    ReportedObjective,
    goals_of,
    tasks_of,
)
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskreport import AccountHead, account_head
from kapta_tui.domain.planlevels import drawn_depth
from kapta_tui.domain.planstate import PlanState, Stage
from kapta_tui.domain.playbook.model import Audience, Section


@dataclass(frozen=True, slots=True)
class ReportedSection:
    """A plan section with its goals; one that the playbook has lost has three levels and is internal."""

    code: str
    label: str
    audience: Audience
    levels: int
    goals: tuple[ReportedGoal, ...]


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many actions of a plan that are not cancelled stand how; a goal without any where goals serve as actions.

    `open` holds all that have not ended, also those that are late, full or should have begun.
    """

    open: int = 0
    late: int = 0
    full: int = 0
    """At 100 % and not closed."""
    start_passed: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class PlanReport:
    """The values of the action plan report of an account; sections without goals are left out.

    `tasks` are open tasks that belong to no action. Nothing of the features `off` is in the other values.
    """

    account: AccountHead
    sections: tuple[ReportedSection, ...]
    tasks: tuple[PlanTask, ...]
    counts: PlanCounts
    off: frozenset[str]


def plan_report(
    connection: sqlite3.Connection, view: View, account: int, *, for_customer: bool = False
) -> PlanReport:
    """Return the values of the report on the plan of `account`. Raises NotFound when it is gone.

    With `for_customer` goals, objectives and actions are as `goals_of` says, as if those left out did not exist.
    """
    head = account_head(connection, account)
    tasks = tasks_of(connection, account, view.today)
    goals = goals_of(connection, account, view, tasks, for_customer=for_customer)
    sections = tuple(_sections(view.playbook.sections, goals))
    own = tuple(task for task in tasks if task.action_id is None)
    return PlanReport(head, sections, own, counts_of(sections), view.playbook.off)


def _sections(known: Sequence[Section], goals: Sequence[ReportedGoal]) -> Iterator[ReportedSection]:
    """Yield the sections that hold goals as the playbook orders them, those it has lost last."""
    places = {section.code: section for section in known}
    lost = dict.fromkeys(goal.section for goal in goals if goal.section not in places)
    for code in (*places, *lost):
        found = tuple(goal for goal in goals if goal.section == code)
        if found:
            place = places.get(code) or Section(code, code, "internal", 3)
            yield ReportedSection(code, place.label, place.audience, place.levels, found)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """An action where it is drawn, and the objective it stands under; an objective without actions has none.

    `begins` says that the line above has another objective.
    """

    action: ReportedAction | None
    objective: ReportedObjective | None = None
    begins: bool = True


def lines_below(goal: ReportedGoal, levels: int) -> tuple[PlanLine, ...]:
    """Return the actions of a goal in their order, by the objectives that a section of `levels` draws."""
    if drawn_depth(levels, "objectives", 1) is None:
        return tuple(_lines(goal.all_actions, None))
    steps = (line for step in goal.objectives for line in _lines(step.actions, step))
    return (*steps, *_lines(goal.actions, None))


def _lines(actions: Sequence[ReportedAction], step: ReportedObjective | None) -> Iterator[PlanLine]:
    yield from (PlanLine(action, step, not at) for at, action in enumerate(actions))
    if step is not None and not actions:
        yield PlanLine(None, step)


def counts_of(sections: Sequence[ReportedSection]) -> PlanCounts:
    """Count the actions of a plan by how they stand."""
    states = [state for section in sections for state in _states(section)]
    stages = Counter(state.stage for state in states)
    return PlanCounts(
        open=len(states) - stages[Stage.DONE],
        late=sum(state.is_late for state in states),
        full=stages[Stage.FULL],
        start_passed=stages[Stage.START_PASSED],
        done=stages[Stage.DONE],
    )


def _states(section: ReportedSection) -> Iterator[PlanState]:
    for goal in section.goals:
        # An action that was given up is neither open nor done, and measures no goal.
        actions = [action for action in goal.all_actions if action.status != "cancelled"]
        yield from (action.state for action in actions)
        if section.levels == 1 and not actions:
            yield goal.state

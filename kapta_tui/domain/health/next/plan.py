"""What could be done about the plan (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import ceil

from kapta_tui.domain.health.facts import ActionFact, HealthFacts, TaskFact
from kapta_tui.domain.health.next.step import CLOSE, CREATE, ENTRY, FIELD, REPORT, WORK, Change
from kapta_tui.domain.health.plan import measure_plan
from kapta_tui.domain.playbook import Playbook

_KINDS = {"action": "actions", "goal": "goals"}
_FULL = 100


def plan_changes(facts: HealthFacts, day: date, playbook: Playbook) -> Iterator[Change]:
    """Yield what is missing of the plan, late in it or not looked after, each of it put right."""
    yield from _coverage(facts, playbook)
    measure = measure_plan(facts.plan, playbook.health.plan, day)
    if measure is None:
        return
    for action in measure.open:
        yield from _action(facts, action, day, is_touched=action in measure.touched)
    for task in facts.plan.tasks:
        if task.done is None and task.due <= day:
            yield Change("task", "", ("tasks", task.id), WORK, CLOSE, _done(facts, task, day))


def _coverage(facts: HealthFacts, playbook: Playbook) -> Iterator[Change]:
    """Yield a goal with an action for each audience without one.

    The action is taken to begin later, so that this is what coverage alone brings, however the work goes.
    """
    for audience in ("customer", "internal"):
        has_section = any(one.audience == audience and not one.retired for one in playbook.sections)
        if has_section and audience not in facts.plan.covered:
            plan = facts.plan._replace(has_goal=True, covered=facts.plan.covered | {audience})
            yield Change("coverage", audience, ("goals", None), ENTRY, CREATE, replace(facts, plan=plan))


def _action(facts: HealthFacts, action: ActionFact, day: date, *, is_touched: bool) -> Iterator[Change]:
    """Yield what could be done about an open action.

    A goal that serves as an action is never completed here: whether its section stays covered is not among the facts.
    """
    record = _KINDS[action.kind], action.id
    is_overdue = action.due is not None and action.due < day
    if (is_overdue or action.percent == _FULL) and action.kind == "action":
        ended = action._replace(percent=_FULL, completed=day, touched=day)
        yield Change("complete", "", record, WORK, CLOSE, _with(facts, action, ended))
    expected = _expected(action, day)
    if action.percent < expected and not (is_overdue and action.kind == "action"):
        caught_up = action._replace(percent=expected, touched=day)
        yield Change("pace", str(expected), record, WORK, REPORT, _with(facts, action, caught_up))
    if not is_touched:
        told = action._replace(touched=day)
        yield Change("touch", "", record, FIELD, REPORT, _with(facts, action, told))


def _expected(action: ActionFact, day: date) -> int:
    """Return the whole percent with which an action keeps up on `day`."""
    if action.due is None:
        return 0
    if day >= action.due:
        return _FULL
    return max(0, ceil(_FULL * (day - action.begins).days / (action.due - action.begins).days))


def _with(facts: HealthFacts, old: ActionFact, new: ActionFact) -> HealthFacts:
    actions = tuple(new if one is old else one for one in facts.plan.actions)
    return replace(facts, plan=facts.plan._replace(actions=actions))


def _done(facts: HealthFacts, task: TaskFact, day: date) -> HealthFacts:
    tasks = tuple(one._replace(done=day) if one is task else one for one in facts.plan.tasks)
    return replace(facts, plan=facts.plan._replace(tasks=tasks))

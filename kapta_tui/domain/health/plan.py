"""The factor plan: is there one, is it in time, is it looked after (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kapta_tui.domain.dates import days_before
from kapta_tui.domain.health.facts import ActionFact, PlanFacts, TaskFact
from kapta_tui.domain.health.rounding import half_up
from kapta_tui.domain.playbook.health import PlanRules

Ratio = tuple[int, int]
"""Numerator and denominator, not reduced: adding some is several times as fast as with `Fraction`."""

_ONE: Ratio = (1, 1)
_HALF: Ratio = (1, 2)


class PlanMeasure(NamedTuple):
    """What the factor counts, all of it in scope of the day.

    `scope` are the actions whose pace counts, `touched` those open ones that were changed lately, `open`
    all open ones, `on_time` and `late` the tasks done, `due` all tasks that were due.
    """

    covered: frozenset[str]
    scope: tuple[ActionFact, ...]
    touched: tuple[ActionFact, ...]
    open: tuple[ActionFact, ...]
    on_time: tuple[TaskFact, ...]
    late: tuple[TaskFact, ...]
    due: tuple[TaskFact, ...]
    score: int
    """Hundredths of 0..100."""


def pace(action: ActionFact, day: date) -> Fraction:
    """Return how an action keeps up, 0..1: its percent against what is expected of it on `day`.

    Expected is the share of its span that has passed, all of it from the due day on and nothing without one; overdue
    halves. A completed one has 1, or a half when it was late.
    """
    return Fraction(*_pace(action, day))


def _pace(action: ActionFact, day: date) -> Ratio:
    due = action.due
    if action.completed is not None:
        return _ONE if due is None or action.completed <= due else _HALF
    if due is None:
        return _ONE
    if day >= due:
        return min(action.percent, 100), 200 if day > due else 100
    passed = (day - action.begins).days
    if passed <= 0:
        return _ONE
    done, expected = action.percent * (due - action.begins).days, 100 * passed
    return _ONE if done >= expected else (done, expected)


def _sum(ratios: Iterable[Ratio]) -> Ratio:
    top, bottom = 0, 1
    for numerator, denominator in ratios:
        if denominator == bottom:
            top += numerator
        else:
            top, bottom = top * denominator + numerator * bottom, bottom * denominator
    return top, bottom


def measure_plan(facts: PlanFacts, rules: PlanRules, day: date) -> PlanMeasure | None:
    """Return the factor, or None where there is no goal at all.

    What has no members is not applicable: the rest is measured against its own points.
    """
    if not facts.has_goal:
        return None
    since = days_before(day, rules.window_days)
    scope = tuple(_in_scope(facts.actions, since, day))
    still = tuple(action for action in scope if action.completed is None)
    fresh = days_before(day, rules.touched_days)
    touched = tuple(action for action in still if fresh <= action.touched <= day)
    due = tuple(task for task in facts.tasks if since <= task.due and _has_come(task, day))
    on_time = tuple(task for task in due if task.done is not None and task.done <= task.due)
    late = tuple(task for task in due if task.done is not None and task.done > task.due)
    earned = ("customer" in facts.covered) * rules.customer_points + (
        "internal" in facts.covered
    ) * rules.internal_points
    points = rules.customer_points + rules.internal_points
    parts: list[Ratio] = [(earned, 1)]
    if scope:
        top, bottom = _sum(_pace(action, day) for action in scope)
        parts.append((rules.pace_points * top, bottom * len(scope)))
        points += rules.pace_points
    if still:
        parts.append((rules.updated_points * len(touched), len(still)))
        points += rules.updated_points
    if due:
        parts.append((rules.tasks_points * (2 * len(on_time) + len(late)), 2 * len(due)))
        points += rules.tasks_points
    top, bottom = _sum(parts)
    score = half_up(top * 10_000, bottom * points) if points else 0
    return PlanMeasure(facts.covered, scope, touched, still, on_time, late, due, score)


def _in_scope(actions: Iterable[ActionFact], since: date, day: date) -> Iterable[ActionFact]:
    """Yield what is open and should have begun, and what was completed since the window began."""
    for action in actions:
        if action.begins <= day if action.completed is None else action.completed >= since:
            yield action


def _has_come(task: TaskFact, day: date) -> bool:
    """Whether a task was due: one of today that is not done yet has the rest of the day."""
    return task.due < day or (task.due == day and task.done is not None)

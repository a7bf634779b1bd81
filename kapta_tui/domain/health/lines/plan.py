"""What the plan earned: goals, and every action and task that counts (features: row 62)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from kapta_tui.domain.health.facts import ActionFact
from kapta_tui.domain.health.lines.line import ALL, NONE, Known, Piece
from kapta_tui.domain.health.plan import PlanMeasure, pace
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.score import Health
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import PlanRules

_HALF: Final = Fraction(1, 2)
_KINDS: Final = {"action": "actions", "goal": "goals"}


def plan_pieces(health: Health, playbook: Playbook, known: Known) -> Iterator[Piece]:
    """Yield what the factor counts; without any goal that alone."""
    rules, measure = playbook.health.plan, health.plan
    if measure is None:
        yield Piece("goal", NONE, ALL)
        return
    yield from _coverage(measure, rules, known)
    yield from _paces(measure, rules, health.day)
    yield from _updates(measure, rules)
    yield from _tasks(measure, rules, health.day)


def _coverage(measure: PlanMeasure, rules: PlanRules, known: Known) -> Iterator[Piece]:
    points = {"customer": rules.customer_points, "internal": rules.internal_points}
    for audience, most in points.items():
        item = f"coverage_{audience}"
        share = Fraction(audience in measure.covered)
        yield Piece(item, share, Fraction(most), record=known.records.get((item, "")))


def _paces(measure: PlanMeasure, rules: PlanRules, day: date) -> Iterator[Piece]:
    for action in measure.scope:
        share = pace(action, day)
        values = {
            "percent": action.percent,
            "expected": rounded(100 * _expected(action, day)),
            "late_days": _late_days(action, day),
        }
        points = Fraction(rules.pace_points, len(measure.scope))
        on = action.due if action.completed is None else action.completed
        yield Piece("pace", share, points, _how(action, day), _record(action), on, values)


def _expected(action: ActionFact, day: date) -> Fraction:
    """Return the share of the action's span that has passed, 0..1; 0 of one without a due day."""
    if action.due is None or day < action.begins:
        return NONE
    if day >= action.due:
        return ALL
    return Fraction((day - action.begins).days, (action.due - action.begins).days)


def _how(action: ActionFact, day: date) -> str:
    """Return the code of how an action stands: `open`, `overdue`, or completed `on_time` or `late`."""
    is_late = bool(_late_days(action, day))
    if action.completed is None:
        return "overdue" if is_late else "open"
    return "late" if is_late else "on_time"


def _late_days(action: ActionFact, day: date) -> int:
    until = day if action.completed is None else action.completed
    return 0 if action.due is None else max(0, (until - action.due).days)


def _updates(measure: PlanMeasure, rules: PlanRules) -> Iterator[Piece]:
    touched = {(action.kind, action.id) for action in measure.touched}
    for action in measure.open:
        share = Fraction((action.kind, action.id) in touched)
        points = Fraction(rules.updated_points, len(measure.open))
        # The change log begins with the store: what was there before has no day of its last change.
        on = None if action.touched == date.min else action.touched
        values = {"within": rules.touched_days}
        yield Piece("updated", share, points, record=_record(action), on=on, values=values)


def _tasks(measure: PlanMeasure, rules: PlanRules, day: date) -> Iterator[Piece]:
    """Yield one piece for all tasks that were done in time, and one for each that cost points."""
    if not measure.due:
        return
    each = Fraction(rules.tasks_points, len(measure.due))
    if measure.on_time:
        count = len(measure.on_time)
        values = {"count": count, "due": len(measure.due)}
        yield Piece("tasks", ALL, count * each, "on_time", values=values)
    for task in measure.due:
        if task.done is None or task.done > task.due:
            part, share = ("open", NONE) if task.done is None else ("late", _HALF)
            late = {"late_days": ((task.done or day) - task.due).days}
            yield Piece("tasks", share, each, part, ("tasks", task.id), task.due, late)


def _record(action: ActionFact) -> tuple[str, int]:
    return _KINDS[action.kind], action.id

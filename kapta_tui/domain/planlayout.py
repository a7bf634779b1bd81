"""What a plan template makes from a day 0: goals, objectives, actions and tasks with their dates (domain.md 3.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kapta_tui.domain.planlevels import DEEPEST
from kapta_tui.domain.playbook.templates import ActionTemplate, For, GoalTemplate, TaskTemplate, Template


@dataclass(frozen=True, slots=True)
class LaidRow:
    """One record that a template makes; what it stands under is the nearest row above it of a smaller depth."""

    kind: str
    """"goals", "objectives", "actions" or "tasks"."""
    depth: int
    name: str
    start: date | None
    """Planned start; a task has none."""
    due: date | None
    """Of a task under an action that of the action, which it inherits."""
    owner: str = ""
    """`account_owner`, `launcher` or the code of a queue; empty where the template names nobody."""
    recurrence: str = ""
    until: str = ""
    audience: For = ""
    """Of an action, and of a goal that is made from one; "" for that of the section."""

    @property
    def inherits_due(self) -> bool:
        """Whether its due date follows that of the action it stands under."""
        return self.kind == "tasks" and self.depth > 1


def laid(template: Template, levels: int, base: date) -> tuple[LaidRow, ...]:
    """Return what `template` makes in a section of `levels` 1..3 when its day 0 is `base`, in the order of the plan.

    With two levels the actions of objectives stand under the goal; with one level every action becomes a goal, and
    its tasks are the account's own with a due date of their own.
    """
    rows: list[LaidRow] = []
    for goal in template.goals:
        rows += _goal(goal, levels, base)
    return tuple(rows)


def _goal(goal: GoalTemplate, levels: int, base: date) -> Iterator[LaidRow]:
    if levels == 1:
        for action in goal.all_actions:
            yield from _action(action, 0, base, kind="goals")
        return
    yield _above("goals", 0, goal.name, goal.all_actions, base)
    if levels < DEEPEST:
        for action in goal.all_actions:
            yield from _action(action, 1, base)
        return
    for action in goal.actions:
        yield from _action(action, 1, base)
    for step in goal.objectives:
        yield _above("objectives", 1, step.name, step.actions, base)
        for action in step.actions:
            yield from _action(action, 2, base)


def _above(kind: str, depth: int, name: str, actions: Sequence[ActionTemplate], base: date) -> LaidRow:
    """Return a goal or objective, whose dates span its actions."""
    dates = [action.dates(base) for action in actions]
    first = min((start for start, _ in dates), default=base)
    return LaidRow(kind, depth, name, first, max((due for _, due in dates), default=None))


def _action(action: ActionTemplate, depth: int, base: date, kind: str = "actions") -> Iterator[LaidRow]:
    start, due = action.dates(base)
    yield LaidRow(kind, depth, action.name, start, due, action.owner, audience=action.audience)
    for task in action.tasks:
        yield _task(task, depth + 1, due)


def _task(task: TaskTemplate, depth: int, due: date) -> LaidRow:
    return LaidRow("tasks", depth, task.name, None, due, task.owner, task.recurrence, task.until)

"""Writes of the plans screens; each function returned runs in a thread with the open store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.lanes import Key
from kapta_tui.screens.editing_jobs import Job, Named
from kapta_tui.screens.plans.report import Report

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome

GoalsJob = Callable[["Store"], "Outcome[list[int]]"]
"""A write whose outcome is the ids of the goals it made."""


def start(chosen: Sequence[Named]) -> Job:
    """Begin actions, and goals that serve as such, as one change."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.batches import start_work

        return store.do(start_work, chosen)

    return run


def report(chosen: Sequence[Named], said: Report) -> Job:
    """Set percent and note of actions, and of goals that serve as such, as one change."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.batches import update_work

        return store.do(update_work, chosen, percent=said.percent, status_note=said.note)

    return run


def set_status(chosen: Sequence[Named], status: str, *, with_tasks: bool = False) -> Job:
    """Set the status of actions, and of goals that serve as such, as one change.

    Their open tasks are completed too where it ends them `with_tasks`.
    """

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.batches import update_work

        return store.do(update_work, chosen, status=status, with_tasks=with_tasks)

    return run


def assign(chosen: Sequence[Named], person: str | None) -> Job:
    """Give work to a person; None gives it to whom the account belongs, or of a task the action."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.planning import assign_work

        return store.do(assign_work, chosen, person)

    return run


def set_due(chosen: Sequence[Named], due: date | None) -> Job:
    """Let work be due on a day; None takes the date off, so that a task is due with its action."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.planning import set_due as verb

        return store.do(verb, chosen, due)

    return run


def show_in_report(chosen: Sequence[Named], *, shown: bool) -> Job:
    """Show goals and actions in the customer's report, or leave them out."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.planning import show_in_report as verb

        return store.do(verb, chosen, shown)

    return run


def complete_with_note(chosen: Sequence[Named], note: str, *, with_tasks: bool) -> Job:
    """Complete actions and tasks and say how they ended."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.planning import complete_with_note as verb

        return store.do(verb, chosen, note, with_tasks)

    return run


def finish(key: Key, *, with_tasks: bool) -> Job:
    """Complete a goal or objective with its open actions, and the open tasks of those where `with_tasks`."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write import plans

        verbs = {"goal": plans.complete_goal, "objective": plans.complete_objective}
        return store.do(verbs[key[0]], key[1], with_actions=True, with_tasks=with_tasks)

    return run


def move(key: Key, first: date | None, last: date | None) -> Job:
    """Give a goal, objective or action these planned dates."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.plans import move_action_dates

        return store.do(move_action_dates, NOUNS[key[0]].name, key[1], first, last)

    return run


def place(key: Key, step: int) -> Job:
    """Put a goal, objective or action `step` places further among its siblings, as far as there are any."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.plans import move_by

        return store.do(move_by, NOUNS[key[0]].name, key[1], step)

    return run


def add_outline(account: int, section: str, text: str) -> GoalsJob:
    """Add the goals of an indented outline."""

    def run(store: Store) -> Outcome[list[int]]:
        from kapta_tui.data.write.outlines import add_goal_outline

        return store.do(add_goal_outline, account, section, text)

    return run


def launch(account: int, template: str, first: date | None, anchor: int | None) -> GoalsJob:
    """Add the goals of a template."""

    def run(store: Store) -> Outcome[list[int]]:
        from kapta_tui.data.write.templates import add_goals_from_template

        return store.do(add_goals_from_template, account, template, first, anchor)

    return run

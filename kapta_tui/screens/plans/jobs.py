"""Writes of the plans screens; each function returned runs in a thread with the open store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from kapta_tui.domain.kinds import NOUNS
from kapta_tui.domain.lanes import Key
from kapta_tui.screens.editing_jobs import Job, together
from kapta_tui.screens.plans.report import Report

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome

GoalsJob = Callable[["Store"], "Outcome[list[int]]"]
"""A write whose outcome is the ids of the goals it made."""


def start(actions: Sequence[int]) -> Job:
    """Begin actions, as one change."""

    def each(tx: Any, action: int) -> None:
        from kapta_tui.data.write.plans import start_action

        start_action(tx, action)

    return together("start_action", each, actions, f"Started {len(actions)} actions")


def report(actions: Sequence[int], said: Report) -> Job:
    """Set percent and note of actions, as one change."""

    def each(tx: Any, action: int) -> None:
        from kapta_tui.data.write.plans import update_action

        update_action(tx, action, percent=said.percent, status_note=said.note)

    return together("update_action", each, actions, f"Updated {len(actions)} actions")


def set_status(actions: Sequence[int], status: str) -> Job:
    """Set the status of actions, as one change."""

    def each(tx: Any, action: int) -> None:
        from kapta_tui.data.write.plans import update_action

        update_action(tx, action, status=status)

    return together("update_action", each, actions, f"Updated {len(actions)} actions")


def finish(key: Key, *, with_actions: bool) -> Job:
    """Complete a goal or objective, its open actions too where `with_actions`."""

    def each(tx: Any, record: int) -> None:
        from kapta_tui.data.write import plans

        verbs = {"goal": plans.complete_goal, "objective": plans.complete_objective}
        verbs[key[0]](tx, record, with_actions=with_actions)

    return together(f"complete_{key[0]}", each, (key[1],), "")


def move(key: Key, first: date | None, last: date | None) -> Job:
    """Give a goal, objective or action these planned dates."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.plans import move_action_dates

        return store.do(move_action_dates, NOUNS[key[0]].name, key[1], first, last)

    return run


def place(key: Key, step: int) -> Job:
    """Put a goal, objective or action `step` places further among its siblings, as far as there are any."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.read.planlanes import place_of
        from kapta_tui.data.write.plans import reorder
        from kapta_tui.data.write.transaction import Outcome

        with store.write("reorder") as tx:
            now, count = place_of(tx.raw, *key)
            wanted = max(0, min(count - 1, now + step))
            if wanted != now:
                reorder(tx, NOUNS[key[0]].name, key[1], wanted)
        return Outcome(key[1], tx.sentence, tx.event_id)

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

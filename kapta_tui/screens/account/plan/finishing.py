"""Completing and reopening lines of a plan: goals and objectives ask about the actions open below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from kapta_tui.data.read import states
from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.closing import ask_about_tasks
from kapta_tui.screens.dialogs import Confirm
from kapta_tui.screens.editing_closing import complete
from kapta_tui.screens.plans import jobs

Then = Callable[..., object]


def complete_or_reopen(
    screen: BaseScreen, lines: Sequence[PlanLine], plan: Sequence[PlanLine], then: Then
) -> None:
    """Complete `lines` of a `plan`, or reopen them where the first one has ended, as one change."""
    if not lines:
        return
    named = [(line.kind, line.id) for line in lines]
    if lines[0].has_ended:
        editing.run(screen, editing_jobs.reopen_all(named), then)
        return
    still = [
        each for each in plan if each.kind == "actions" and not each.has_ended and _is_below(each, lines)
    ]
    still = [each for each in still if (each.kind, each.id) not in named]
    if not still:
        complete(screen, named, then=then)
        return

    def agreed(yes: bool | None) -> None:
        if not yes:
            return
        if len(lines) == 1:
            _finish(screen, lines[0], then)
        else:
            complete(screen, [*named, *((each.kind, each.id) for each in still)], then=then)

    count = "1 open action" if len(still) == 1 else f"{len(still)} open actions"
    called = one_line(lines[0].name) if len(lines) == 1 else f"{len(lines)} records"
    falls = (f"{count} below {'it' if len(lines) == 1 else 'them'} will be completed too",)
    screen.app.push_screen(Confirm(f"Complete {called}?", falls=falls, yes="Complete"), agreed)


def _finish(screen: BaseScreen, line: PlanLine, then: Then) -> None:
    """Complete a goal or objective with its open actions, and say what becomes of their tasks."""

    def write(with_tasks: bool) -> None:
        editing.run(screen, jobs.finish((KINDS[line.kind].noun, line.id), with_tasks=with_tasks), then)

    screen.ask_to_open(
        "open tasks",
        partial(states.open_below, kind=line.kind, chosen=(line.id,)),
        lambda found: ask_about_tasks(screen, found, write),
    )


def _is_below(action: PlanLine, lines: Sequence[PlanLine]) -> bool:
    goals = {line.id for line in lines if line.kind == "goals"}
    objectives = {line.id for line in lines if line.kind == "objectives"}
    return action.goal_id in goals or action.objective_id in objectives

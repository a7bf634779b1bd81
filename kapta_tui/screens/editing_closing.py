"""Closing and completing, and taking that back: what `x` does to a record of each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from kapta_tui.data.read import states
from kapta_tui.screens import editing_jobs as jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.closing import ask_to_close
from kapta_tui.screens.editing import Then, archive, run

CLOSABLE: Final = frozenset(states.ENDINGS)
"""Kinds that `close` knows."""


def close(screen: BaseScreen, kind: str, chosen: Sequence[int], *, then: Then | None = None) -> None:
    """Close what is open, or open again what is closed: the first of `chosen` decides for all.

    Accounts and contracts are archived, goals, objectives, actions and tasks completed; a risk asks for its
    status and resolutions first. Kinds outside `CLOSABLE` have nothing to close.
    """
    if not chosen or kind not in CLOSABLE:
        return
    screen.ask_to_open(
        f"close {kind}",
        partial(states.is_ended, kind=kind, record=chosen[0]),
        lambda ended: _close(screen, kind, chosen, ended, then),
    )


def complete(screen: BaseScreen, chosen: Sequence[jobs.Named], *, then: Then | None = None) -> None:
    """Bring open records of any kinds but accounts and risks to their end, as one change."""
    if chosen:
        each = partial(_end, ended=False)
        run(screen, jobs.as_one("complete_records", each, chosen, f"Completed {jobs.counted(chosen)}"), then)


def _close(screen: BaseScreen, kind: str, chosen: Sequence[int], ended: bool, then: Then | None) -> None:
    if kind == "accounts":
        archive(screen, chosen, archived=not ended, then=then)
    elif kind == "risks" and not ended:
        ask_to_close(screen, chosen, then=then)
    else:
        done = "Reopened" if ended else "Completed"
        named = [(kind, record) for record in chosen]
        each = partial(_end, ended=ended)
        run(screen, jobs.as_one(f"close_{kind}", each, named, f"{done} {jobs.counted(named)}"), then)


def _end(tx: Any, named: jobs.Named, *, ended: bool) -> None:
    """Carry out the verb that ends a record of its kind, or that opens an `ended` one again."""
    kind, record = named
    from kapta_tui.data.write import basic, plans, risks, tasks

    if kind == "contracts":
        basic.edit_record(tx, kind, record, {"is_archived": not ended})
        return
    verbs: dict[str, tuple[Callable[..., object], Callable[..., object]]] = {
        "goals": (plans.complete_goal, plans.reopen_goal),
        "objectives": (plans.complete_objective, plans.reopen_objective),
        "actions": (plans.complete_action, plans.reopen_action),
        "tasks": (tasks.done_task, tasks.reopen_task),
        "risks": (risks.close_risk, risks.reopen_risk),
    }
    verbs[kind][ended](tx, record)

"""Closing and completing, and taking that back: what `x` does to a record of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from kapta_tui.data.read import states
from kapta_tui.screens import editing_jobs as jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.closing import ask_about_tasks, ask_to_close
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
    """Bring open records of any kinds but accounts and risks to their end, as one change.

    Where actions among them have open tasks that are not, the user says what becomes of those.
    """
    if not chosen:
        return
    actions, tasks = ([record for kind, record in chosen if kind == each] for each in ("actions", "tasks"))

    def write(with_tasks: bool) -> None:
        run(screen, jobs.complete_all(chosen, with_tasks=with_tasks), then)

    if not actions:
        write(False)
        return
    screen.ask_to_open(
        "open tasks",
        partial(states.open_below, kind="actions", chosen=actions, but=tasks),
        lambda found: ask_about_tasks(screen, found, write),
    )


def _close(screen: BaseScreen, kind: str, chosen: Sequence[int], ended: bool, then: Then | None) -> None:
    if kind == "accounts":
        archive(screen, chosen, archived=not ended, then=then)
    elif kind == "risks" and not ended:
        ask_to_close(screen, chosen, then=then)
    else:
        named = [(kind, record) for record in chosen]
        if ended:
            run(screen, jobs.reopen_all(named), then)
        else:
            complete(screen, named, then=then)

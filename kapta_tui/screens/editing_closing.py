"""Closing and completing, and taking that back: what `x` does to a record of each kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from kapta_tui.data.read import states
from kapta_tui.domain.fields import Field
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Choice, Playbook
from kapta_tui.domain.risk import is_closed
from kapta_tui.screens import editing_jobs as jobs
from kapta_tui.screens.base import BaseScreen
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


def _close(screen: BaseScreen, kind: str, chosen: Sequence[int], ended: bool, then: Then | None) -> None:
    if kind == "accounts":
        archive(screen, chosen, archived=not ended, then=then)
    elif kind == "risks" and not ended:
        from kapta_tui.screens.risks.closing import ask_to_close

        ask_to_close(screen, chosen, then=then)
    else:
        done = "Reopened" if ended else "Completed"
        each = partial(_flip, kind=kind, ended=ended)
        run(screen, jobs.together(f"close_{kind}", each, chosen, f"{done} {len(chosen)} {kind}"), then)


def _flip(tx: Any, record: int, *, kind: str, ended: bool) -> None:
    """Carry out the verb of the kind."""
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


def closing_choices(playbook: Playbook, reasons: Sequence[str]) -> dict[str, tuple[Choice, ...]]:
    """Return the statuses that close and the resolutions offered for `reasons`, labels or codes."""
    codes = [
        choice.code for text in reasons for choice in playbook.choices("reasons") if choice.matches(text)
    ]
    return {
        "risk_status": tuple(choice for choice in playbook.offered("risk_status") if is_closed(choice.code)),
        "resolutions": playbook.resolutions_for(codes),
    }


def closing_fields() -> list[Field]:
    """Return what closing a risk asks for."""
    known = KINDS["risks"].by_name
    return [
        replace(known["status"], required=True),
        replace(known["resolutions"], help="How it was resolved; several are welcome"),
        replace(known["closed_at"], required=True),
    ]

"""Writes of the risks screen; each function returned runs in a thread with the open store.

The verbs are imported there, because they bring the ORM in, which no first frame should wait for.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kapta_tui.screens.editing_jobs import Job, reopen_all

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


def reopen(chosen: Sequence[int]) -> Job:
    """Make closed risks active again, as one change; of a single one it is said what it costs in health."""
    again = reopen_all([("risks", risk) for risk in chosen])
    return again if len(chosen) != 1 else partial(_said_with_cost, again)


def _said_with_cost(job: Job, store: Store) -> Outcome[int]:
    from kapta_tui.data.read.health.riskeffect import cost_said
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.records import View
    from kapta_tui.data.read.risks import rows

    outcome = job(store)
    with closing(store.connect()) as connection:
        view = View(store.today, store.user, current(connection))
        row = rows(connection, view, [outcome.value]).get(outcome.value)
        said = "" if row is None else cost_said(connection, view, row)
    if outcome.event is None or not said:
        return outcome
    return replace(outcome, sentence=f"{outcome.sentence}; it {said}")


def move(risk: int, field: str, value: str | None, before: int | None) -> Job:
    """Put a risk into a column of the board, above the risk `before`, or last where that is None."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.risks import move_risk

        # A place beyond the end means the end; the column may hold more than the board shows of it.
        position = None if before is not None else 2**31
        return store.do(move_risk, risk, field, value, position, before)

    return run


def add_reasons(risk: int, reasons: Sequence[str]) -> Job:
    """Add reasons to a risk, as one change."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.risks import add_risk_reasons

        return store.do(add_risk_reasons, risk, reasons)

    return run

"""Writes about one risk; each function returned runs in a thread with the open store.

The verbs are imported there, because they bring the ORM in, which no first frame should wait for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kapta_tui.domain.fields import Values
from kapta_tui.screens.editing_jobs import Job, Named

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


def note(risk: int, values: Values) -> Job:
    """Leave a note on a risk."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.notes import add_note

        return store.do(add_note, values, risk=risk)

    return run


def address(risk: int, chosen: Sequence[Named], *, addressed: bool, task: str = "") -> Job:
    """Say that work of the account addresses a risk, a new `task` of that name too, or no longer does."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.turning import address_risk

        return store.do(address_risk, risk, chosen, addressed, task)

    return run

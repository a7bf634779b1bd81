"""Writes about one action; each function returned runs in a thread with the open store.

The verbs are imported there, because they bring the ORM in, which no first frame should wait for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kapta_tui.domain.fields import Values
from kapta_tui.screens.editing_jobs import Job

if TYPE_CHECKING:
    from kapta_tui.data.store import Store
    from kapta_tui.data.write.transaction import Outcome


def note(action: int, values: Values) -> Job:
    """Leave a note on an action."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.notes import add_note

        return store.do(add_note, values, action=action)

    return run


def link(action: int, contacts: Sequence[int], *, linked: bool, new: str = "") -> Job:
    """Link key players to an action, a `new` one of that name too, or take the links away."""

    def run(store: Store) -> Outcome[int]:
        from kapta_tui.data.write.players import link_players

        return store.do(link_players, action, contacts, linked, new)

    return run

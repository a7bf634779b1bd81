"""Setting the status of actions: those that have it already are left out, and open tasks are asked about."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kapta_tui.data.read import plans, states
from kapta_tui.domain.planstate import ENDED


@dataclass(frozen=True, slots=True)
class Change:
    """A status, the actions that do not have it yet, and how many tasks are open below them if it ends them."""

    status: str
    actions: tuple[int, ...]
    open_tasks: int


def change_to(connection: sqlite3.Connection, chosen: Sequence[int], status: str) -> Change:
    """Return what giving the actions `chosen` that status changes.

    Where all of them have it, or are gone, all stay, so that the verb says why it cannot be given.
    """
    found = plans.rows(connection, chosen)
    moved = tuple(action for action in chosen if action in found and found[action].status != status)
    actions = moved or tuple(chosen)
    below = states.open_tasks(connection, "actions", actions) if status in ENDED else 0
    return Change(status, actions, below)

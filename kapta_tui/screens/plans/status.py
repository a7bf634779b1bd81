"""Setting the status of actions and goals: those that have it are left out, and open tasks are asked about."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kapta_tui.data.read import plantargets, states
from kapta_tui.data.read.plantargets import Named
from kapta_tui.domain.planstate import ENDED


@dataclass(frozen=True, slots=True)
class Change:
    """A status, the work that does not have it yet, and the tasks that are open below it if it ends there."""

    status: str
    chosen: tuple[Named, ...]
    open_tasks: states.OpenTasks


def change_to(connection: sqlite3.Connection, chosen: Sequence[Named], status: str) -> Change:
    """Return what giving the actions and goals `chosen` that status changes.

    Where all of them have it, or are gone, all stay, so that the verb says why it cannot be given.
    """
    moved = tuple(
        named for named in chosen if plantargets.status_of(connection, *named) not in (None, status)
    )
    wanted = moved or tuple(chosen)
    actions = [record for kind, record in wanted if kind == "actions"]
    below = states.open_below(connection, "actions", actions) if status in ENDED else states.OpenTasks(0)
    return Change(status, wanted, below)

"""What the screen of who goes cold next asks the store; runs in a thread."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Final

from kapta_tui.data.read.health.cold import ColdOnes, first_cold
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View, ids
from kapta_tui.data.read.scope import EVERYWHERE, scope
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.playbook import Playbook

MOST: Final = 200
"""Key players listed; what follows is for later."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which key players are listed: of accounts `among` those of the account filter, that pass `filter`."""

    filter: str
    among: str
    user: str
    today: date


@dataclass(frozen=True, slots=True)
class Loaded:
    """The key players; `hidden` of them are only kept out by the account filter where none is left."""

    found: ColdOnes
    hidden: int
    playbook: Playbook

    @property
    def total(self) -> int:
        """How many there are, listed or not."""
        return self.found.going + self.found.gone


def load(connection: sqlite3.Connection, wish: Wish) -> Loaded | KaptaError:
    """Return who goes cold next, at most `MOST`, or what is wrong with a filter."""
    playbook = current(connection)
    try:
        view = View(wish.today, wish.user, playbook, scope(wish.among, playbook, wish.today))
        found = _first(connection, view, wish.filter, MOST)
        hidden = 0
        if wish.among and not found.rows:
            beyond = _first(connection, view._replace(scope=EVERYWHERE), wish.filter, 0)
            hidden = beyond.going + beyond.gone
    except KaptaError as error:
        return error
    return Loaded(found, hidden, playbook)


def _first(connection: sqlite3.Connection, view: View, text: str, limit: int) -> ColdOnes:
    among = frozenset(ids(connection, "contacts", view, filter=text)) if text else None
    return first_cold(connection, view, limit, among)

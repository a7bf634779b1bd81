"""What the whitespace grid asks the store; every function here runs in a thread."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read import whitespace
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.scope import scope
from kapta_tui.data.read.whitespace import Line, Offer, Totals
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Wish:
    """Which accounts are shown, `among` those of the filter that holds everywhere, to whom and on which day."""

    filter: str
    among: str
    as_tree: bool
    user: str
    today: date


@dataclass(frozen=True, slots=True)
class Loaded:
    """Products, accounts in order with the lines of their tree, and all sums."""

    offers: tuple[Offer, ...]
    ids: array[int]
    prefixes: Mapping[int, str]
    totals: Totals
    playbook: Playbook


def load(connection: sqlite3.Connection, wish: Wish) -> Loaded | KaptaError:
    """Return the grid that `wish` describes, or what is wrong with its filters."""
    playbook = current(connection)
    try:
        among = scope(wish.among, playbook, wish.today)
        view = View(wish.today, wish.user, playbook, among)
        found = whitespace.order(connection, view, wish.filter, as_tree=wish.as_tree)
    except KaptaError as error:
        return error
    totals = whitespace.totals(connection, found.ids, playbook)
    return Loaded(whitespace.offers(connection), found.ids, found.prefixes, totals, playbook)


def lines(connection: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, Line]:
    """Return the rows `wanted` by account."""
    return whitespace.lines(connection, wanted, current(connection))

"""What the views that count ask the store; every function here runs in a thread."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from kapta_tui.data.read import risks, riskviews, riskviewspeople, riskviewsreasons, riskviewsresolutions
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.presence import is_empty
from kapta_tui.data.read.riskchosen import ACTIVE
from kapta_tui.data.read.risks import Totals
from kapta_tui.data.read.riskviews import Matrix
from kapta_tui.data.read.riskviewspeople import Load
from kapta_tui.data.read.riskviewsreasons import Closed, ReasonCount
from kapta_tui.data.read.riskviewsresolutions import ReasonOutcome
from kapta_tui.data.read.scope import EVERYWHERE
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.risks.loading import Wish, looking


class Found(NamedTuple):
    """What every view says of its risks: their totals, by which rules, and why there may be none."""

    totals: Totals
    playbook: Playbook
    is_empty: bool
    """Whether the store has no risk at all, closed ones included."""
    hidden: int
    """Where there is none the risks that there would be without the account filter."""


class MatrixFound(NamedTuple):
    """The matrix, and the totals of the active risks in it."""

    found: Found
    matrix: Matrix


class OverviewFound(NamedTuple):
    """Totals, closing statuses, reasons, people, and what worked."""

    found: Found
    closed: tuple[Closed, ...]
    reasons: tuple[ReasonCount, ...]
    load: tuple[Load, ...]
    outcomes: tuple[ReasonOutcome, ...]


def load_matrix(connection: sqlite3.Connection, wish: Wish) -> MatrixFound | KaptaError:
    """Return the matrix of the risks that `wish` describes, or what is wrong with its filter."""
    text = f"{wish.filter} {ACTIVE}"
    try:
        found = _found(connection, wish._replace(filter=text))
        grid = riskviews.matrix(connection, looking(wish, found.playbook), text)
        return MatrixFound(found, grid if found.playbook.enabled("contracts") else grid.without_money())
    except KaptaError as error:
        return error


def load_overview(connection: sqlite3.Connection, wish: Wish, past: str) -> OverviewFound | KaptaError:
    """Return the overview of the risks that `wish` describes, or what is wrong with its filter.

    `past` is the filter of what is said about closed risks.
    """
    try:
        found = _found(connection, wish)
        view = looking(wish, found.playbook)
        held = riskviews.worth(connection, view)
        return OverviewFound(
            found,
            riskviewsreasons.closed(connection, view, past, held),
            riskviewsreasons.reasons(connection, view, wish.filter, held),
            riskviewspeople.load(connection, view, wish.filter, held),
            riskviewsresolutions.resolutions(connection, view, past),
        )
    except KaptaError as error:
        return error


def _found(connection: sqlite3.Connection, wish: Wish) -> Found:
    playbook, hidden = current(connection), 0
    view = looking(wish, playbook)
    totals = risks.totals(connection, view, filter=wish.filter)
    if wish.among and not totals.count:
        hidden = risks.totals(connection, view._replace(scope=EVERYWHERE), filter=wish.filter).count
    return Found(totals, playbook, is_empty(connection, "risk"), hidden)

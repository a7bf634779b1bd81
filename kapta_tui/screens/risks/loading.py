"""What the risks screen asks the store; every function here runs in a thread."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kapta_tui.data.read import riskboard, riskchosen, risks
from kapta_tui.data.read.accounts import below
from kapta_tui.data.read.labels import kept_scales
from kapta_tui.data.read.presence import is_empty
from kapta_tui.data.read.riskboard import Boards, Group
from kapta_tui.data.read.risks import RiskRow, Totals
from kapta_tui.data.read.viewing import FirstView, Viewing
from kapta_tui.domain.errors import KaptaError, UsageError
from kapta_tui.screens.ends import ends_soon
from kapta_tui.screens.severity import severity_token
from kapta_tui.widgets.cells import Token

if TYPE_CHECKING:
    from kapta_tui.data.read.records import View
    from kapta_tui.domain.playbook import Playbook
    from kapta_tui.domain.scales import Scales
    from kapta_tui.screens.risks.quick import Quick

CATALOGUES: Mapping[str, str] = {"status": "risk_status"}
"""Grouping field to its catalogue, where that is called otherwise."""


class Wish(NamedTuple):
    """What is to be shown: filter, order of the table or grouping of the board, seen by whom on which day."""

    filter: str
    sort: tuple[str, ...]
    by: str
    """Grouping field, empty for the table."""
    user: str
    today: date
    among: str = ""
    """The account filter that holds on every screen."""
    person: str | None = None
    """Whose active risks alone are shown, "" for those of nobody."""
    lines: int = 0
    """So many lines come with the ids, those at the top of the table or of each column."""


class Loaded(NamedTuple):
    """The table's ids in order or the board's groups, and their totals."""

    ids: array[int]
    boards: Mapping[str, tuple[Group, ...]]
    """The board's columns by the field that it is grouped by, of all `GROUPS` or the one in use; none for the table."""
    labels: Mapping[str, Mapping[str | None, str]]
    """What the columns are called, by the same field."""
    totals: Totals
    is_empty: bool
    """Whether the store has no risk at all, closed ones included."""
    hidden: int = 0
    """Where there is none the risks that there would be without the account filter."""
    first: Mapping[int, RiskLine] = {}
    """The lines that came with the ids."""


class RiskLine(NamedTuple):
    """A risk as one line or one card shows it, codes turned into words."""

    row: RiskRow
    status: str
    severity: str
    likelihood: str
    priority: str
    token: Token
    """The colour of the severity."""
    ends_soon: bool
    below: int = 0
    """Accounts below its account."""

    @property
    def is_active(self) -> bool:
        """Whether the risk is still one."""
        return self.row.closed_at is None


def load(connection: sqlite3.Connection, wish: Wish) -> Loaded | KaptaError:
    """Return the risks that `wish` describes, or what is wrong with its filter."""
    is_plain = wish.filter == riskchosen.ACTIVE and not wish.among and wish.person is None
    kept = kept_scales(connection) if wish.by and is_plain else None
    if kept is not None:
        # The board that is shown first waits neither for the playbook nor for what reads filters.
        view = FirstView(wish.today, wish.user, kept)
        fields = (wish.by,) if wish.lines else riskboard.GROUPS
        boards = riskboard.boards_of(connection, view, riskchosen.all_active(view), fields)
        return _on_board(connection, view, wish, boards)
    try:
        return _load(connection, wish)
    except KaptaError as error:
        return error


def _load(connection: sqlite3.Connection, wish: Wish) -> Loaded:
    from kapta_tui.data.read import records
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.scope import EVERYWHERE

    view, hidden = looking(wish, current(connection)), 0
    if wish.by:
        boards = riskboard.boards(connection, view, filter=wish.filter)
        loaded = _on_board(connection, view, wish, boards)
    else:
        ids = records.ids(connection, "risks", view, filter=wish.filter, sort=wish.sort)
        totals = risks.totals_of(connection, view, riskchosen.those(view, json.dumps(ids.tolist())))
        first = _lines(connection, ids[: wish.lines], view)
        loaded = Loaded(ids, {}, {}, totals, is_empty(connection, "risk"), first=first)
    if wish.among and not loaded.totals.count:
        everywhere = view._replace(scope=EVERYWHERE)
        hidden = risks.totals(connection, everywhere, filter=wish.filter).count
    return loaded._replace(hidden=hidden)


def _on_board(connection: sqlite3.Connection, view: Viewing, wish: Wish, boards: Boards) -> Loaded:
    top = [risk for group in boards[wish.by] for risk in group.ids[: wish.lines]]
    heads = {by: group_labels(view.playbook, by) for by in boards}
    first = _lines(connection, top, view)
    return Loaded(array("q"), boards, heads, boards.totals, is_empty(connection, "risk"), first=first)


def looking(wish: Wish, playbook: Playbook) -> View:
    """Return who looks at which accounts. Raises ScopeError."""
    from kapta_tui.data.read.records import View
    from kapta_tui.data.read.scope import scope

    accounts = scope(wish.among, playbook, wish.today)
    if wish.person is not None:
        from kapta_tui.data.read.riskviewspeople import worked_on_by

        accounts = worked_on_by(accounts, wish.person)
    return View(wish.today, wish.user, playbook, accounts)


def wanted_ids(connection: sqlite3.Connection, wish: Wish) -> tuple[int, ...]:
    """Return the ids of the risks that `wish` describes, in its order; none where its filter is wrong."""
    from kapta_tui.data.read import records
    from kapta_tui.data.read.playbook import current

    try:
        view = looking(wish, current(connection))
        return tuple(records.ids(connection, "risks", view, filter=wish.filter, sort=wish.sort))
    except KaptaError:
        return ()


def group_labels(playbook: Scales, by: str) -> Mapping[str | None, str]:
    """Return what the columns of a board grouped by `by` are called."""
    choices = playbook.choices(CATALOGUES.get(by, by))
    return {choice.code: choice.label for choice in choices} | {None: f"No {by}"}


def counts(
    connection: sqlite3.Connection, quick: Sequence[Quick], text: str, wish: Wish
) -> Mapping[str, Totals]:
    """Return the totals of each quick filter together with the typed filter; none of what cannot be read.

    Of `wish` counts who looks at which accounts.
    """
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.scope import ScopeError

    found: dict[str, Totals] = {}
    try:
        view = looking(wish, current(connection))
    except ScopeError:
        # The list itself says so.
        return found
    with suppress(UsageError):
        # The words are looked for once, not for every quick filter.
        among = riskchosen.passing(connection, view, text) if text else None
        for one in quick:
            with suppress(UsageError):
                found[one.key] = risks.totals(connection, view, filter=one.filter, among=among)
    return found


def lines(
    connection: sqlite3.Connection, wanted: Sequence[int], user: str, today: date
) -> dict[int, RiskLine]:
    """Return the lines of the risks `wanted` by id; ids that are gone are left out."""
    kept = kept_scales(connection)
    if kept is not None:
        return _lines(connection, wanted, FirstView(today, user, kept))
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.records import View

    return _lines(connection, wanted, View(today, user, current(connection)))


def _lines(connection: sqlite3.Connection, wanted: Sequence[int], view: Viewing) -> dict[int, RiskLine]:
    off = view.playbook.off
    rows = risks.rows(connection, view, wanted)
    found = {number: risks.seen_row(row, off) for number, row in rows.items()}
    counts = below(connection, (row.account_id for row in found.values()))
    return {number: line(row, view, counts.get(row.account_id, 0)) for number, row in found.items()}


def line(row: RiskRow, view: Viewing, accounts_below: int = 0) -> RiskLine:
    """Return the row with its codes as words; `accounts_below` stand below its account."""
    playbook = view.playbook
    return RiskLine(
        row=row,
        status=playbook.label("risk_status", row.status),
        severity=playbook.label("severity", row.severity),
        likelihood=playbook.label("likelihood", row.likelihood),
        priority=playbook.label("priority", row.priority),
        token=severity_token(playbook, row.severity),
        ends_soon=ends_soon(row.nearest_end, view.today),
        below=accounts_below,
    )

"""What the plans screens ask the store; every function here runs in a thread."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kapta_tui.data.read import plans
from kapta_tui.data.read.accounts import below
from kapta_tui.data.read.names import account_name
from kapta_tui.data.read.planlanes import Place, lane_items, place
from kapta_tui.data.read.plans import ActionDetail, ActionRow, Exists, Show
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.scope import EVERYWHERE, scope
from kapta_tui.data.read.worked import Origin, origin
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.lanes import Key, LaneItem
from kapta_tui.domain.planstate import PlanState
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.plans.wish import PlanWish
from kapta_tui.screens.severity import severity_token
from kapta_tui.widgets.cells import Token

OBJECTIVES: Final = 3
"""Levels of a section in which objectives are seen."""


@dataclass(frozen=True, slots=True)
class Eye:
    """Who looks, on which day."""

    user: str
    today: date
    among: str = ""
    """The account filter that holds on every screen."""

    def view(self, connection: sqlite3.Connection) -> View:
        """Return the view of the store's present rules. Raises ScopeError."""
        playbook = current(connection)
        return View(self.today, self.user, playbook, scope(self.among, playbook, self.today))


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as one line shows it."""

    row: ActionRow
    state: PlanState
    status_label: str
    token: Token
    """The account's active risk is in the upper half of the scale."""
    today: date
    section: str
    """The label of the section of its goal."""
    objective: str
    """Empty without one, and where its section shows none."""
    custom: Mapping[str, Value]
    """The administrator's fields."""
    below: int = 0
    """Accounts below its account."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The ids of the list in order, how many actions each choice has, and what there is at all."""

    ids: array[int]
    counts: dict[Show, int]
    account: str
    """Name of the one account shown, empty for all."""
    exists: Exists
    playbook: Playbook
    hidden: int = 0
    """Where there is none the actions that there would be without the account filter."""


@dataclass(frozen=True, slots=True)
class LoadedLanes:
    """The items of the swim lanes, and the words of their title."""

    items: list[LaneItem]
    account: str
    exists: Exists
    hidden: int = 0
    """Where there is nothing the actions that there would be without the account filter."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the preview shows of an action."""

    line: ActionLine
    detail: ActionDetail
    origin: Origin | None
    """What the action was made from."""


def load(
    connection: sqlite3.Connection, wish: PlanWish, sort: tuple[str, ...], eye: Eye
) -> Loaded | KaptaError:
    """Return the actions that `wish` describes, or what is wrong with its filter."""
    try:
        view = eye.view(connection)
        found = plans.ids(connection, view, wish.show, filter=wish.filter, sort=sort, account=wish.accounts)
        counts = plans.counts(connection, view, filter=wish.filter, account=wish.accounts)
        account = _account(connection, wish)
    except KaptaError as error:
        return error
    hidden = 0 if found else _hidden(connection, wish, view)
    return Loaded(found, counts, account, plans.exist(connection), view.playbook, hidden)


def load_lanes(connection: sqlite3.Connection, wish: PlanWish, eye: Eye) -> LoadedLanes | KaptaError:
    """Return the lanes that `wish` describes, or what is wrong with its filter."""
    try:
        view = eye.view(connection)
        items = lane_items(connection, view, wish.show, filter=wish.filter, account=wish.accounts)
        account = _account(connection, wish)
    except KaptaError as error:
        return error
    hidden = 0 if items else _hidden(connection, wish, view)
    return LoadedLanes(items, account, plans.exist(connection), hidden)


def _hidden(connection: sqlite3.Connection, wish: PlanWish, view: View) -> int:
    """Return how many actions there would be without the account filter, 0 where none is on."""
    if not view.scope.select or wish.account is not None:
        return 0
    everywhere = view._replace(scope=EVERYWHERE)
    return len(plans.ids(connection, everywhere, wish.show, filter=wish.filter))


def lines(connection: sqlite3.Connection, wanted: Sequence[int], eye: Eye) -> dict[int, ActionLine]:
    """Return the lines of the actions `wanted` by id; ids that are gone are left out."""
    playbook = current(connection)
    found = plans.rows(connection, wanted)
    counts = below(connection, (row.account_id for row in found.values()))
    return {
        number: replace(_line(row, playbook, eye.today), below=counts.get(row.account_id, 0))
        for number, row in found.items()
    }


def look(connection: sqlite3.Connection, action: int, eye: Eye) -> Shown | None:
    """Return the preview of an action, None when it is gone."""
    found = plans.detail(connection, action)
    if found is None:
        return None
    # What its goal was made from is what the action is for, unless it says so itself.
    made_from = origin(connection, "actions", action) or origin(connection, "goals", found.row.goal_id)
    return Shown(_line(found.row, current(connection), eye.today), found, made_from)


def rules_at(connection: sqlite3.Connection, key: Key) -> tuple[Place, Playbook]:
    """Return where a record stands in its plan, and the rules in force. Raises NotFound."""
    return place(connection, *key), current(connection)


def _line(row: ActionRow, playbook: Playbook, today: date) -> ActionLine:
    label = playbook.label("action_status", row.status)
    if not playbook.enabled("risks"):
        row = replace(row, at_risk=False)
    section = playbook.section(row.section)
    custom = json.loads(row.custom) if row.custom else {}
    return ActionLine(
        row,
        row.state(today),
        label,
        severity_token(playbook, row.risk_severity),
        today,
        section.label,
        (row.objective or "") if section.levels >= OBJECTIVES else "",
        custom,
    )


def _account(connection: sqlite3.Connection, wish: PlanWish) -> str:
    return "" if wish.account is None else account_name(connection, wish.account).name

"""The menu "create new …", the same from every screen; the account comes from where the user is."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import partial
from typing import Final

from kapta_tui.data.read.atrisk import severities
from kapta_tui.data.read.names import AccountName, account_name
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.editing import Then, add
from kapta_tui.screens.severity import RISK

MENU: Final = (
    "accounts",
    "contacts",
    "notes",
    "risks",
    "goals",
    "objectives",
    "actions",
    "tasks",
    "contracts",
    "opportunities",
    "qbrs",
    "swot",
    "voc",
    "documents",
    "metrics",
    "satisfaction",
    "products",
)
"""Kinds in the order in which they are offered."""

_ALSO: Final = {
    "contacts": "key player",
    "qbrs": "business review",
    "voc": "what the customer says",
    "satisfaction": "how pleased the customer is",
}
"""What people type for some kinds besides what they are called."""

_APART: Final = frozenset({"accounts", "products"})
"""Kinds that belong to no account."""


def choose_and_create(
    screen: BaseScreen,
    account: int | None,
    then: Then | None = None,
    *,
    given: Mapping[str, Values] | None = None,
) -> None:
    """Ask what to create, then for the record itself; `account` is where the user is, None when unknown.

    `given` are by kind the values that the place gives to a new record, such as the action under the cursor.
    """
    known = given or {}

    def show(found: tuple[Playbook, AccountName | None, bool]) -> None:
        screen.app.push_screen(Pick("Create new …", options(*found), placeholder="type to choose"), chosen)

    def chosen(kind: str | None) -> None:
        if kind is not None:
            owner = None if kind in _APART else account
            add(screen, kind, account=owner, given=known.get(kind), then=then or partial(screen.made, kind))

    screen.ask_to_open("create", partial(_look, account=account), show)


def options(playbook: Playbook, account: AccountName | None, at_risk: bool = False) -> list[PickOption]:
    """Return the kinds that are switched on, each saying which account it would belong to."""
    mark = f" {RISK}" if at_risk else ""
    return [
        PickOption(
            kind,
            " · ".join(filter(None, (KINDS[kind].label, _ALSO.get(kind)))),
            f"for {account.name}{mark}" if account is not None and kind not in _APART else "",
        )
        for kind in MENU
        if playbook.offers(KINDS[kind])
    ]


def _look(connection: sqlite3.Connection, account: int | None) -> tuple[Playbook, AccountName | None, bool]:
    playbook = current(connection)
    named = None if account is None else account_name(connection, account)
    return playbook, named, bool(severities(connection, playbook, [account]))

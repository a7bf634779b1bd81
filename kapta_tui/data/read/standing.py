"""What stands in the way of a new risk: the account's active one (features: row 31)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from kapta_tui.data.read import find, risk_detail, risks
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import Ambiguous, NotFound
from kapta_tui.domain.fields import Value
from kapta_tui.domain.risk import read_reasons


@dataclass(frozen=True, slots=True)
class Standing:
    """The active risk of an account."""

    risk: int
    account: str
    reasons: tuple[str, ...]
    """Labels, most important first."""
    fresh: tuple[str, ...] = ()
    """Labels of the wanted reasons that it does not have yet."""


def standing(
    connection: sqlite3.Connection, view: View, account: Value, reasons: Iterable[str] = ()
) -> Standing | None:
    """Return the active risk of `account`, an id or a name, None when it has none or nobody is called that.

    `reasons` are the wanted ones: codes, labels or own words.
    """
    try:
        number = find.find(connection, "accounts", account if isinstance(account, int) else str(account))
    except (NotFound, Ambiguous):
        return None
    active = risk_detail.active_risk(connection, number)
    row = None if active is None else risks.rows(connection, view, [active]).get(active)
    if row is None:
        return None
    held = {label.casefold() for label in row.reasons}
    wanted = read_reasons(view.playbook, reasons)
    fresh = tuple(item.label for item in wanted if item.label.casefold() not in held)
    return Standing(row.id, row.account, row.reasons, fresh)

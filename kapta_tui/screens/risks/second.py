"""When a risk is started on an account that has an active one: adding the reasons to that instead."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Final

from kapta_tui.data.read import find, risk_detail, risks
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.domain.errors import Ambiguous, NotFound
from kapta_tui.domain.fields import Value
from kapta_tui.domain.risk import read_reasons
from kapta_tui.screens.dialogs import PickOption
from kapta_tui.screens.risks.words import reasons_words

ADD: Final = "add"
BACK: Final = "back"


@dataclass(frozen=True, slots=True)
class Standing:
    """The active risk of an account, and which of the wanted reasons it does not have yet."""

    risk: int
    account: str
    words: str
    """Its reasons in short."""
    fresh: tuple[str, ...]


def standing(
    connection: sqlite3.Connection, account: Value, reasons: Value, user: str, today: date
) -> Standing | None:
    """Return the active risk of `account`, an id or a name, None when it has none; runs in a thread."""
    try:
        number = find.find(connection, "accounts", account if isinstance(account, int) else str(account))
    except (NotFound, Ambiguous):
        return None
    active = risk_detail.active_risk(connection, number)
    playbook = current(connection)
    row = None
    if active is not None:
        row = risks.rows(connection, View(today, user, playbook), [active]).get(active)
    if row is None:
        return None
    wanted = read_reasons(playbook, reasons if isinstance(reasons, tuple) else ())
    fresh = tuple(item.label for item in wanted if item.label not in row.reasons)
    return Standing(row.id, row.account, reasons_words(row.reasons), fresh)


def ways(found: Standing) -> list[PickOption]:
    """Return what one can do: add the reasons, or go back to the form."""
    return [
        PickOption(ADD, f"Add to it: {', '.join(found.fresh)}", "as the least important"),
        PickOption(BACK, "Back to the form", "to choose another account or close the risk first"),
    ]

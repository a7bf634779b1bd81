"""When a risk is started on an account that has an active one: adding the reasons to that instead."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kapta_tui.data.read import names
from kapta_tui.data.read.find import find
from kapta_tui.data.read.health.riskeffect import facts_of
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.standing import Standing, standing
from kapta_tui.domain.errors import Ambiguous, NotFound
from kapta_tui.domain.fields import Value
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.text import listed
from kapta_tui.screens.dialogs import PickOption

ADD: Final = "add"
BACK: Final = "back"

_SOME: Final = 2
_LONGEST: Final = 40
"""Characters of a reason that are said of one among others."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What follows from the account of a new risk: the fields that must be filled, and its active risk.

    `facts` are what its health follows from, None where no account is meant.
    """

    required: tuple[str, ...]
    standing: Standing | None
    facts: HealthFacts | None = None


def look(
    connection: sqlite3.Connection, account: Value, reasons: Sequence[str], user: str, today: date
) -> Chosen:
    """Return what follows from `account`, an id or what is typed of a name; runs in a thread."""
    playbook = current(connection)
    try:
        number = find(connection, "accounts", account if isinstance(account, int) else str(account or ""))
        found = names.account_name(connection, number)
    except (NotFound, Ambiguous):
        return Chosen(playbook.required("risk"), None)
    view = View(today, user, playbook)
    required = playbook.required("risk", found.type)
    facts = facts_of(connection, number, today, playbook)
    return Chosen(required, standing(connection, view, number, reasons), facts)


def look_at_facts(connection: sqlite3.Connection, account: int, today: date) -> HealthFacts | None:
    """Return what the health of the account follows from, None when it is gone; runs in a thread."""
    return facts_of(connection, account, today, current(connection))


def warning(found: Standing) -> str:
    """Return what is said as soon as the account is known: what can be done about it, and what stands there."""
    return (
        f"At risk already; saving offers to add your reasons to that risk: {listed(in_short(found.reasons))}."
    )


def in_short(reasons: Sequence[str]) -> list[str]:
    """Return as many reasons as one reads at a glance, long ones cut, and how many more there are."""
    words = [
        reason if len(reason) <= _LONGEST else f"{reason[: _LONGEST - 1]}…" for reason in reasons[:_SOME]
    ]
    return words + ([f"{len(reasons) - _SOME} more"] if len(reasons) > _SOME else [])


def ways(found: Standing, others: Collection[str]) -> list[PickOption]:
    """Return what one can do: add the reasons, or go back to the form.

    `others` are the labels of the fields filled besides, which the active risk does not take over.
    """
    left = f"the rest is dropped: {', '.join(others)}" if others else "as the least important"
    return [
        PickOption(ADD, f"Add to it: {', '.join(found.fresh)}", left),
        PickOption(BACK, "Back to the form", "to choose another account or close the risk first"),
    ]

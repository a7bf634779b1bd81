"""The contracts and opportunities of one account or several in order, with their sums (features: rows 16 and 17)."""

from __future__ import annotations

import sqlite3
from array import array
from dataclasses import dataclass
from datetime import date

from kapta_tui.data.read.among import Several, listed
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.expressions import stage_percent
from kapta_tui.data.read.money import Money, in_force, money
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.stages import ENDED, LOST, WON

_PERCENT = 100
_AMONG = "(SELECT value FROM json_each(:account))"


@dataclass(frozen=True, slots=True)
class Contracts:
    """Contracts by their end, those that have ended or are archived last; sums and ends are of the active ones."""

    ids: array[int]
    worth: Money
    nearest: date | None
    farthest: date | None
    over: frozenset[int]
    """Those that have ended or are archived."""


@dataclass(frozen=True, slots=True)
class Opportunities:
    """Opportunities by their close date: open ones, those without a chance for now, those won and those lost."""

    ids: array[int]
    open: int
    amount: Money
    """Of the open ones."""
    weighted: Money
    """The same, each times its probability."""
    own: frozenset[int]
    """Those that have a probability of their own, the others have that of their stage."""


def contracts(connection: sqlite3.Connection, account: Several, today: date, home: str) -> Contracts:
    """Return the contracts of an account as of a day; sums in the currency `home` come first."""
    rows = connection.execute(
        f'SELECT t.id, t."end", t.is_archived OR coalesce(t."end" < :today, 0), {in_force("t")}, '
        "t.currency, coalesce(t.value_minor, 0) FROM contract t "
        f"WHERE t.account_id IN {_AMONG} "
        'ORDER BY 3, t."end" NULLS LAST, t.name_folded, t.id',
        {"account": listed(account), "today": today.isoformat()},
    ).fetchall()
    active = [row for row in rows if row[3]]
    ends = [end for row in active if (end := day_of(row[1])) is not None]
    return Contracts(
        array("q", (row[0] for row in rows)),
        money(((row[4], row[5]) for row in active), home),
        min(ends, default=None),
        max(ends, default=None),
        frozenset(row[0] for row in rows if row[2]),
    )


def opportunities(connection: sqlite3.Connection, account: Several, playbook: Playbook) -> Opportunities:
    """Return the opportunities of an account; probabilities are those of the playbook where they have none."""
    rows = connection.execute(
        f"SELECT t.id, t.stage, coalesce(t.probability, {stage_percent(playbook)}), t.probability IS NOT NULL, "
        "t.currency, coalesce(t.amount_minor, 0) FROM opportunity t "
        f"WHERE t.account_id IN {_AMONG} "
        "ORDER BY t.close_date NULLS LAST, t.name_folded, t.id",
        {"account": listed(account)},
    ).fetchall()
    held = paused(playbook)
    ranks = {WON: 2, LOST: 3}
    ordered = sorted(rows, key=lambda row: ranks.get(row[1], int(row[1] in held)))
    is_open = [row for row in rows if row[1] not in ENDED]
    return Opportunities(
        array("q", (row[0] for row in ordered)),
        len(is_open),
        money(((row[4], row[5]) for row in is_open), playbook.currency),
        money(
            ((row[4], (row[5] * row[2] + _PERCENT // 2) // _PERCENT) for row in is_open), playbook.currency
        ),
        frozenset(row[0] for row in rows if row[3]),
    )


def paused(playbook: Playbook) -> frozenset[str]:
    """Return the stages without a probability: an opportunity there is on hold."""
    stages = playbook.choices("opportunity_stage")
    return frozenset(stage.code for stage in stages if stage.value is None and stage.code not in ENDED)

"""Where the fields of a kind stand in SQL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kapta_tui.domain.accounttypes import ARCHIVED

LIST_SEPARATOR = "\x1f"
"""Joins the parts of a value that holds several."""

SERVES = "NOT EXISTS (SELECT 1 FROM action m WHERE m.goal_id = {goal} AND m.status <> 'cancelled')"
"""The goal serves as an action: it has none but cancelled ones, as `domain.progress` measures it (features: row 72)."""

NO_WORK = " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {work})"
    for work in (
        "action w WHERE w.risk_id = {risk} AND w.completed_at IS NULL",
        "goal w WHERE w.risk_id = {risk} AND w.completed_at IS NULL AND w.started_at IS NOT NULL "
        f"AND {SERVES.format(goal='w.id')}",
        "task w WHERE w.risk_id = {risk} AND w.done_at IS NULL",
        "goal g JOIN action w ON w.goal_id = g.id WHERE g.risk_id = {risk} AND w.completed_at IS NULL",
        "action x JOIN task w ON w.action_id = x.id WHERE x.risk_id = {risk} AND w.done_at IS NULL",
        "goal g JOIN action x ON x.goal_id = g.id JOIN task w ON w.action_id = x.id "
        "WHERE g.risk_id = {risk} AND w.done_at IS NULL",
    )
)
"""Nobody works on the risk: no open action or task addresses it, itself or by what it is below (features: row 55).

A goal that serves as an action and was started is work as well.
"""

_BEGINNING = (
    "trim(substr(replace(replace(replace({0}.text, char(13), ' '), char(10), ' '), char(9), ' '), 1, 80))"
)

SOURCE_NAMES = {
    "contract": "{0}.name",
    "opportunity": "{0}.name",
    "risk": "{0}.opened_at",
    "note": _BEGINNING,
    "swot": _BEGINNING,
    "voc": _BEGINNING,
    "qbr": "{0}.name",
}
"""Noun of a record that work can be made from, which is its table too, to what it is called there."""

SOURCE_NAME = (
    "CASE t.source "
    + " ".join(
        f"WHEN '{noun}' THEN (SELECT {name.format('n')} FROM {noun} n WHERE n.id = t.source_id)"
        for noun, name in SOURCE_NAMES.items()
    )
    + " END"
)
"""What the record is called that the goal, action or task `t` was made from; null where it is gone."""

ADDRESSED = "(SELECT r.opened_at FROM risk r WHERE r.id = t.risk_id)"
"""The opening day of the risk that `t` addresses, by which a risk is named."""


@dataclass(frozen=True)
class Source:
    """The FROM clause of a kind and the expression of each field in it.

    The record's own table is `t`, its account `a` (`t` where the record is one), the account's summary `s`.
    Expressions may use the parameters `:today` (ISO text) and `:me` (the folded name of who asks).
    """

    kind: str
    tables: str
    fields: Mapping[str, str]
    words: tuple[str, ...]
    """Expressions a bare word of the filter language is looked for in."""
    ready: Mapping[str, str] = field(default_factory=dict)
    """Ready word to condition."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Short field names of the filter language."""
    order: Mapping[str, str] = field(default_factory=dict)
    """Field to the expression that orders it, where that is not its own."""
    currency: str = "t.currency"
    custom: str | None = None
    """The column of custom values."""
    hides_archived: bool = True
    """Rows of archived accounts are left out unless asked for."""
    account: str = "a"
    """What the account of a record is called in the expressions."""
    joins: Mapping[str, str] = field(default_factory=dict)
    """What is joined to `tables` only where an expression uses it, and changes no number of rows: alias to JOIN."""

    adds_up: Mapping[str, str] = field(default_factory=dict)
    """Field that is a sum to the condition that there is something to add up; exports write nothing where not."""

    def tables_for(self, *expressions: str) -> str:
        """Return the FROM clause that the expressions need."""
        used = [
            join
            for alias, join in self.joins.items()
            if any(re.search(rf"\b{alias}\.", text) for text in expressions)
        ]
        return " ".join([self.tables, *used])


def named(table: str, key: str) -> str:
    """Return the name of the row of `table` that `key` refers to."""
    return f'(SELECT n.name FROM "{table}" n WHERE n.id = {key})'


def listed(select: str) -> str:
    """Return the values of a one-column `select`, in its order, joined into one text."""
    return f"(SELECT group_concat(v, char(31)) FROM ({select}))"


def account_type(account: str) -> str:
    """Return the type of the account `account` refers to: an archived one keeps its former type in the column."""
    return f"(CASE WHEN {account}.archived THEN '{ARCHIVED}' ELSE {account}.type END)"


def share(minor: str, percent: str) -> str:
    """Return the expression of that percentage of an amount in minor units, half up, as `risk.expected_loss`."""
    return f"({minor} * ({percent}) + 50) / 100"


def mine(key: str) -> str:
    """Return the condition that the user `key` refers to is who asks."""
    return f'{key} = (SELECT u.id FROM "user" u WHERE u.name_folded = :me)'


def contributing(account: str) -> str:
    """Return the condition that who asks contributes to the account `account` refers to."""
    return (
        f"EXISTS (SELECT 1 FROM account_contributor ac WHERE ac.account_id = {account} "
        f"AND {mine('ac.user_id')})"
    )


COMMON = {
    "id": "t.id",
    "external_id": "t.external_id",
    "created_at": "t.created_at",
    "updated_at": "t.updated_at",
}
"""Fields every record has."""

OWNED = "JOIN account a ON a.id = t.account_id JOIN account_summary s ON s.account_id = t.account_id"
"""Joins a record to its account."""

OF_ACCOUNT = {
    "strategic": "a.type = 'strategic'",
    "archived": "a.archived",
    "contributing": contributing("a.id"),
}
"""Ready words about the account of a record."""

"""The columns of the risk board, for every field it can be grouped by (mission S0; features: row 50)."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kapta_tui.data.read.money import OTHERS, Money, money
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskchosen import Chosen, Passing, chosen
from kapta_tui.data.read.sources.base import LIST_SEPARATOR

GROUPS = ("severity", "status", "likelihood", "priority")
"""Fields a board can be grouped by."""


@dataclass(frozen=True, slots=True)
class Group:
    """One column of the board: the risks with `key` in the grouping field, in their order.

    `value` is the affected contract value, as `risks.Totals.value` counts it.
    """

    key: str | None
    ids: array[int]
    value: Money


Boards = Mapping[str, tuple[Group, ...]]
"""Field of `GROUPS` to the columns of a board that is grouped by it."""

_BETWEEN = "\x1e"
"""Stands between a card's id and its values."""

_FOUND = (
    "WITH found AS MATERIALIZED (SELECT t.id, t.position, t.severity, t.status, t.likelihood, t.priority, "
    "t.account_id, t.closed_at IS NULL AS active, s.currency, s.contract_value_minor AS value, "
    "s.other_currencies AS others FROM {tables} WHERE {where})"
)
# The order of `move_risk`, so that a card stays where it was put. One row instead of one per risk: while it is
# made, the thread that draws has the interpreter to itself.
_CARDS = (
    "SELECT group_concat(card, char(31)), max(others), count(*) > sum(active), NULL, NULL, NULL FROM (SELECT "
    + " || char(30) || ".join(["id", *(f"coalesce({by}, '')" for by in GROUPS)])
    + " AS card, others, active FROM found ORDER BY position, id)"
)
_WORTH = f"SELECT {', '.join(GROUPS)}, currency, sum(value) FROM found GROUP BY 1, 2, 3, 4, 5"
_WORTH_ONCE = (
    "SELECT '{by}', {by}, currency, sum(value) "
    "FROM (SELECT DISTINCT {by}, account_id, currency, value FROM found) GROUP BY 2, 3"
)
_WORTH_BESIDE = (
    "SELECT '{by}', f.{by}, w.currency, w.value_minor "
    f"FROM (SELECT DISTINCT {{by}}, account_id FROM found) f JOIN {OTHERS} w ON w.account_id = f.account_id"
)

_Columns = dict[str | None, "array[int]"]


def boards(
    connection: sqlite3.Connection,
    view: View,
    *,
    filter: str = "",  # noqa: A002
    among: Passing | None = None,
) -> Boards:
    """Return the board's columns for the risks that pass `filter`, grouped by each field of `GROUPS`.

    All of them at once, so that grouping by another field asks for nothing. Every choice of the playbook has a
    column, what matters most first; risks without a value come last. `among` is as for `riskchosen.chosen`.

    Raises FilterError.
    """
    found = chosen(view, filter, among)
    (cards, others, has_closed, *_), *sums = _ask(connection, found, [_CARDS, _WORTH])
    worth: list[tuple[Any, ...]] = [
        (by, row[place], *row[-2:]) for row in sums for place, by in enumerate(GROUPS)
    ]
    if has_closed:
        # Only of active risks an account has one at most, so that its value has been added once.
        worth = _ask(connection, found, [_WORTH_ONCE.format(by=by) for by in GROUPS])
    if others:
        worth += _ask(connection, found, [_WORTH_BESIDE.format(by=by) for by in GROUPS])
    members = _members(view, cards.split(LIST_SEPARATOR) if cards else ())
    return {by: tuple(_groups(by, members[by], worth, view.playbook.currency)) for by in GROUPS}


def _ask(connection: sqlite3.Connection, found: Chosen, parts: Sequence[str]) -> list[tuple[Any, ...]]:
    sql = f"{_FOUND.format(tables=found.tables, where=found.where)} {' UNION ALL '.join(parts)}"
    return connection.execute(sql, found.parameters).fetchall()


def _members(view: View, cards: Iterable[str]) -> dict[str, _Columns]:
    """Return the ids of the cards by field and value."""
    found: dict[str, _Columns] = {by: {code: array("q") for code in _columns(view, by)} for by in GROUPS}
    # Few combinations of values stand on many cards.
    columns: dict[str, tuple[array[int], ...]] = {}
    for card in cards:
        number, _, keys = card.partition(_BETWEEN)
        if keys not in columns:
            pairs = zip(GROUPS, keys.split(_BETWEEN), strict=True)
            columns[keys] = tuple(found[by].setdefault(key or None, array("q")) for by, key in pairs)
        for column in columns[keys]:
            column.append(int(number))
    return found


def _groups(by: str, columns: _Columns, worth: Iterable[tuple[Any, ...]], home: str) -> Iterable[Group]:
    """Return the columns of one field; `worth` are rows of field, value in it, currency and minor units."""
    sums: dict[str | None, list[tuple[str, int]]] = {}
    for field, key, currency, minor in worth:
        if field == by:
            sums.setdefault(key, []).append((currency, minor))
    return (Group(key, ids, money(sums.get(key, ()), home)) for key, ids in columns.items())


def _columns(view: View, by: str) -> list[str]:
    """Return the codes on offer for the field `by`, what matters most first."""
    codes = [choice.code for choice in view.playbook.offered("risk_status" if by == "status" else by)]
    return codes[::-1] if by in ("severity", "likelihood") else codes

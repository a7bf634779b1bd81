"""The columns of the risk board, for every field it can be grouped by (mission S0; features: row 50)."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kapta_tui.data.read import expressions
from kapta_tui.data.read.money import OTHERS, Money, money
from kapta_tui.data.read.riskchosen import Chosen, chosen, those
from kapta_tui.data.read.risks import Totals, totals_of
from kapta_tui.data.read.sources.base import LIST_SEPARATOR, share

if TYPE_CHECKING:
    from kapta_tui.data.read.records import View
    from kapta_tui.data.read.viewing import Viewing

GROUPS = ("severity", "status", "likelihood", "priority")
"""Fields a board can be grouped by."""


class Group(NamedTuple):
    """One column of the board: the risks with `key` in the grouping field, in their order.

    `value` is the affected contract value, as `risks.Totals.value` counts it.
    """

    key: str | None
    ids: array[int]
    value: Money


class _Cards(NamedTuple):
    """The risks in their order, and the value that each has in every field of `GROUPS`."""

    ids: array[int]
    keys: Mapping[str, str]
    """Joined by `LIST_SEPARATOR`; empty where there is no value."""


_Worth = Sequence[tuple[str, str | None, str, int]]
"""Field, value in it, currency and minor units."""


class Boards(Mapping[str, tuple[Group, ...]]):
    """Field to the columns of a board that is grouped by it, made when they are first asked for."""

    def __init__(self, view: Viewing, cards: _Cards, worth: _Worth, whole: Totals) -> None:
        self._view, self._cards, self._worth = view, cards, worth
        self._made: dict[str, tuple[Group, ...]] = {}
        self.totals = whole
        """Of all columns together, as `risks.totals` counts them."""

    def __getitem__(self, by: str) -> tuple[Group, ...]:
        """Every choice of the playbook has a column, what matters most first; risks without a value come last."""
        if by not in self._cards.keys:
            raise KeyError(by)
        if by not in self._made:
            worth = [row for row in self._worth if row[0] == by]
            self._made[by] = tuple(_groups(_members(self._view, by, self._cards), worth, self._view))
        return self._made[by]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards.keys)

    def __len__(self) -> int:
        return len(self._cards.keys)


_FOUND = (
    "WITH found AS MATERIALIZED (SELECT t.id, t.position, t.severity, t.status, t.likelihood, t.priority, "
    "t.account_id, t.closed_at IS NULL AS active, s.currency, s.contract_value_minor AS value, "
    "s.other_currencies AS others, CASE WHEN t.closed_at IS NULL THEN {loss} END AS loss "
    "FROM {tables} WHERE {where})"
)
# The order of `move_risk`, so that a card stays where it was put. One row instead of one per risk: while it is
# made, the thread that draws has the interpreter to itself.
_CARDS = (
    "SELECT group_concat(id), {keys}, max(others), NULL, NULL, NULL "
    "FROM (SELECT * FROM found ORDER BY position, id)"
)
_KEY = "group_concat(coalesce({by}, ''), char(31))"
_WORTH = (
    "SELECT {fields}, currency, sum(value), sum(loss), count(*), sum(active) "
    "FROM found GROUP BY {fields}, currency"
)
_WORTH_ONCE = (
    "SELECT '{by}', {by}, currency, sum(value) "
    "FROM (SELECT DISTINCT {by}, account_id, currency, value FROM found) GROUP BY 2, 3"
)
_WORTH_BESIDE = (
    "SELECT '{by}', f.{by}, w.currency, w.value_minor "
    f"FROM (SELECT DISTINCT {{by}}, account_id FROM found) f JOIN {OTHERS} w ON w.account_id = f.account_id"
)


def boards(
    connection: sqlite3.Connection,
    view: View,
    *,
    filter: str = "",  # noqa: A002
) -> Boards:
    """Return the board's columns for the risks that pass `filter`, grouped by each field of `GROUPS`.

    All of them at once, so that grouping by another field asks for nothing. Raises FilterError.
    """
    return boards_of(connection, view, chosen(view, filter))


def boards_of(
    connection: sqlite3.Connection, view: Viewing, found: Chosen, fields: Sequence[str] = GROUPS
) -> Boards:
    """Return the board's columns for the risks `found`, grouped by each of `fields`."""
    keys = ", ".join(_KEY.format(by=by) for by in fields)
    parts = [_CARDS.format(keys=keys), _WORTH.format(fields=", ".join(fields))]
    (ids, *held, others, _, _, _), *rows = _ask(connection, view, found, parts)
    cards = _Cards(array("q", json.loads(f"[{ids or ''}]")), dict(zip(fields, held, strict=True)))
    sums = [(row[: len(fields)], _Sum(*row[len(fields) :])) for row in rows]
    whole = _whole([one for _, one in sums], view)
    if whole.count == whole.active and not others:
        worth = [
            (by, key, one.currency, one.value)
            for codes, one in sums
            for by, key in zip(fields, codes, strict=True)
        ]
        return Boards(view, cards, worth, whole)
    # What passed is known, so that its words need not be looked for again.
    found = those(view, f"[{ids}]")
    # Only of active risks an account has one at most; of others its value is added once.
    asked = [_WORTH_ONCE.format(by=by) for by in fields]
    asked += [_WORTH_BESIDE.format(by=by) for by in fields] if others else []
    return Boards(view, cards, _ask(connection, view, found, asked), totals_of(connection, view, found))


class _Sum(NamedTuple):
    """What `_WORTH` adds up for a currency and a value in each field."""

    currency: str
    value: int
    loss: int | None
    risks: int
    active: int


def _whole(sums: Sequence[_Sum], view: Viewing) -> Totals:
    """Return the totals of active risks in one currency each; of others the counts hold."""
    home = view.playbook.currency
    return Totals(
        sum(one.risks for one in sums),
        sum(one.active for one in sums),
        money(((one.currency, one.value) for one in sums), home),
        money(((one.currency, one.loss or 0) for one in sums), home),
    )


def _ask(
    connection: sqlite3.Connection, view: Viewing, found: Chosen, parts: Sequence[str]
) -> list[tuple[Any, ...]]:
    loss = share("s.contract_value_minor", expressions.likelihood_percent(view.playbook))
    source = _FOUND.format(tables=found.tables, where=found.where, loss=loss)
    return connection.execute(f"{source} {' UNION ALL '.join(parts)}", found.parameters).fetchall()


def _members(view: Viewing, by: str, cards: _Cards) -> dict[str | None, array[int]]:
    """Return the ids of the cards by their value in the field `by`."""
    found: dict[str | None, array[int]] = {code: array("q") for code in _columns(view, by)}
    if cards.ids:
        for number, key in zip(cards.ids, cards.keys[by].split(LIST_SEPARATOR), strict=True):
            column = found.get(key or None)
            if column is None:
                column = found[key or None] = array("q")
            column.append(number)
    return found


def _groups(columns: Mapping[str | None, array[int]], worth: _Worth, view: Viewing) -> Iterable[Group]:
    sums: dict[str | None, list[tuple[str, int]]] = {}
    for _, key, currency, minor in worth:
        sums.setdefault(key, []).append((currency, minor))
    home = view.playbook.currency
    return (Group(key, ids, money(sums.get(key, ()), home)) for key, ids in columns.items())


def _columns(view: Viewing, by: str) -> list[str]:
    """Return the codes on offer for the field `by`, what matters most first."""
    codes = [choice.code for choice in view.playbook.offered("risk_status" if by == "status" else by)]
    return codes[::-1] if by in ("severity", "likelihood") else codes

"""What the risks table and the cards of the board show, and their totals."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from kapta_tui.data.read import expressions
from kapta_tui.data.read.days import day_of
from kapta_tui.data.read.money import OTHERS, Money, money
from kapta_tui.data.read.riskchosen import Chosen, chosen
from kapta_tui.data.read.sources import SOURCES
from kapta_tui.data.read.sources.base import LIST_SEPARATOR, share

if TYPE_CHECKING:
    from kapta_tui.data.read.records import View
    from kapta_tui.data.read.riskchosen import Passing
    from kapta_tui.data.read.viewing import Viewing

_CHUNK = 500


class RiskRow(NamedTuple):
    """One line of the risks table, or one card. Money is in minor units of `currency`."""

    id: int
    account_id: int
    account: str
    reasons: tuple[str, ...]
    """Labels, most important first."""
    status: str
    severity: str | None
    likelihood: str | None
    priority: str | None
    priority_by_hand: bool
    assignee: str
    """The account's owner where nobody is assigned."""
    opened_at: date
    closed_at: date | None
    days_open: int
    currency: str
    value_minor: int
    other_currencies: int
    """How many more currencies the account's active contracts have sums in."""
    loss_minor: int | None
    expiration: date | None
    nearest_end: date | None
    unaddressed: bool
    is_account_at_risk: bool
    """Whether its account has an active risk, this one or another."""


def seen_row(row: RiskRow, off: Collection[str]) -> RiskRow:
    """Return the row without what belongs to features that are switched off: nothing is said of it anywhere."""
    if "contracts" in off:
        row = row._replace(
            value_minor=0, other_currencies=0, loss_minor=None, expiration=None, nearest_end=None
        )
    return row._replace(unaddressed=False) if "plans" in off else row


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and money of the risks that pass a filter (mission S0, portfolio level).

    `value` is the contract value of the accounts affected, each counted once however many risks it had;
    `loss` is the expected loss of the active risks.
    """

    count: int
    active: int
    value: Money
    loss: Money


_ROWS = """
SELECT t.id, t.account_id, a.name,
       (SELECT group_concat(v, char(31))
        FROM (SELECT label AS v FROM risk_reason WHERE risk_id = t.id ORDER BY position)),
       t.status, t.severity, t.likelihood, t.priority, t.priority_by_hand,
       coalesce((SELECT u.name FROM "user" u WHERE u.id = t.assignee_id),
                (SELECT u.name FROM "user" u WHERE u.id = a.owner_id)),
       t.opened_at, t.closed_at, {days_open}, s.currency, s.contract_value_minor,
       s.other_currencies, {loss},
       s.contract_expiration, s.nearest_contract_end, {unaddressed}, s.risk_id IS NOT NULL
FROM {tables} WHERE t.id IN ({marks})
"""


def rows(connection: sqlite3.Connection, view: Viewing, wanted: Sequence[int]) -> dict[int, RiskRow]:
    """Return the lines of the risks `wanted` by id; ids that are gone are left out."""
    source = SOURCES["risks"]
    select = {
        "days_open": source.fields["days_open"],
        "loss": source.fields["expected_loss"].format(
            likelihood_percent=expressions.likelihood_percent(view.playbook)
        ),
        "unaddressed": source.ready["unaddressed"],
        "tables": source.tables,
    }
    found: dict[int, RiskRow] = {}
    for start in range(0, len(wanted), _CHUNK):
        marks = ", ".join(str(int(number)) for number in wanted[start : start + _CHUNK])
        for raw in connection.execute(_ROWS.format(marks=marks, **select), view.parameters):
            found[raw[0]] = _row(list(raw))
    return found


def totals(
    connection: sqlite3.Connection,
    view: View,
    *,
    filter: str = "",  # noqa: A002
    among: Passing | None = None,
) -> Totals:
    """Return counts and money of the risks that pass `filter`; `among` is as for `riskchosen.chosen`.

    Raises FilterError.
    """
    return totals_of(connection, view, chosen(view, filter, among))


def totals_of(connection: sqlite3.Connection, view: Viewing, found: Chosen) -> Totals:
    """Return counts and money of the risks `found`."""
    source, where, parameters = found
    percent = expressions.likelihood_percent(view.playbook)
    those = f"{source} WHERE {where}"
    sums = connection.execute(
        "SELECT s.currency, count(*), sum(t.closed_at IS NULL), sum(s.contract_value_minor), "
        f"sum(CASE WHEN t.closed_at IS NULL THEN {share('s.contract_value_minor', percent)} END), "
        f"max(s.other_currencies) FROM {those} GROUP BY s.currency",
        parameters,
    ).fetchall()
    count, active = (sum(row[place] for row in sums) for place in (1, 2))
    value = [(currency, minor) for currency, _, _, minor, _, _ in sums]
    loss = [(currency, minor) for currency, _, _, _, minor, _ in sums]
    if count > active:
        # Only of active risks an account has one at most, so that its value has been added once.
        value = connection.execute(
            "SELECT currency, sum(contract_value_minor) FROM account_summary "
            f"WHERE account_id IN (SELECT t.account_id FROM {those}) GROUP BY currency",
            parameters,
        ).fetchall()
    if any(others for *_, others in sums):
        value += connection.execute(
            f"SELECT w.currency, w.value_minor FROM {OTHERS} w "
            f"WHERE w.account_id IN (SELECT t.account_id FROM {those})",
            parameters,
        ).fetchall()
        loss += connection.execute(
            f"SELECT w.currency, {share('w.value_minor', percent)} FROM {source} "
            f"JOIN {OTHERS} w ON w.account_id = t.account_id WHERE t.closed_at IS NULL AND {where}",
            parameters,
        ).fetchall()
    home = view.playbook.currency
    known = ((currency, minor) for currency, minor in loss if minor is not None)
    return Totals(count, active, money(value, home), money(known, home))


def _row(values: list[Any]) -> RiskRow:
    values[3] = tuple(values[3].split(LIST_SEPARATOR)) if values[3] else ()
    values[8] = bool(values[8])
    for place in (10, 11, 17, 18):
        values[place] = day_of(values[place])
    values[19], values[20] = bool(values[19]), bool(values[20])
    return RiskRow(*values)

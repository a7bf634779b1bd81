"""What the risk report of a portfolio tells (features: rows 47, 50 and 52), under a filter."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import Final

from kapta_tui.data.read import records, risks, riskviews, riskviewspeople, riskviewsreasons
from kapta_tui.data.read.money import NO_MONEY, Money
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskreport import lost, resolutions_of, worth_of
from kapta_tui.data.read.risks import RiskRow, Totals
from kapta_tui.data.read.riskviews import Matrix
from kapta_tui.data.read.riskviewspeople import Load
from kapta_tui.data.read.riskviewsreasons import Closed, ReasonCount

ENDS_WITHIN: Final = 90
"""Days ahead within which the end of a contract is worth a line, as lists mark it."""

CLOSED_WITHIN: Final = 90
"""Days back within which a closed risk is worth a line."""

_ORDER: Final = ("priority", "-severity", "-likelihood", "opened_at")


@dataclass(frozen=True, slots=True)
class ListedRisk:
    """A risk as one line; `worth` is the value of its account's active contracts, `loss` what is expected to go."""

    row: RiskRow
    worth: Money
    loss: Money
    resolutions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PortfolioReport:
    """The values of the portfolio's risk report, all of risks that pass `filter` in accounts that pass the other.

    `unaddressed` and `ending` are totals of active risks that nobody works on, and of those whose account has a
    contract that ends within `ENDS_WITHIN` days.
    """

    filter: str
    account_filter: str
    person: str | None
    totals: Totals
    active: Totals
    unaddressed: Totals
    ending: Totals
    closed: tuple[Closed, ...]
    matrix: Matrix
    reasons: tuple[ReasonCount, ...]
    load: tuple[Load, ...]
    risks: tuple[ListedRisk, ...]
    """The active ones, what matters most first."""
    ends: tuple[ListedRisk, ...]
    """Those that `ending` counts, the first end first."""
    ended: tuple[ListedRisk, ...]
    """Those closed within `CLOSED_WITHIN` days, the last first."""
    off: frozenset[str]
    """Features that are switched off: money where `contracts` are, and who works where `plans` are, is not shown."""


def portfolio_report(
    connection: sqlite3.Connection,
    view: View,
    filter: str = "",  # noqa: A002
    account_filter: str = "",
    person: str | None = None,
) -> PortfolioReport:
    """Return the values of the report on the risks that pass `filter` in the accounts of `view`.

    `account_filter` is the text of that scope, which the report states. With a `person`, "" for nobody, only accounts
    whose active risk that person works on count. Raises FilterError.
    """
    if person is not None:
        view = replace(view, scope=riskviewspeople.worked_on_by(view.scope, person))
    off = view.playbook.off

    def totals(*more: str) -> Totals:
        return _seen(risks.totals(connection, view, filter=_joined(filter, *more)), off)

    # The filter as it was given comes first, so that what is wrong with it is shown in these words.
    whole = totals()
    active = totals("active:yes")
    ending = ("active:yes", f"end<={ENDS_WITHIN}d")
    nothing = Totals(0, 0, NO_MONEY, NO_MONEY)
    return PortfolioReport(
        filter=filter.strip(),
        account_filter=account_filter.strip(),
        person=person,
        totals=whole,
        active=active,
        unaddressed=nothing if "plans" in off else totals("unaddressed"),
        ending=nothing if "contracts" in off else totals(*ending),
        closed=riskviewsreasons.closed(connection, view, filter),
        matrix=riskviews.matrix(connection, view, filter),
        reasons=riskviewsreasons.reasons(connection, view, filter),
        load=riskviewspeople.load(connection, view, filter),
        risks=_listed(connection, view, _joined(filter, "active:yes"), _ORDER),
        ends=()
        if "contracts" in off
        else _listed(connection, view, _joined(filter, *ending), ("nearest_contract_end",)),
        ended=_listed(
            connection, view, _joined(filter, "active:no", f"closed>=-{CLOSED_WITHIN}d"), ("-closed_at",)
        ),
        off=off,
    )


def _joined(*filters: str) -> str:
    return " ".join(filter(None, (text.strip() for text in filters)))


def _seen(totals: Totals, off: frozenset[str]) -> Totals:
    if "contracts" not in off:
        return totals
    return Totals(totals.count, totals.active, NO_MONEY, NO_MONEY)


def _listed(
    connection: sqlite3.Connection,
    view: View,
    query: str,
    sort: tuple[str, ...],
) -> tuple[ListedRisk, ...]:
    wanted = records.ids(connection, "risks", view, filter=query, sort=sort)
    rows = risks.rows(connection, view, wanted)
    held = worth_of(connection, view, {row.account_id for row in rows.values()})
    ended = resolutions_of(connection, wanted)
    off = view.playbook.off
    return tuple(
        ListedRisk(
            row=risks.seen_row(row, off),
            worth=(worth := held.get(row.account_id, NO_MONEY)),
            loss=lost(view, worth, row.likelihood),
            resolutions=ended.get(number, ()),
        )
        for number in wanted
        if (row := rows.get(number)) is not None
    )

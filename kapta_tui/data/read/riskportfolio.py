"""What the risk report of a portfolio tells (features: rows 47, 50 and 52), under a filter."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from typing import Final

from kapta_tui.data.read import records, risks, riskviews, riskviewspeople, riskviewsreasons
from kapta_tui.data.read.losses import expected_loss, likelihood_percents
from kapta_tui.data.read.money import NO_MONEY, Money
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskreport import resolutions_of, worth_of
from kapta_tui.data.read.risks import RiskRow, Totals
from kapta_tui.data.read.riskviews import Matrix, Worth
from kapta_tui.data.read.riskviewspeople import Load
from kapta_tui.data.read.riskviewsreasons import Closed, ReasonCount

ENDS_WITHIN: Final = 90
"""Days ahead within which the end of a contract is worth a line, as lists mark it."""

CLOSED_WITHIN: Final = 90
"""Days back within which a closed risk is worth a line."""

_NOTHING: Final = Totals(0, 0, NO_MONEY, NO_MONEY)

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
        view = view._replace(scope=riskviewspeople.worked_on_by(view.scope, person))
    asked = _Asked(connection, view, filter)
    active = "active:yes"
    ending = (active, f"end<={ENDS_WITHIN}d")
    # The filter as it was given comes first, so that what is wrong with it is shown in these words.
    whole = asked.totals()
    held = riskviews.worth(connection, view) if asked.money_on else {}
    return PortfolioReport(
        filter=filter.strip(),
        account_filter=account_filter.strip(),
        person=person,
        totals=whole,
        active=asked.totals(active),
        unaddressed=asked.totals("unaddressed") if asked.work_on else _NOTHING,
        ending=asked.totals(*ending) if asked.money_on else _NOTHING,
        closed=riskviewsreasons.closed(connection, view, filter, held),
        matrix=asked.matrix(),
        reasons=riskviewsreasons.reasons(connection, view, filter, held),
        load=asked.load(held),
        risks=asked.listed(_ORDER, active),
        ends=asked.listed(("nearest_contract_end",), *ending) if asked.money_on else (),
        ended=asked.listed(("-closed_at",), "active:no", f"closed>=-{CLOSED_WITHIN}d"),
        off=view.playbook.off,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of the risks that pass `filter`; what is switched off is in no answer."""

    connection: sqlite3.Connection
    view: View
    filter: str

    @property
    def money_on(self) -> bool:
        return self.view.playbook.enabled("contracts")

    @property
    def work_on(self) -> bool:
        return self.view.playbook.enabled("plans")

    def totals(self, *more: str) -> Totals:
        found = risks.totals(self.connection, self.view, filter=_joined(self.filter, *more))
        return found if self.money_on else Totals(found.count, found.active, NO_MONEY, NO_MONEY)

    def matrix(self) -> Matrix:
        found = riskviews.matrix(self.connection, self.view, self.filter)
        return found if self.money_on else found.without_money()

    def load(self, held: Worth) -> tuple[Load, ...]:
        found = riskviewspeople.load(self.connection, self.view, self.filter, held)
        return found if self.work_on else tuple(replace(one, overdue=0, unaddressed=0) for one in found)

    def listed(self, sort: tuple[str, ...], *more: str) -> tuple[ListedRisk, ...]:
        return _listed(self.connection, self.view, _joined(self.filter, *more), sort)


def _joined(*filters: str) -> str:
    return " ".join(filter(None, (text.strip() for text in filters)))


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
    percents = likelihood_percents(view.playbook)
    off = view.playbook.off
    return tuple(
        ListedRisk(
            row=risks.seen_row(row, off),
            worth=(worth := held.get(row.account_id, NO_MONEY)),
            loss=expected_loss(worth, percents.get(row.likelihood)),
            resolutions=ended.get(number, ()),
        )
        for number in wanted
        if (row := rows.get(number)) is not None
    )

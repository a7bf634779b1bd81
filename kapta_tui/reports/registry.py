"""The reports there are, and how one is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from kapta_tui.data.read.customerreport import CustomerReport, customer_report
from kapta_tui.data.read.healthreport import (
    ActivityReport,
    HealthReport,
    PortfolioHealth,
    activity_report,
    health_report,
    portfolio_health,
)
from kapta_tui.data.read.planreport import PlanReport, plan_report
from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskportfolio import PortfolioReport, portfolio_report
from kapta_tui.data.read.riskreport import RiskReport, risk_report
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.health.period import DEFAULT, Period
from kapta_tui.domain.playbook import Playbook

Values = (
    PlanReport
    | CustomerReport
    | RiskReport
    | PortfolioReport
    | HealthReport
    | PortfolioHealth
    | ActivityReport
)

Subject = Literal["account", "portfolio", "either"]
"""What a report is about; `either` is an account where one is named, else the portfolio."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report, and on what: an account and maybe one of its risks, else the records that pass `filter`.

    `account_filter` is the text of the scope that the report is made in, which a portfolio's report states. A `person`
    ("" for nobody) narrows a portfolio to the accounts whose active risk that person works on. `period` is what a
    report that compares looks back on.
    """

    report: str
    account: int | None = None
    risk: int | None = None
    filter: str = ""
    account_filter: str = ""
    person: str | None = None
    period: Period = DEFAULT


@dataclass(frozen=True, slots=True)
class Report:
    """A report made: `values` of the day `day` and the Markdown that tells them.

    `aside` is for who sends the report and stands in no format of it, such as how much it leaves out.
    """

    code: str
    title: str
    day: date
    values: Values
    markdown: str
    aside: str = ""


class Told(NamedTuple):
    """What a report is made of: its title, its values, and what is said beside it to who sends it.

    `template` is named where it is not called like the report.
    """

    title: str
    values: Values
    aside: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A report that can be made. `code` is its name in the playbook, on the command line and of its template.

    `feature` is the one of the playbook without which there is no such report, "" for none, `noun` that of the records
    of an account that it can be about instead of the whole account. `narrows` is the kind that the filter of a
    portfolio's report is about. `looks_back` says that it compares with the beginning of a period.
    """

    code: str
    label: str
    about: str
    subject: Subject
    feature: str
    read: Callable[[sqlite3.Connection, View, Wanted], Told]
    noun: str = ""
    narrows: str = "risks"
    looks_back: bool = False

    def is_on(self, playbook: Playbook) -> bool:
        """Whether the feature that it is about is switched on."""
        return not self.feature or playbook.enabled(self.feature)


_NEVER: Final = (
    "Progress counts what is shown. Descriptions, notes, tasks, key players, risks and health never leave."
)


def _action_plan(connection: sqlite3.Connection, view: View, wanted: Wanted) -> Told:
    values = plan_report(connection, view, _account(wanted))
    return Told(f"Action plan: {values.account.name}", values)


def _customer(connection: sqlite3.Connection, view: View, wanted: Wanted) -> Told:
    values, left_out = customer_report(connection, view, _account(wanted))
    return Told(f"Joint plan: {values.account}", values, f"{left_out.words} {_NEVER}")


def _risk(connection: sqlite3.Connection, view: View, wanted: Wanted) -> Told:
    values = risk_report(connection, view, _account(wanted), wanted.risk)
    return Told(f"Risk report: {values.account.name}", values)


def _portfolio_risk(connection: sqlite3.Connection, view: View, wanted: Wanted) -> Told:
    values = portfolio_report(connection, view, wanted.filter, wanted.account_filter, wanted.person)
    return Told("Portfolio risks", values)


def _health(connection: sqlite3.Connection, view: View, wanted: Wanted) -> Told:
    if wanted.account is None:
        found = portfolio_health(connection, view, wanted.period, wanted.filter, wanted.account_filter)
        return Told("Portfolio health", found, template="portfolio_health")
    values = health_report(connection, view, wanted.account, wanted.period)
    return Told(f"Health: {values.account.name}", values)


def _activity(connection: sqlite3.Connection, view: View, wanted: Wanted) -> Told:
    values = activity_report(
        connection, view, wanted.account, wanted.period, wanted.filter, wanted.account_filter
    )
    head = values.account
    return Told("Portfolio activity" if head is None else f"Activity: {head.name}", values)


def _account(wanted: Wanted) -> int:
    if wanted.account is None:
        raise UsageError(f"The report {wanted.report} is about one account.", "Name the account.")
    return wanted.account


REPORTS: Final[dict[str, Kind]] = {
    kind.code: kind
    for kind in (
        Kind(
            "action_plan",
            "Action plan report",
            "all that is planned, for us",
            "account",
            "plans",
            _action_plan,
        ),
        Kind(
            "customer",
            "Customer report",
            "what of it leaves the house",
            "account",
            "plans",
            _customer,
        ),
        Kind(
            "risk",
            "Account risk",
            "the active risk in full, and earlier ones",
            "account",
            "risks",
            _risk,
            noun="risk",
        ),
        Kind(
            "portfolio_risk",
            "Portfolio risks",
            "all risks: sums, matrix, reasons, who works on them",
            "portfolio",
            "risks",
            _portfolio_risk,
        ),
        Kind(
            "health",
            "Health report",
            "the score, its facts, what changed it and what would raise it",
            "either",
            "",
            _health,
            narrows="accounts",
            looks_back=True,
        ),
        Kind(
            "activity",
            "Activity report",
            "what happened in a period, and how health changed over it",
            "either",
            "",
            _activity,
            narrows="accounts",
            looks_back=True,
        ),
    )
}
"""Every report there is by its code."""


def offered(playbook: Playbook) -> tuple[Kind, ...]:
    """Return the reports that the administrator offers (features: row 125), of features that are switched on."""
    return tuple(kind for kind in REPORTS.values() if kind.code in playbook.reports and kind.is_on(playbook))


def report_called(name: str, playbook: Playbook) -> Kind:
    """Return the report called `name`, a code written with "_" or "-".

    Raises:
        UsageError: there is none of that name.
        RuleError: the playbook does not offer it.
    """
    kind = REPORTS.get(name.strip().lower().replace("-", "_"))
    if kind is None:
        listed = ", ".join(one.code for one in offered(playbook))
        remedy = (
            f"Use one of {listed}." if listed else "The playbook offers none; 'kapta playbook edit' does."
        )
        raise UsageError(f"There is no report '{name}'.", remedy)
    if not kind.is_on(playbook):
        raise RuleError(
            f"The playbook has {kind.feature} switched off, and the report {kind.code} with them.",
            f"'kapta playbook edit' switches them on: features.{kind.feature} = true.",
        )
    if kind.code not in playbook.reports:
        raise RuleError(
            f"The playbook does not offer the report {kind.code}.",
            f"'kapta playbook edit' offers it: add \"{kind.code}\" to reports.",
        )
    return kind


def made(connection: sqlite3.Connection, view: View, wanted: Wanted) -> Report:
    """Return a report on the accounts of `view`, as it is on its day.

    Raises NotFound where what it is about is gone, FilterError, and as `report_called`.
    """
    from kapta_tui.reports.context import context
    from kapta_tui.reports.templating import fill

    kind = report_called(wanted.report, view.playbook)
    told = kind.read(connection, view, wanted)
    markdown = fill(told.template or kind.code, {**context(view), "report": told.values, "title": told.title})
    return Report(kind.code, told.title, view.today, told.values, markdown, told.aside)

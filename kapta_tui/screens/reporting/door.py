"""What leads to a report."""

from __future__ import annotations

from typing import NamedTuple


class Door(NamedTuple):
    """A report that a place leads to: its code, and what it is about.

    Either an `account` and maybe one of its risks, or the portfolio's records that pass `filter`; where a `person` is
    named ("" for nobody), of the accounts whose active risk that person works on.
    """

    report: str
    account: int | None = None
    risk: int | None = None
    filter: str = ""
    person: str | None = None


def of_plan(account: int) -> tuple[Door, ...]:
    """Return what leads to the reports on the plan of an account."""
    return Door("action_plan", account), Door("customer", account)


def of_account(account: int) -> tuple[Door, ...]:
    """Return what leads to every report on an account."""
    return Door("risk", account), *of_plan(account), Door("health", account), Door("activity", account)


def of_portfolio(filter: str) -> tuple[Door, ...]:  # noqa: A002
    """Return what leads to the reports on the accounts that pass `filter`."""
    return Door("health", filter=filter), Door("activity", filter=filter)

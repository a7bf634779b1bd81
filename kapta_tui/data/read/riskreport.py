"""What the risk report of one account tells (features: row 52): a risk in full, and the account's other risks."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kapta_tui.data.read import risk_detail, risks
from kapta_tui.data.read.losses import expected_loss, likelihood_percents
from kapta_tui.data.read.money import NO_MONEY, WORTH, Money, contract_money, money
from kapta_tui.data.read.records import View, ids
from kapta_tui.data.read.risk_detail import RiskDetail, RiskNote
from kapta_tui.data.read.risks import RiskRow
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.health import risk_cost


@dataclass(frozen=True, slots=True)
class AccountHead:
    """Whose report it is; `owner` is empty where nobody looks after the account."""

    id: int
    name: str
    owner: str
    type: str
    """Code of the account type."""


@dataclass(frozen=True, slots=True)
class OtherRisk:
    """Another risk of the account."""

    row: RiskRow
    details: str
    resolutions: tuple[str, ...]
    notes: tuple[RiskNote, ...]


@dataclass(frozen=True, slots=True)
class RiskReport:
    """The values of the risk report of an account.

    `main` is the risk in full: the one that was asked for, else the active one; None where the account has none.
    `worth` is the value of the account's active contracts, `loss` what of it is expected to be lost by `main`,
    `cost` the points (0..100) that `main` takes off the account's health, 0 once it is closed.
    """

    account: AccountHead
    main: RiskDetail | None
    worth: Money
    loss: Money
    cost: Decimal
    others: tuple[OtherRisk, ...]
    """The newest first."""
    off: frozenset[str]
    """Features that are switched off; nothing of them is in the other values."""

    @property
    def seen_before(self) -> Mapping[str, int]:
        """By reason of `main` in how many other risks of the account it stands too, those of none left out."""
        reasons = () if self.main is None else self.main.row.reasons
        counts = {reason: sum(reason in other.row.reasons for other in self.others) for reason in reasons}
        return {reason: count for reason, count in counts.items() if count}


def risk_report(
    connection: sqlite3.Connection, view: View, account: int, risk: int | None = None
) -> RiskReport:
    """Return the values of the report on `risk` of `account`, on its active risk where none is given.

    Raises NotFound when the account or the risk is gone.
    """
    head = account_head(connection, account)
    wanted = risk_detail.active_risk(connection, account) if risk is None else risk
    main = None if wanted is None else risk_detail.detail(connection, view, wanted, whole=True)
    if risk is not None and (main is None or main.row.account_id != account):
        raise NotFound(
            f"{head.name} has no risk with the id {risk}.", "It may have been removed meanwhile.", "risk"
        )
    off = view.playbook.off
    worth = contract_money(connection, view.today.isoformat(), view.playbook.currency, [account])
    worth = NO_MONEY if "contracts" in off else worth
    return RiskReport(
        account=head,
        main=None if main is None else _seen(main, off),
        worth=worth,
        loss=_loss(view, main, worth),
        cost=_cost(view, main),
        others=_others(connection, view, account, wanted),
        off=off,
    )


def account_head(connection: sqlite3.Connection, account: int) -> AccountHead:
    """Return name, owner and type of an account. Raises NotFound."""
    row = connection.execute(
        "SELECT a.id, a.name, coalesce(u.name, ''), a.type FROM account a "
        'LEFT JOIN "user" u ON u.id = a.owner_id WHERE a.id = ?',
        (account,),
    ).fetchone()
    if row is None:
        raise NotFound(
            f"There is no account with the id {account}.", "It may have been removed meanwhile.", "account"
        )
    return AccountHead(*row)


def account_of(connection: sqlite3.Connection, risk: int) -> int:
    """Return the account of a risk. Raises NotFound."""
    row = connection.execute("SELECT account_id FROM risk WHERE id = ?", (risk,)).fetchone()
    if row is None:
        raise NotFound(f"There is no risk with the id {risk}.", "It may have been removed meanwhile.", "risk")
    return int(row[0])


def worth_of(connection: sqlite3.Connection, view: View, accounts: Collection[int]) -> dict[int, Money]:
    """Return the value of the active contracts of each of `accounts`, per currency; nothing where switched off."""
    if "contracts" in view.playbook.off:
        return {}
    sums: dict[int, list[tuple[str, int]]] = {}
    for account, currency, minor in connection.execute(
        f"SELECT w.account_id, w.currency, w.value_minor FROM {WORTH} w "
        "WHERE w.account_id IN (SELECT value FROM json_each(:accounts))",
        {**view.parameters, "accounts": json.dumps(list(accounts))},
    ):
        sums.setdefault(account, []).append((currency, minor))
    return {account: money(held, view.playbook.currency) for account, held in sums.items()}


def resolutions_of(connection: sqlite3.Connection, wanted: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return the labels of the resolutions of the risks `wanted` in their order; risks without any are left out."""
    found: dict[int, tuple[str, ...]] = {}
    for risk, label in connection.execute(
        "SELECT risk_id, label FROM risk_resolution "
        "WHERE risk_id IN (SELECT value FROM json_each(?)) ORDER BY risk_id, position",
        (json.dumps(list(wanted)),),
    ):
        found[risk] = (*found.get(risk, ()), label)
    return found


def _seen(main: RiskDetail, off: Collection[str]) -> RiskDetail:
    linked = () if "plans" in off else main.linked
    return replace(main, row=risks.seen_row(main.row, off), linked=linked)


def _loss(view: View, main: RiskDetail | None, worth: Money) -> Money:
    if main is None or main.row.closed_at is not None:
        return NO_MONEY
    return expected_loss(worth, likelihood_percents(view.playbook).get(main.row.likelihood))


def _cost(view: View, main: RiskDetail | None) -> Decimal:
    if main is None or main.row.closed_at is not None:
        return Decimal(0)
    return risk_cost(view.playbook, main.row.severity, main.row.likelihood)


def _others(
    connection: sqlite3.Connection, view: View, account: int, besides: int | None
) -> tuple[OtherRisk, ...]:
    found = ids(connection, "risks", view, sort=("-opened_at",), account=account, archived=True)
    wanted = [number for number in found if number != besides]
    off = view.playbook.off
    rows = risks.rows(connection, view, wanted)
    ended = resolutions_of(connection, wanted)
    details: dict[int, str] = dict(
        connection.execute("SELECT id, coalesce(details, '') FROM risk WHERE account_id = ?", (account,))
    )
    return tuple(
        OtherRisk(
            row=risks.seen_row(rows[number], off),
            details=details[number],
            resolutions=ended.get(number, ()),
            notes=risk_detail.notes(connection, number, limit=-1),
        )
        for number in wanted
        if number in rows
    )

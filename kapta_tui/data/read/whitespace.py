"""Accounts and products: who has what, what is on offer, what was lost, and where nothing is (features: row 18)."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kapta_tui.data.read import accounts
from kapta_tui.data.read.accounts import TreeIds
from kapta_tui.data.read.expressions import ENDS, is_open, stage_percent
from kapta_tui.data.read.money import NO_MONEY, Money, money
from kapta_tui.data.read.records import View, ids
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.stages import ENDED, LOST, WON
from kapta_tui.domain.text import fold


class State(StrEnum):
    """What an account and a product are to each other, the first that holds."""

    HAS = "has"
    OPEN = "open"
    WON = WON
    """Sold, but nobody has said that the account has it."""
    LOST = LOST
    NOTHING = "whitespace"


@dataclass(frozen=True, slots=True)
class Offer:
    """A product as a column."""

    id: int
    name: str
    family: str


@dataclass(frozen=True, slots=True)
class Deal:
    """An opportunity that names the product; `percent` is its own probability, else that of its stage."""

    id: int
    name: str
    stage: str
    percent: int
    minor: int | None
    currency: str

    @property
    def is_open(self) -> bool:
        """Whether it is neither won nor lost."""
        return self.stage not in ENDED


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell that is no whitespace. `deals` are the product's opportunities in the account, open ones first."""

    has: bool = False
    deals: tuple[Deal, ...] = ()

    @property
    def open(self) -> tuple[Deal, ...]:
        """The open opportunities."""
        return tuple(deal for deal in self.deals if deal.is_open)

    @property
    def state(self) -> State:
        """What to show of it."""
        if self.has:
            return State.HAS
        stages = {deal.stage for deal in self.deals}
        if stages - set(ENDED):
            return State.OPEN
        return State.WON if WON in stages else State.LOST if stages else State.NOTHING


@dataclass(frozen=True, slots=True)
class Line:
    """An account with its cells by product; products that are whitespace are left out."""

    id: int
    name: str
    at_risk: bool
    spots: Mapping[int, Spot]
    amount: Money
    """Of its open opportunities that name a product, per currency."""

    @property
    def has(self) -> int:
        """How many products it has."""
        return sum(spot.has for spot in self.spots.values())


@dataclass(frozen=True, slots=True)
class Total:
    """Of one product, or of all: how many accounts have it, how many it is on offer to, for how much."""

    has: int = 0
    open: int = 0
    amount: Money = NO_MONEY


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands in the last line of the grid; `whole` counts cells of all products."""

    by_product: Mapping[int, Total] = field(default_factory=dict)
    whole: Total = Total()


_OPEN = is_open("t")
_WANTED = "SELECT value FROM json_each(:wanted)"


def offers(connection: sqlite3.Connection) -> tuple[Offer, ...]:
    """Return all products by family, those without one last, then by name."""
    found = [
        Offer(*row)
        for row in connection.execute(
            "SELECT id, name, coalesce(family, '') FROM product ORDER BY name_folded, id"
        )
    ]
    return tuple(sorted(found, key=lambda offer: (not offer.family, fold(offer.family))))


def order(connection: sqlite3.Connection, view: View, query: str, *, as_tree: bool) -> TreeIds:
    """Return the accounts that pass the filter and are in the view's scope, by name or as a tree.

    Raises FilterError.
    """
    is_all = not query and not view.scope.select
    found = accounts.by_name(connection) if is_all else ids(connection, "accounts", view, filter=query)
    return accounts.tree(connection, found) if as_tree else TreeIds(found, {})


def lines(connection: sqlite3.Connection, wanted: Sequence[int], playbook: Playbook) -> dict[int, Line]:
    """Return the accounts `wanted` with their cells by id; ids that are gone are left out.

    Nothing is on offer, won or lost while opportunities are switched off, and no account at risk without risks.
    """
    given = {"wanted": json.dumps(list(wanted)), **ENDS}
    held: dict[int, set[int]] = {}
    for account, product in connection.execute(
        f"SELECT account_id, product_id FROM account_product WHERE account_id IN ({_WANTED})", given
    ):
        held.setdefault(account, set()).add(product)
    deals = _deals(connection, given, playbook) if playbook.enabled("opportunities") else {}
    has_risks = playbook.enabled("risks")
    names = connection.execute(
        "SELECT a.id, a.name, s.risk_id IS NOT NULL FROM account a "
        f"JOIN account_summary s ON s.account_id = a.id WHERE a.id IN ({_WANTED})",
        given,
    )
    return {
        number: _line(
            number,
            name,
            has_risks and bool(at_risk),
            held.get(number, set()),
            deals.get(number, {}),
            playbook,
        )
        for number, name, at_risk in names
    }


def totals(connection: sqlite3.Connection, wanted: array[int] | Sequence[int], playbook: Playbook) -> Totals:
    """Return the sums over the accounts `wanted`, the playbook's currency first; see `lines` for what is off."""
    given = {"wanted": json.dumps(list(wanted)), **ENDS}
    has = dict(
        connection.execute(
            "SELECT product_id, count(*) FROM account_product "
            f"WHERE account_id IN ({_WANTED}) GROUP BY product_id",
            given,
        )
    )
    offered, rows = _offered(connection, given) if playbook.enabled("opportunities") else ({}, [])
    home = playbook.currency
    by_product = {
        product: Total(
            has.get(product, 0),
            offered.get(product, 0),
            money(((code, minor) for other, code, minor in rows if other == product), home),
        )
        for product in has.keys() | offered.keys()
    }
    whole = Total(
        sum(has.values()),
        sum(offered.values()),
        money(((code, minor) for _, code, minor in rows), home),
    )
    return Totals(by_product, whole)


def _offered(
    connection: sqlite3.Connection, given: Mapping[str, str]
) -> tuple[dict[int, int], list[tuple[int, str, int]]]:
    """Return to how many accounts each product is on offer, and for how much in each currency."""
    opened = f"FROM opportunity t WHERE t.account_id IN ({_WANTED}) AND t.product_id IS NOT NULL AND {_OPEN}"
    # Counted apart from the sums: an account with offers in two currencies is one account.
    counted = dict(
        connection.execute(
            f"SELECT t.product_id, count(DISTINCT t.account_id) {opened} GROUP BY t.product_id", given
        )
    )
    rows = connection.execute(
        f"SELECT t.product_id, t.currency, sum(coalesce(t.amount_minor, 0)) {opened} "
        "GROUP BY t.product_id, t.currency",
        given,
    )
    return counted, rows.fetchall()


def _deals(
    connection: sqlite3.Connection, given: Mapping[str, str], playbook: Playbook
) -> dict[int, dict[int, list[Deal]]]:
    found: dict[int, dict[int, list[Deal]]] = {}
    percent = f"coalesce(t.probability, {stage_percent(playbook)})"
    rows = connection.execute(
        f"SELECT t.account_id, t.product_id, t.id, t.name, t.stage, {percent}, t.amount_minor, t.currency "
        f"FROM opportunity t WHERE t.account_id IN ({_WANTED}) AND t.product_id IS NOT NULL "
        f"ORDER BY {_OPEN} DESC, t.close_date, t.id",
        given,
    )
    for account, product, number, name, stage, chance, minor, currency in rows:
        deal = Deal(number, name, stage, chance or 0, minor, currency)
        found.setdefault(account, {}).setdefault(product, []).append(deal)
    return found


def _line(
    number: int, name: str, at_risk: bool, held: set[int], deals: Mapping[int, list[Deal]], playbook: Playbook
) -> Line:
    spots = {product: Spot(product in held, tuple(deals.get(product, ()))) for product in held | deals.keys()}
    return Line(number, name, at_risk, spots, open_money(spots.values(), playbook))


def open_money(spots: Iterable[Spot], playbook: Playbook) -> Money:
    """Return the amounts of the open opportunities in `spots`, per currency."""
    deals = (deal for spot in spots for deal in spot.open)
    return money(((deal.currency, deal.minor or 0) for deal in deals), playbook.currency)

"""What the customers of the sample portfolio have of the products."""

from __future__ import annotations

from datetime import date, timedelta

from kapta_tui.data import tables
from kapta_tui.data.demo.texts import known
from kapta_tui.data.demo.world import Customer, World

_WITH_EVERY_CONTRACT = "SVC-DAY"
"""Whoever has a contract has bought days of an engineer's with it."""


def add_owned(world: World) -> None:
    """Enter what every account has: the products of running contracts, and what it bought beside them."""
    for key, customer in world.customers.items():
        running = dict(_running(world, customer))
        if not running:
            continue
        codes = dict.fromkeys((*running, *known(key).get("has", ()), _WITH_EVERY_CONTRACT))
        rows = tuple(
            world.ledger.row(
                tables.AccountProduct, account_id=customer.row.id, product_id=world.products[code].id
            )
            for code in codes
        )
        day = max(*running.values(), world.day(-customer.spec["since"])) + timedelta(1)
        sentence = f"Changed products of account {customer.name}"
        world.ledger.change(day, customer.owner["name"], "edit_account", sentence, customer.row, {}, rows)


def _running(world: World, customer: Customer) -> list[tuple[str, date]]:
    """Return code and first day of the contracts that run today."""
    found = []
    for written, row in zip(customer.spec.get("contracts", ()), customer.contracts, strict=True):
        start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
        if start <= world.today <= end and "archived" not in written:
            found.append((written[0], start))
    return found

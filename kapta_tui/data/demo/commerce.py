"""Contracts and opportunities of the sample portfolio."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.world import Customer, World
from kapta_tui.domain.dates import add_months
from kapta_tui.domain.money import to_minor
from kapta_tui.domain.stages import ENDED, LOST, WON

_DEALS = ("roll-out", "extension", "for the new sites", "replacement", "pilot")
_ON_HOLD_PROBABILITY = 30
_FRAMEWORK = "Framework with a call-off per site."
_ARCHIVED_AFTER = 12


def add_commerce(world: World) -> None:
    """Enter what customers have signed and what they may sign."""
    for customer in world.customers.values():
        for number, written in enumerate(customer.spec.get("contracts", ())):
            _contract(world, customer, written, number)
        for written in customer.spec.get("chances", ()):
            _opportunity(world, customer, written)


def _contract(world: World, customer: Customer, written: list[Any], number: int) -> None:
    code, value, first, last, *flags = written
    options = dict(flag.split("=") for flag in flags if "=" in flag)
    currency = str(options.get("currency", customer.spec["currency"]))
    end = world.day(last)
    years = max(1, round((last - first) / 365))
    start = add_months(end + timedelta(1), -12 * years)
    name = f"{world.products[code]['name']} {start.year}"
    row = world.ledger.row(
        tables.Contract,
        account_id=customer.row.id,
        name=name,
        description=_FRAMEWORK if number == 0 and customer.spec["size"] == 3 else None,
        value_minor=to_minor(value, currency),
        currency=currency,
        start=start,
        end=end,
        notice_date=world.day(int(options["notice"])) if "notice" in options else None,
        auto_renew="auto" in flags,
    )
    customer.contracts.append(row)
    who, of = customer.owner["name"], f"{name} of {customer.name}"
    entered = max(start, world.day(-customer.spec["since"]))
    world.ledger.add(entered, who, "add_contract", f"Added contract {of}", row)
    if "archived" in flags:
        day = world.day(last + _ARCHIVED_AFTER)
        sentence = f"Archived contract {of}"
        world.ledger.change(day, who, "archive_contract", sentence, row, {"is_archived": True})


def _opportunity(world: World, customer: Customer, written: list[Any]) -> None:
    code, amount, stage, close = written
    random, currency = customer.random, customer.spec["currency"]
    product = world.products[code]
    opened = max(min(close, 0) - random.randrange(60, 150), -customer.spec["since"])
    owner = customer.somebody()
    row = world.ledger.row(
        tables.Opportunity,
        account_id=customer.row.id,
        name=f"{product['name']} {random.choice(_DEALS)}",
        amount_minor=to_minor(amount, currency),
        currency=currency,
        close_date=world.day(close),
        owner_id=owner.id,
        product_id=product.id,
    )
    customer.opportunities[code] = row
    of = f"{row['name']} of {customer.name}"
    world.ledger.add(world.day(opened), owner["name"], "add_opportunity", f"Added opportunity {of}", row)
    _move(world, row, f"Changed stage of opportunity {of}", owner["name"], stage, opened, min(close, 0))


def _move(world: World, row: Row, sentence: str, who: str, stage: str, opened: int, until: int) -> None:
    """Take the opportunity from discovery through one stage between to its own."""
    between = {
        "proposal": "qualification",
        "negotiation": "proposal",
        WON: "negotiation",
        LOST: "proposal",
    }
    stages = [between[stage], stage] if stage in between else [stage]
    if stage == "discovery":
        return
    for number, reached in enumerate(stages, start=1):
        steps = len(stages) + (0 if stage in ENDED else 1)
        day = world.day(opened + (until - opened) * number // steps)
        world.ledger.change(
            day, who, "edit_opportunity", sentence, row, {"stage": reached, **_chance(reached)}
        )


def _chance(stage: str) -> dict[str, int]:
    """A stage without a probability of its own needs the opportunity's."""
    return {"probability": _ON_HOLD_PROBABILITY} if stage == "on_hold" else {}

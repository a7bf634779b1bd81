"""Accounts of the sample portfolio, with those who look after them and where else they are kept."""

from __future__ import annotations

from random import Random
from typing import Any

from kapta_tui.data import tables
from kapta_tui.data.demo.players import add_players
from kapta_tui.data.demo.satisfaction import add_satisfaction
from kapta_tui.data.demo.texts import Spec, accounts, known
from kapta_tui.data.demo.world import Customer, World
from kapta_tui.data.read.sources.base import LIST_SEPARATOR

_FLAGGED_ON = -96
_LINKS = {
    1: ("CRM https://crm.example/accounts/{key}",),
    2: ("Teams https://teams.example/channels/{key}", "CRM https://crm.example/accounts/{key}"),
    3: (
        "Shared folder https://files.example/{key}",
        "Slack https://ourselves.slack.example/{key}",
        "CRM https://crm.example/accounts/{key}",
    ),
}
"""Where else an account is kept, by its size."""


def add_accounts(world: World) -> None:
    """Enter every account with its contributors, then what became of it."""
    for spec in accounts():
        customer = _account(world, spec)
        world.customers[spec["key"]] = customer
        add_players(world, customer)
        _later(world, customer)


def _account(world: World, spec: Spec) -> Customer:
    random = Random(f"portfolio/{spec['key']}")
    owner = world.users[spec["owner"]]
    kind = spec.get("type", "normal")
    row = world.ledger.row(
        tables.Account,
        name=spec["name"],
        owner_id=owner.id,
        # Flagged and archived are set by editing only (domain.md 1.1).
        type="normal" if kind == "flagged" else kind,
        website=spec.get("website", f"{spec['key']}.example") or None,
        description=spec["about"],
        parent_id=world.customers[spec["parent"]].row.id if "parent" in spec else None,
        currency=spec["currency"],
        links=_links(spec),
        custom=_custom(world, spec),
    )
    joined = [world.users[name] for name in spec.get("with", ())]
    others = [user for user in world.colleagues if user is not owner and user not in joined]
    contributors = joined + random.sample(others, spec["size"] - 1 - len(joined))
    links = [
        world.ledger.row(tables.AccountContributor, account_id=row.id, user_id=user.id)
        for user in contributors
    ]
    day = world.day(-spec["since"])
    world.ledger.add(day, owner["name"], "add_account", f"Added account {row['name']}", row, *links)
    return Customer(spec, row, owner, contributors, random)


def _links(spec: Spec) -> str | None:
    """Return the labelled links of an account; what has left is kept nowhere else any more."""
    if "archived" in spec:
        return None
    return LIST_SEPARATOR.join(link.format(key=spec["key"]) for link in _LINKS[spec["size"]])


def _custom(world: World, spec: Spec) -> dict[str, Any]:
    """Return the values of the fields that the sample playbook adds to accounts (content/playbook.toml)."""
    facts = known(spec["key"])
    values: dict[str, Any] = {"region": spec["region"]}
    if "revenue" in facts:
        values["annual_revenue"] = str(facts["revenue"])
    if "committee" in facts:
        values["renewal_committee"] = world.day(facts["committee"]).isoformat()
    return values


def _later(world: World, customer: Customer) -> None:
    spec, who = customer.spec, customer.owner["name"]
    change = world.ledger.change
    if spec.get("type") == "flagged":
        sentence = f"Changed type of account {customer.name}"
        change(world.day(_FLAGGED_ON), who, "edit_account", sentence, customer.row, {"type": "flagged"})
    add_satisfaction(world, customer)
    if "archived" in spec:
        day = world.day(-spec["archived"])
        change(
            day, who, "archive_account", f"Archived account {customer.name}", customer.row, {"archived": True}
        )

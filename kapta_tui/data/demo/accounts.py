"""Accounts of the sample portfolio and the key players there."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from kapta_tui.data import tables
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.people import mail_name
from kapta_tui.data.demo.texts import Spec, accounts, content
from kapta_tui.data.demo.world import Customer, Player, World

_PLAYERS = {1: 3, 2: 6, 3: 10}
_ROLES = (
    ("executive_sponsor", "final_say"),
    ("decision_maker", "strong"),
    ("champion", "some"),
    ("influencer", "strong"),
    ("point_of_contact", "little"),
    ("recommender", "some"),
    ("influencer", "some"),
    ("recommender", "little"),
    ("point_of_contact", "little"),
    ("influencer", "some"),
    ("recommender", "some"),
    ("point_of_contact", "little"),
)
_FRIENDLINESS = {
    "warm": ("advocate", "supporter", "supporter", "neutral"),
    "plain": ("supporter", "neutral", "neutral", "sceptic"),
    "sour": ("neutral", "sceptic", "sceptic", "hostile"),
    "prospect": ("supporter", "neutral", "neutral", "sceptic"),
}
_SATISFACTION = {"warm": (8, 9), "plain": (6, 7), "sour": (3, 5)}
_FLAGGED_ON = -96
_RATED_ON = -25


def add_accounts(world: World) -> None:
    """Enter every account with its contributors, then what became of it."""
    for spec in accounts():
        customer = _account(world, spec)
        world.customers[spec["key"]] = customer
        _players(world, customer)
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
        website=f"{spec['key']}.example",
        description=spec["about"],
        parent_id=world.customers[spec["parent"]].row.id if "parent" in spec else None,
        currency=spec["currency"],
        links=f"Shared folder https://files.example/{spec['key']}" if spec["size"] == 3 else None,
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


def _later(world: World, customer: Customer) -> None:
    spec, who = customer.spec, customer.owner["name"]
    change = world.ledger.change
    if spec.get("type") == "flagged":
        sentence = f"Changed type of account {customer.name}"
        change(world.day(_FLAGGED_ON), who, "edit_account", sentence, customer.row, {"type": "flagged"})
    if spec["size"] > 1:
        day = world.day(_RATED_ON)
        sentence = f"Changed satisfaction of account {customer.name}"
        rating = customer.random.choice(_SATISFACTION[spec["mood"]])
        values = {"satisfaction": rating, "satisfaction_on": world.ledger.working_day(day)}
        change(day, who, "edit_account", sentence, customer.row, values)
    if "archived" in spec:
        day = world.day(-spec["archived"])
        change(
            day, who, "archive_account", f"Archived account {customer.name}", customer.row, {"archived": True}
        )


def _players(world: World, customer: Customer) -> None:
    spec, random = customer.spec, customer.random
    roles = list(_ROLES[: _PLAYERS[spec["size"]] + random.randrange(3)])
    if spec["size"] < 3:
        # Nobody covers every role of every customer: this leaves the gaps that the program names.
        roles.pop(random.randrange(3))
    region = content("people")["regions"][spec["region"]]
    given = random.sample(region["given"], len(roles))
    phones = random.sample(range(100), len(roles))
    by_role: dict[str, Row] = {}
    for number, (role, power) in enumerate(roles):
        name = f"{given[number]} {random.choice(region['family'])}"
        row = _player(world, customer, name, role, by_role)
        row.values["power"] = power
        row.values["phone"] = region["phone"].format(phones[number]) if number % 3 != 2 else None
        row.values["is_primary"] = int(number == 0)
        by_role.setdefault(role, row)
        customer.players.append(_entered(world, customer, row, number))


def _player(world: World, customer: Customer, name: str, role: str, by_role: dict[str, Row]) -> Row:
    spec, random = customer.spec, customer.random
    above = {"executive_sponsor": (), "decision_maker": ("executive_sponsor",)}
    bosses = above.get(role, ("champion", "decision_maker", "executive_sponsor"))
    boss = next((by_role[found] for found in bosses if found in by_role and found != role), None)
    known_by = (
        random.choice(customer.contributors) if customer.contributors and random.random() < 0.3 else None
    )
    return world.ledger.row(
        tables.Contact,
        account_id=customer.row.id,
        name=name,
        title=random.choice(content("people")["titles"][role]),
        role=role,
        friendliness=random.choice(_FRIENDLINESS[spec["mood"]]),
        email=f"{mail_name(name)}@{spec['key']}.example",
        reports_to_id=boss.id if boss else None,
        internal_contact_id=known_by.id if known_by else None,
    )


def _entered(world: World, customer: Customer, row: Row, number: int) -> Player:
    """Say when the key player was entered, the important ones with the account, and when they left."""
    spec, who = customer.spec, customer.owner["name"]
    ago = spec["since"] - (0 if number < 3 else customer.random.randrange(1, spec["since"] // 2))
    since = world.day(-ago)
    world.ledger.add(since, who, "add_contact", f"Added contact {row['name']} of {customer.name}", row)
    role, offset = spec.get("left", ("", 0))
    taken = any(player.left for player in customer.players)
    if role != row["role"] or taken:
        return Player(row, since)
    left = _after(since, world.day(offset))
    sentence = f"Changed has left of contact {row['name']} of {customer.name}"
    world.ledger.change(left, who, "edit_contact", sentence, row, {"has_left": True})
    return Player(row, since, left)


def _after(since: date, day: date) -> date:
    return max(day, since + timedelta(7))

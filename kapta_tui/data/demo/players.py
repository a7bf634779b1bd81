"""Key players of the sample portfolio, whom they report to, and which colleague knows them how well."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from kapta_tui.data import tables
from kapta_tui.data.demo.ledger import Row
from kapta_tui.data.demo.people import mail_name
from kapta_tui.data.demo.texts import content
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
_ABOVE = {
    "executive_sponsor": (),
    "decision_maker": ("executive_sponsor",),
    "champion": ("decision_maker", "executive_sponsor"),
    "influencer": ("decision_maker", "executive_sponsor", "champion"),
    "recommender": ("champion", "decision_maker", "executive_sponsor"),
    "point_of_contact": ("champion", "influencer", "decision_maker", "executive_sponsor"),
}
"""By role, the roles that may be its superior, the likeliest first."""

_FRIENDLINESS = {
    "warm": ("advocate", "supporter", "supporter", "neutral"),
    "plain": ("supporter", "neutral", "neutral", "sceptic"),
    "sour": ("neutral", "sceptic", "sceptic", "hostile"),
    "prospect": ("supporter", "neutral", "neutral", "sceptic"),
}
_OWNERS_STRENGTH = {
    "warm": ("trusted", "trusted", "working"),
    "plain": ("working", "working", "trusted", "met"),
    "sour": ("working", "met", "met"),
    "prospect": ("met", "met", "working"),
}
"""How well the owner of an account knows its people, by mood."""

_OTHERS_STRENGTH = ("working", "met", "met", "none", "")
"""How well a contributor knows them; nothing is said where it is empty."""


def add_players(world: World, customer: Customer) -> None:
    """Enter the key players of an account, the important ones along with it."""
    spec, random = customer.spec, customer.random
    roles = list(_ROLES[: _PLAYERS[spec["size"]] + random.randrange(3)])
    if spec["size"] < 3:
        # Nobody covers every role of every customer: this leaves the gaps that the program names.
        roles.pop(random.randrange(3))
    region = content("people")["regions"][spec["region"]]
    given = random.sample(region["given"], len(roles))
    phones = random.sample(range(100), len(roles))
    by_role: dict[str, Row] = {}
    titles: set[str] = set()
    familiarity = Random(f"relationships/{spec['key']}")
    for number, (role, power) in enumerate(roles):
        name = f"{given[number]} {random.choice(region['family'])}"
        row = _player(world, customer, name, role, by_role, titles)
        row.values["power"] = power
        row.values["phone"] = region["phone"].format(phones[number]) if number % 3 != 2 else None
        row.values["is_primary"] = int(number == 0)
        by_role.setdefault(role, row)
        known = list(_relationships(world, customer, row, familiarity))
        customer.players.append(_entered(world, customer, row, number, known))


def _player(
    world: World, customer: Customer, name: str, role: str, by_role: dict[str, Row], titles: set[str]
) -> Row:
    spec, random = customer.spec, customer.random
    boss = next((by_role[found] for found in _ABOVE[role] if found in by_role), None)
    known_by = (
        random.choice(customer.contributors) if customer.contributors and random.random() < 0.3 else None
    )
    return world.ledger.row(
        tables.Contact,
        account_id=customer.row.id,
        name=name,
        title=_title(random, role, titles),
        role=role,
        friendliness=random.choice(_FRIENDLINESS[spec["mood"]]),
        email=f"{mail_name(name)}@{spec['key']}.example",
        reports_to_id=boss.id if boss else None,
        internal_contact_id=known_by.id if known_by else None,
    )


def _title(random: Random, role: str, taken: set[str]) -> str:
    """Return a title of the role that nobody at the customer has yet, and note it as taken."""
    titles: list[str] = content("people")["titles"][role]
    first = random.randrange(3)
    turned = titles[first:] + titles[:first]
    title = next((one for one in turned if one not in taken), turned[0])
    taken.add(title)
    return title


def _relationships(world: World, customer: Customer, contact: Row, random: Random) -> Iterator[Row]:
    """Yield how well the owner and the contributors know the key player; their usual contact does so well."""
    # Who opens the portfolio can be owner and contributor, where the name is that of a colleague.
    others = [user for user in customer.contributors if user is not customer.owner]
    for user in (customer.owner, *others):
        is_owner = user is customer.owner
        choices = _OWNERS_STRENGTH[customer.spec["mood"]] if is_owner else _OTHERS_STRENGTH
        strength = random.choice(choices)
        if user.id == contact["internal_contact_id"]:
            strength = "trusted" if strength == "working" else "working"
        if strength:
            yield world.ledger.row(
                tables.Relationship,
                account_id=customer.row.id,
                contact_id=contact.id,
                user_id=user.id,
                strength=strength,
            )


def _entered(world: World, customer: Customer, row: Row, number: int, known: list[Row]) -> Player:
    """Say when the key player was entered, the important ones with the account, and when they left."""
    spec, who = customer.spec, customer.owner["name"]
    ago = spec["since"] - (0 if number < 3 else customer.random.randrange(1, spec["since"] // 2))
    since = world.day(-ago)
    sentence = f"Added contact {row['name']} of {customer.name}"
    world.ledger.add(since, who, "add_contact", sentence, row, *known)
    role, offset = spec.get("left", ("", 0))
    taken = any(player.left for player in customer.players)
    if role != row["role"] or taken:
        return Player(row, since)
    left = max(world.day(offset), since + timedelta(7))
    sentence = f"Changed has left of contact {row['name']} of {customer.name}"
    world.ledger.change(left, who, "edit_contact", sentence, row, {"has_left": True})
    return Player(row, since, left)

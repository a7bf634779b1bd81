"""How pleased the customers of the sample portfolio are, entry by entry: some of it stale, some expired."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

from kapta_tui.data import tables
from kapta_tui.data.demo.world import Customer, World

_SCORES: Final = {"warm": (8, 9), "plain": (6, 7), "sour": (3, 5)}
"""The newest score by how the customer feels."""

_DRIFT: Final = {"warm": -1, "plain": 0, "sour": 1}
"""What the entry before differed by, going back in time: the warm got warmer, the sour sourer."""

_AGES: Final = (25, 62, 12, 118, 40, 205, 81, 33, 151, 55, 19, 240)
"""Days since the newest entry, account by account: stale after 90 and expired after 180 (default_playbook.toml)."""

_STEPS: Final = (58, 91, 77)
"""Days between an entry and the one before."""

_MOST: Final = 6
_COMMENTS: Final = (
    "Their half-year survey",
    "Said so at the end of the review",
    "",
    "Average of the sites that answered",
    "",
    "My impression after the last call",
)


def add_satisfaction(world: World, customer: Customer) -> None:
    """Enter the history of one account, of those that are looked after by more than one colleague."""
    if customer.spec["size"] == 1:
        return
    score = customer.random.choice(_SCORES[customer.spec["mood"]])
    for age, value, comment in reversed(list(_history(customer, score))):
        day = world.ledger.working_day(world.day(-age))
        entry = world.ledger.row(
            tables.Satisfaction,
            account_id=customer.row.id,
            date=day,
            score=value,
            description=comment or None,
            author_id=customer.owner.id,
        )
        said = f"Added satisfaction entry {value} ({day}) of {customer.name}"
        shown = {"satisfaction": value, "satisfaction_on": day}
        who = customer.owner["name"]
        world.ledger.change(day, who, "add_satisfaction", said, customer.row, shown, (entry,))


def _history(customer: Customer, score: int) -> Iterator[tuple[int, int, str]]:
    """Yield age in days, score and comment, newest first; nothing was entered before there was the account."""
    random = Random(f"satisfaction/{customer.spec['key']}")
    place = customer.row.id
    age = _AGES[place % len(_AGES)]
    for number in range(random.randint(2, _MOST)):
        if age >= customer.spec["since"]:
            return
        yield age, score, _COMMENTS[(place + number) % len(_COMMENTS)]
        age += _STEPS[(place + number) % len(_STEPS)]
        score = min(10, max(0, score + random.choice((0, _DRIFT[customer.spec["mood"]], 1, -1))))

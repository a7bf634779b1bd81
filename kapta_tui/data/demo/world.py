"""What the parts of the sample portfolio share while it is being built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kapta_tui.data.demo.ledger import Ledger, Row
from kapta_tui.data.demo.texts import Spec
from kapta_tui.domain.playbook import Playbook

ME = "me"
"""How the content calls whoever opens the portfolio."""


@dataclass(frozen=True, slots=True)
class Player:
    """A key player: their row, the day they were entered, and the day they left."""

    row: Row
    since: date
    left: date | None = None

    def is_there(self, day: date) -> bool:
        """Return whether they can be talked to on `day`."""
        return self.since <= day and (self.left is None or day < self.left)

    @property
    def given_name(self) -> str:
        """What colleagues call them."""
        return str(self.row["name"]).split(" ", 1)[0]


@dataclass(slots=True)
class Customer:
    """An account with what has been made for it so far; `random` yields the same numbers every time."""

    spec: Spec
    row: Row
    owner: Row
    contributors: list[Row]
    random: Random
    players: list[Player] = field(default_factory=list)
    contracts: list[Row] = field(default_factory=list)
    opportunities: dict[str, Row] = field(default_factory=dict)
    risks: list[tuple[Spec, Row]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The account's name."""
        return str(self.row["name"])

    def somebody(self, chance: float = 0.25) -> Row:
        """Return the owner, or with `chance` one of the contributors."""
        if self.contributors and self.random.random() < chance:
            return self.random.choice(self.contributors)
        return self.owner

    def present(self, day: date) -> list[Player]:
        """Return the key players who can be talked to on `day`."""
        return [player for player in self.players if player.is_there(day)]

    def in_role(self, role: str, day: date) -> Player | None:
        """Return who had `role` on `day`, else whoever of the important ones was there."""
        there = self.present(day)
        return next((player for player in there if player.row["role"] == role), next(iter(there), None))


@dataclass(slots=True)
class World:
    """The portfolio in the making. `users` are found by name, the user also as `ME`; products by code.

    `files` is the folder that documents are written to, None for writing none.
    """

    ledger: Ledger
    playbook: Playbook
    files: Path | None = None
    users: dict[str, Row] = field(default_factory=dict)
    colleagues: list[Row] = field(default_factory=list)
    products: dict[str, Row] = field(default_factory=dict)
    customers: dict[str, Customer] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the portfolio."""
        return self.ledger.today

    def day(self, offset: int) -> date:
        """Return the day `offset` days from today."""
        return self.today + timedelta(offset)

    def product_name(self, codes: Sequence[str], random: Random) -> str:
        """Return the name of one of the products with `codes`, or of any when there are none."""
        return str(self.products[random.choice(codes or list(self.products))]["name"])

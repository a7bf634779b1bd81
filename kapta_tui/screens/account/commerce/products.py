"""The products of an account: those it has, then those an open opportunity names."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import whitespace
from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.records import Record, View
from kapta_tui.data.read.whitespace import Offer, Spot, State
from kapta_tui.domain.fields import Values
from kapta_tui.domain.money import format_money
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens import editing
from kapta_tui.screens.account.columns import record_columns
from kapta_tui.screens.account.panes import RecordIds, RecordList
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.whitespace.jobs import set_products
from kapta_tui.screens.whitespace.words import GLYPHS
from kapta_tui.widgets.cells import Cell, CellPart
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column


@dataclass(frozen=True, slots=True)
class _Loaded(RecordIds):
    account: int
    spots: Mapping[int, Spot]


class ProductList(RecordList):
    """What the account has; n adds products to it and d takes one away, which stays a product of all others."""

    BINDINGS = bindings("list.new", "list.remove")

    def __init__(self) -> None:
        super().__init__(
            "products",
            "Products",
            ("name", "family", "code", "price"),
            empty=EmptyPane.words("It has no product yet.", ("n", "adds products"), ("#", "all accounts")),
        )
        self._spots: Mapping[int, Spot] = {}
        self._account = 0

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> RecordIds:
        """Return what the account has and what is on offer to it; runs in a thread."""
        account = each(account)[0]
        line = whitespace.lines(connection, [account], view.playbook).get(account)
        every = {} if line is None else line.spots
        spots = {number: spot for number, spot in every.items() if spot.has or spot.open}
        names = super().load(connection, 0, view).ids if spots and self.order else ()
        ordered = names or [offer.id for offer in whitespace.offers(connection)] if spots else ()
        shown = [number for number in ordered if number in spots]
        shown.sort(key=lambda number: not spots[number].has)
        return _Loaded(array("q", shown), view.playbook, account, spots)

    def show(self, loaded: Any) -> None:
        """Take the products."""
        self._spots, self._account = loaded.spots, loaded.account
        super().show(loaded)

    def columns_for(self, playbook: Playbook) -> tuple[Column[Record], ...]:
        """Say behind each name whether the account has it or what is on offer."""
        first, *others = record_columns(self.kind, self._names, playbook)
        state = Column[Record](
            "state",
            "State",
            partial(self._state, playbook),
            minimum=20,
            wish=30,
            flex=2,
            sortable=False,
            priority=19,
        )
        return (first, state, *others)

    def _state(self, playbook: Playbook, row: Record) -> Cell:
        number = row.get("id")
        spot = self._spots.get(number, Spot()) if isinstance(number, int) else Spot()
        parts: list[CellPart] = [GLYPHS[State.HAS], " has"] if spot.has else []
        for deal in spot.open[:1]:
            amount = f" {format_money(deal.minor, deal.currency)}" if deal.minor is not None else ""
            stage = playbook.label("opportunity_stage", deal.stage)
            parts += ["  " if parts else "", GLYPHS[State.OPEN], f" {stage}{amount}"]
        if len(spot.open) > 1:
            parts.append((f" +{len(spot.open) - 1}", "muted"))
        return parts or ("·", "muted")

    @property
    def more(self) -> str:
        """How many of them it has, where some are only on offer."""
        has = sum(spot.has for spot in self._spots.values())
        return f"{has} had, {len(self._spots) - has} on offer" if has < len(self._spots) else ""

    def begins(self) -> tuple[str, Values] | None:
        """A product; the list itself asks which."""
        return "products", {}

    def why_not(self, command_id: str) -> str | None:
        """Refuse to take away what the account does not have."""
        if command_id == "list.remove" and not self._had:
            return (
                "the account does not have it; an opportunity names it" if self.ids else "there is no product"
            )
        return super().why_not(command_id)

    @property
    def _had(self) -> list[int]:
        """The marked products that the account has, else the one under the cursor."""
        return [number for number in self.targets if self._spots.get(number, Spot()).has]

    @property
    def _owner(self) -> BaseScreen:
        assert isinstance(self.screen, BaseScreen)
        return self.screen

    def action_remove(self) -> None:
        """Take products away from the account."""
        editing.run(self._owner, set_products(self._account, self._had, has=False))
        self.clear_marks()

    def action_new(self) -> None:
        """Ask which products the account has besides."""
        self._owner.ask_to_open("products", whitespace.offers, self._choose)

    def _choose(self, offers: tuple[Offer, ...]) -> None:
        from kapta_tui.screens.dialogs import PickOption
        from kapta_tui.screens.dialogs.choose import Choose

        held = {number for number, spot in self._spots.items() if spot.has}
        options = [
            PickOption(str(offer.id), one_line(offer.name), one_line(offer.family))
            for offer in offers
            if offer.id not in held
        ]
        self.app.push_screen(Choose("Which products does it have?", options, noun="product"), self._chosen)

    def _chosen(self, chosen: Any) -> None:
        if chosen is None:
            return
        wanted = [int(key) for key in chosen.keys]
        if chosen.new:
            given = {"name": chosen.new}
            editing.add(self._owner, "products", given=given, then=lambda made: self._give([*wanted, made]))
        else:
            self._give(wanted)

    def _give(self, products: list[int]) -> None:
        editing.run(self._owner, set_products(self._account, products, has=True))

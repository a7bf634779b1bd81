"""The health of a family: every account with its score, the lowest first, and the number they come to together."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from textual.content import Content

from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.health.family import FamilyHealth, Relative, family_health
from kapta_tui.data.read.records import View
from kapta_tui.domain.fields import Values
from kapta_tui.domain.measures import number_words
from kapta_tui.domain.money import format_money
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.account.healthhead import family_ways
from kapta_tui.screens.account.panes import Chosen
from kapta_tui.screens.account.sections import FRAME, Section
from kapta_tui.screens.band import delta_cell, score_parts
from kapta_tui.screens.featured import seen_columns
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column, Listing


class FamilyHealthList(Listing[Relative], Section):
    """The accounts of a family; Enter opens the page of the one under the cursor."""

    HELP = (
        "The health of every account of the family, the lowest first. The title is their mean, weighed by the value of "
        "their active contracts where all of that is in one currency. Enter opens the account."
    )

    def __init__(self) -> None:
        super().__init__(_COLUMNS, id="health")
        self.kind = "accounts"
        self._shown: tuple[FamilyHealth, Playbook] | None = None
        self.border_title = Content("Health")

    def load(
        self, connection: sqlite3.Connection, account: Several, view: View
    ) -> tuple[FamilyHealth, Playbook]:
        """Return the accounts; runs in a thread."""
        by_value = view.playbook.enabled("contracts")
        return family_health(connection, each(account), by_value=by_value), view.playbook

    def show(self, loaded: Any) -> None:
        """Show them."""
        self._shown = loaded
        self.set_columns(seen_columns("accounts", _COLUMNS, loaded[1].off))
        rows = {one.id: one for one in _lowest_first(loaded[0].relatives)}
        self.renew(list(rows), rows)
        self.show_title()

    def show_title(self) -> None:
        """Write what they come to together, and what weighs it."""
        if self._shown is None:
            return
        found, playbook = self._shown
        weighed = "weighed by contract value" if found.combined.by_value else "all weigh the same"
        more = (f" · {weighed}" if found.combined.score is not None else "", "$muted")
        self.border_title = Content.assemble("Health ", *family_ways(found, playbook.health.bands)[0], more)

    @property
    def is_filled(self) -> bool:
        """Whether there are accounts that are not archived."""
        return bool(self.ids)

    @property
    def wants(self) -> int:
        """A line for each account."""
        return len(self.ids) + FRAME

    def account_here(self) -> int | None:
        """The account under the cursor."""
        return self.cursor_id

    def chosen(self) -> Chosen | None:
        """The marked accounts, else the one under the cursor."""
        return Chosen(self.kind, self.targets) if self.targets else None

    def begins(self) -> tuple[str, Values] | None:
        """Nothing: an account is added where the family is listed."""

    def gives(self) -> Mapping[str, Values]:
        """Nothing."""
        return {}


def _lowest_first(relatives: Sequence[Relative]) -> list[Relative]:
    """Return those that are scored by their exact score, then the others as they were."""
    scored = sorted((one for one in relatives if one.raw is not None), key=lambda one: one.raw or 0)
    return [*scored, *(one for one in relatives if one.raw is None)]


def _health(one: Relative) -> Cell:
    return score_parts(one.score, one.band)


def _measured(one: Relative) -> Cell:
    return (f"{number_words(Decimal(one.measured).scaleb(-2))} %", "muted")


def _value(one: Relative) -> Cell:
    return format_money(one.worth, one.currency) if one.worth else ("·", "muted")


_COLUMNS: Final = tuple(
    column._replace(sortable=False)
    for column in (
        Column[Relative]("name", "Account", lambda one: one.name, minimum=20, wish=30, flex=3, priority=9),
        Column[Relative]("health", "Health", _health, width=12, priority=9),
        Column[Relative](
            "health_delta", "30 days", lambda one: delta_cell(one.delta), width=7, align="right", priority=8
        ),
        Column[Relative]("measured", "Measured", _measured, width=9, align="right", priority=5),
        Column[Relative]("contract_value", "Value", _value, width=12, align="right", priority=6),
    )
)

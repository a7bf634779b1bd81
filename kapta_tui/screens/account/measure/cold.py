"""Who goes cold next: key players in the order in which their silence begins to cost (features: row 65)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.health.cold import ColdRow, cold
from kapta_tui.data.read.records import View
from kapta_tui.domain.fields import Values
from kapta_tui.domain.health.cold import soonest
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.account.panes import Chosen
from kapta_tui.screens.account.sections import EMPTY, FRAME, NAMED, Section
from kapta_tui.screens.cold.columns import ACCOUNT, NAME, TITLE, further_columns, left_words, note_about
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Listing


@dataclass(frozen=True, slots=True)
class Cold:
    """What the section shows; rows of several accounts name theirs."""

    rows: Sequence[ColdRow]
    playbook: Playbook
    is_of_several: bool


class ColdList(Listing[ColdRow], Section):
    """Key players with the day they go cold; Enter opens the contact, n adds a note about them."""

    HELP = (
        "Key players nobody has spoken with for long: the day they go cold, and the points of health their silence "
        "costs by then. Enter opens the contact, n adds a note about them."
    )

    def __init__(self) -> None:
        super().__init__(id="cold")
        self.kind = "contacts"
        self._playbook: Playbook | None = None
        self.border_title = TITLE
        self.empty = EmptyPane.words("No key player is known yet, so nobody can go cold.")

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> Cold:
        """Return the key players, who goes cold next first; runs in a thread."""
        numbers = each(account)
        found = [row for number in numbers for row in cold(connection, view, number)]
        if len(numbers) > 1:
            found.sort(
                key=lambda row: soonest(
                    row.cooling.cold_on, row.cooling.weight, row.cooling.player, view.today
                )
            )
        return Cold(found, view.playbook, len(numbers) > 1)

    def show(self, loaded: Any) -> None:
        """Show them."""
        among = (ACCOUNT,) if loaded.is_of_several else ()
        self.set_columns((NAME, *among, *further_columns(loaded.playbook)))
        self._playbook = loaded.playbook
        rows = {row.cooling.player: row for row in loaded.rows}
        self.set_ids(list(rows), rows)
        self.redraw()
        self.show_title()

    def show_title(self) -> None:
        """Write how many go cold and how many are; folded it names who is next."""
        rows = [row for number in self.ids if (row := self.row(number)) is not None]
        cold_ones = sum(row.is_cold for row in rows)
        counts = [str(len(rows) - cold_ones)] if rows else []
        title = " ".join((TITLE, *counts))
        names = [f"{row.name} {left_words(row)}" for row in rows[:NAMED] if not row.is_cold]
        self.write_title(title, names, more=f"{cold_ones} cold already" if cold_ones else "")

    @property
    def is_filled(self) -> bool:
        """Whether there are key players."""
        return bool(self.ids)

    @property
    def wants(self) -> int:
        """A line for each of them, or those that say why there is none."""
        return len(self.ids) + FRAME if self.ids else EMPTY

    @property
    def _row_here(self) -> ColdRow | None:
        return None if self.cursor_id is None else self.row(self.cursor_id)

    def account_here(self) -> int | None:
        """The account of the key player under the cursor."""
        row = self._row_here
        return None if row is None else row.account_id

    def why_not(self, command_id: str) -> str | None:
        """Refuse to remove from here: the list is of what they did not do, not of who they are."""
        if command_id in ("list.remove", "list.archive"):
            return "key players are removed where they are listed, on the first tab"
        return super().why_not(command_id)

    def chosen(self) -> Chosen | None:
        """The marked contacts, else the one under the cursor."""
        return Chosen(self.kind, self.targets) if self.targets else None

    def begins(self) -> tuple[str, Values] | None:
        """A note about who is under the cursor."""
        row = self._row_here
        if row is None or self._playbook is None:
            return None
        return "notes", note_about(row, self._playbook)

    def gives(self) -> Mapping[str, Values]:
        """A note about who is under the cursor, whichever key makes it."""
        found = self.begins()
        return {} if found is None else {found[0]: found[1]}

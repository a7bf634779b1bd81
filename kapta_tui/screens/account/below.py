"""The accounts below an account, to be opened from its page."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kapta_tui.data.read import families, records
from kapta_tui.data.read.accounts import below
from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.records import Record, View
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.account.panes import RecordIds, RecordList
from kapta_tui.screens.folder import folder
from kapta_tui.screens.severity import RISK, risk_tokens
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, Token
from kapta_tui.widgets.listing import Column


@dataclass(frozen=True, slots=True)
class FamilyIds(RecordIds):
    """The accounts below one, as a tree."""

    parent: str = ""
    """The name of the one."""
    prefixes: Mapping[int, str] = field(default_factory=dict)
    counts: Mapping[int, int] = field(default_factory=dict)
    """How many accounts stand below each."""
    risks: Mapping[int, Token] = field(default_factory=dict)
    """The colour of the mark at the names of those at risk."""


class BelowList(RecordList):
    """All accounts below the page's one as a tree; enter opens the one under the cursor. Hidden without any."""

    def __init__(self) -> None:
        super().__init__("accounts", "Below", ("name", "owner", "type", "contract_value", "risk_severity"))
        self._family: FamilyIds | None = None

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> FamilyIds:
        """Return what stands below the account, archived ones too; runs in a thread."""
        found = families.family(connection, each(account)[0], archived=True)
        tree = families.tree_of(found)
        counts = below(connection, tree.ids)
        risks = risk_tokens(connection, view.playbook, tree.ids)
        name = found[0].name if found else ""
        return FamilyIds(tree.ids, view.playbook, name, tree.prefixes, counts, risks)

    def load_rows(
        self, connection: sqlite3.Connection, view: View, wanted: Sequence[int]
    ) -> Mapping[int, Record]:
        """Return the rows `wanted` by id, with the currency that their value is in; runs in a thread."""
        names = ("id", *self._names, "currency", "archived")
        rows = records.records(connection, self.kind, view, wanted, names)
        return {number: row for row in rows if isinstance(number := row["id"], int)}

    def show(self, loaded: RecordIds) -> None:
        """Show them, or nothing where there is none."""
        assert isinstance(loaded, FamilyIds)
        self._family = loaded
        super().show(loaded)
        self.display = bool(loaded.ids)

    def columns_for(self, playbook: Playbook) -> tuple[Column[Record], ...]:
        """Return the fields, the name drawn as a tree."""
        first, *others = super().columns_for(playbook)
        return (first._replace(cell=self._named, sortable=False), *others)

    def _named(self, row: Record) -> Cell:
        number, found = row["id"], self._family
        parts: list[CellPart] = [str(row["name"])]
        if found is None or not isinstance(number, int):
            return parts
        if row.get("archived"):
            parts.append((" archived", "muted"))
        marks = folder(found.counts.get(number, 0))
        if number in found.risks:
            marks.append((f" {RISK}", found.risks[number]))
        return [(found.prefixes.get(number, ""), "muted"), *parts, *([HOLD, *marks] if marks else [])]

    def begins(self) -> tuple[str, Values] | None:
        """An account below the page's one."""
        return None if self._family is None else ("accounts", {"parent": self._family.parent})

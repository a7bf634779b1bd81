"""The opportunities of an account: what is open, for how much, times how likely."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import partial
from typing import Any

from kapta_tui.data.read import commerce
from kapta_tui.data.read.among import Several
from kapta_tui.data.read.commerce import Opportunities
from kapta_tui.data.read.records import Record, View
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.stages import LOST, WON
from kapta_tui.screens.account.columns import record_columns
from kapta_tui.screens.account.commerce.planned import PlannedList
from kapta_tui.screens.account.panes import RecordIds
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column


@dataclass(frozen=True, slots=True)
class _Loaded(RecordIds):
    found: Opportunities


class OpportunityList(PlannedList):
    """Open opportunities by their close date, those on hold, won and lost below."""

    def __init__(self) -> None:
        names = ("name", "stage", "amount", "weighted_value", "probability", "close_date", "owner")
        super().__init__("opportunities", "Opportunities", names)
        self._found: Opportunities | None = None

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> RecordIds:
        """Return the opportunities in order with their sums; runs in a thread."""
        found = commerce.opportunities(connection, account, view.playbook)
        ids = super().load(connection, account, view).ids if self.order else found.ids
        return _Loaded(ids, view.playbook, found)

    def show(self, loaded: Any) -> None:
        """Take the opportunities."""
        self._found = loaded.found
        super().show(loaded)

    def columns_for(self, playbook: Playbook) -> tuple[Column[Record], ...]:
        """Say what is on hold, won or lost, and which probability is only that of the stage."""
        found = {column.key: column for column in record_columns(self.kind, self._names, playbook)}
        found["name"] = found["name"]._replace(minimum=16)
        found["stage"] = found["stage"]._replace(cell=partial(_stage, playbook))
        found["probability"] = found["probability"]._replace(
            cell=self._probability, title="Probability", width=11
        )
        return self.with_plan(tuple(found.values()), playbook)

    def _probability(self, row: Record) -> Cell:
        percent = row.get("probability")
        if percent is None:
            return ("·", "muted")
        is_own = self._found is not None and row.get("id") in self._found.own
        return f"{percent} %" if is_own else (f"{percent} % stage", "muted")

    @property
    def more(self) -> str:
        """How many are open, for how much, and times how likely."""
        found = self._found
        if found is None or not found.open:
            return ""
        amount, weighted = sums_words(found.amount, 2), sums_words(found.weighted, 2)
        words = [f"{found.open} open", amount]
        return " ".join(word for word in words if word) + (f" · weighted {weighted}" if weighted else "")


def _stage(playbook: Playbook, row: Record) -> Cell:
    code = str(row.get("stage") or "")
    label = playbook.label("opportunity_stage", code)
    if code == WON:
        return (f"✓ {label}", "good")
    if code == LOST:
        return (f"✕ {label}", "muted")
    return (f"‖ {label}", "warn") if code in commerce.paused(playbook) else label

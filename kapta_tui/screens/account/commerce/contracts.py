"""The contracts of an account: what is active for how much, what ends or wants notice soon."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kapta_tui.data.read import commerce
from kapta_tui.data.read.among import Several
from kapta_tui.data.read.commerce import Contracts
from kapta_tui.data.read.records import Record, View
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.account.columns import record_columns
from kapta_tui.screens.account.commerce.planned import PlannedList
from kapta_tui.screens.account.panes import RecordIds
from kapta_tui.screens.ends import SOON, SOON_DAYS
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.listing import Column

_MARKED = 17
"""Cells of a day with its mark: "2026-12-01 ! 90 d"."""


@dataclass(frozen=True, slots=True)
class _Loaded(RecordIds):
    found: Contracts
    today: date


class ContractList(PlannedList):
    """Contracts by their end, ended and archived ones below, days of the next 90 marked."""

    def __init__(self) -> None:
        names = ("name", "value", "end", "notice_date", "start", "auto_renew")
        super().__init__("contracts", "Contracts", names)
        self._found: Contracts | None = None
        self._today: date | None = None

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> RecordIds:
        """Return the contracts in order with their sums; runs in a thread."""
        found = commerce.contracts(connection, account, view.today, view.playbook.currency)
        ids = super().load(connection, account, view).ids if self.order else found.ids
        return _Loaded(ids, view.playbook, found, view.today)

    def show(self, loaded: Any) -> None:
        """Take the contracts."""
        self._found, self._today = loaded.found, loaded.today
        super().show(loaded)

    def columns_for(self, playbook: Playbook) -> tuple[Column[Record], ...]:
        """Mark the ends and notice dates that are near."""
        first, *others = record_columns(self.kind, self._names, playbook)
        marked = (
            column._replace(cell=self._marked(column.key), width=_MARKED)
            if column.key in ("end", "notice_date")
            else column
            for column in others
        )
        return self.with_plan((first._replace(minimum=16), *marked), playbook)

    def _marked(self, key: str) -> Callable[[Record], Cell]:
        def cell(row: Record) -> Cell:
            day, number = row.get(key), row.get("id")
            if not isinstance(day, date):
                return ("·", "muted")
            is_over = self._found is not None and number in self._found.over
            days = None if self._today is None else (day - self._today).days
            if is_over or days is None or not 0 <= days <= SOON_DAYS:
                return (day.isoformat(), "muted") if is_over else day.isoformat()
            return [day.isoformat(), (f" {SOON} {days} d", "warn")]

        return cell

    @property
    def more(self) -> str:
        """What is active and from when to when it ends."""
        found = self._found
        if found is None:
            return ""
        worth = sums_words(found.worth, 2)
        ends = [day.isoformat() for day in dict.fromkeys((found.nearest, found.farthest)) if day is not None]
        return " · ".join(
            words
            for words in (f"{worth} active" if worth else "", f"ends {' – '.join(ends)}" if ends else "")
            if words
        )

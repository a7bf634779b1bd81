"""What every tab of the account page is, and where it looks."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.containers import Container

from kapta_tui.data.read.records import View
from kapta_tui.screens.account.panes import RecordIds, RecordList


@dataclass(frozen=True, slots=True)
class Place:
    """Which account is looked at, by whom, on which day."""

    account: int
    view: View

    @property
    def today(self) -> date:
        """The day every rule uses."""
        return self.view.today


class Tab(Container):
    """One tab: `load` runs in a thread, `show` takes its answer; the pane `FIRST` gets the keyboard."""

    NAME: ClassVar[str]
    LABEL: ClassVar[str]
    FIRST: ClassVar[str]
    DEFAULT_CSS = "Tab { height: 1fr; }"

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return what the tab shows: the ids of every list of records in it."""
        return [item.load_ids(connection, place.account, place.view) for item in self.lists]

    def show(self, answer: Any, place: Place) -> None:
        """Show the answer of `load`."""
        loaded: list[RecordIds] = answer
        for item, ids in zip(self.lists, loaded, strict=True):
            item.show(ids)

    @property
    def lists(self) -> list[RecordList]:
        """The lists of records in the tab."""
        return list(self.query(RecordList))

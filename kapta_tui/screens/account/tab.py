"""What every tab of the account page is, and where it looks."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.containers import Container

from kapta_tui.data.read.families import Member
from kapta_tui.data.read.records import View
from kapta_tui.domain.health.period import DEFAULT, Period
from kapta_tui.domain.kinds import KINDS
from kapta_tui.screens.account.sections import Section


@dataclass(frozen=True, slots=True)
class Place:
    """Which account is looked at, by whom, on which day."""

    account: int
    view: View
    family: tuple[Member, ...] = ()
    """The account and those below it in the combined view, none in the direct one."""
    period: Period = DEFAULT
    """Against what the health of today is held."""

    @property
    def accounts(self) -> tuple[int, ...]:
        """The accounts whose records are shown."""
        return tuple(member.id for member in self.family) or (self.account,)

    @property
    def today(self) -> date:
        """The day every rule uses."""
        return self.view.today


class PageTab(Container):
    """One tab: `load` runs in a thread, `show` takes its answer; the pane `FIRST` gets the keyboard."""

    NAME: ClassVar[str]
    LABEL: ClassVar[str]
    FIRST: ClassVar[str]
    FEATURE: ClassVar[str] = ""
    """The feature of the playbook without which there is no such tab."""
    DEFAULT_CSS = "PageTab { height: 1fr; }"

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return what the tab shows: what every section in it that the playbook offers has loaded."""
        return {
            item: item.load_seen(connection, place.accounts, place.view)
            for item in self._sections
            if place.view.playbook.offers(KINDS[item.kind])
        }

    def show(self, answer: Any, place: Place) -> None:
        """Show the answer of `load`; what the playbook switched off disappears."""
        loaded: Mapping[Section, Any] = answer
        for item in self._sections:
            item.display = item in loaded
            if item in loaded:
                item.show(loaded[item])

    def peel(self) -> bool:
        """Take one layer off, such as a filter, and return True; False when there is none."""
        return False

    def made(self, kind: str, record: int) -> None:
        """Move the cursor to a record that was just created, where it is not shown by a section."""

    @property
    def _sections(self) -> list[Section]:
        return [item for item in self.query(".section") if isinstance(item, Section)]

    @property
    def lists(self) -> list[Section]:
        """The sections of the tab that are there to be seen."""
        return [item for item in self._sections if item.display]

"""Where an account stands in its family, and how much of that its page shows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from kapta_tui.data.read import families
from kapta_tui.data.read.families import Member, Named, Totals
from kapta_tui.data.read.records import View
from kapta_tui.domain.text import fold


class DataView(StrEnum):
    """Whose records the page shows (mission S1: direct or combined data view)."""

    DIRECT = "direct"
    COMBINED = "combined"
    WITH_ARCHIVED = "combined with archived"


@runtime_checkable
class OfAccounts(Protocol):
    """A pane whose rows belong to several accounts."""

    def account_here(self) -> int | None:
        """Return the account of the row under the cursor, None without a row."""


@dataclass(frozen=True, slots=True)
class Kin:
    """The family of an account; `totals` are those of the accounts shown, None in the direct view."""

    above: tuple[Named, ...] = ()
    """What stands above it, the top first."""
    below: int = 0
    """Accounts below it, archived ones too."""
    archived: int = 0
    """How many of them are archived."""
    totals: Totals | None = None
    view: DataView = DataView.DIRECT

    def next_view(self, view: DataView) -> DataView:
        """Return the view that follows: direct, combined, and with archived accounts where that is more."""
        live = self.below > self.archived
        if view is DataView.DIRECT and self.below:
            return DataView.COMBINED if live else DataView.WITH_ARCHIVED
        if view is DataView.COMBINED and self.archived:
            return DataView.WITH_ARCHIVED
        return DataView.DIRECT

    @property
    def words(self) -> str:
        """What the head says: "combined: 4 accounts", "direct · 3 below", nothing without a family."""
        if not self.below:
            return ""
        if self.totals is None:
            return f"direct, {self.below} below"
        accounts = f"{self.totals.accounts} account{'' if self.totals.accounts == 1 else 's'}"
        return f"{self.view.value}: {accounts}"


def told_apart(name: str, parent: str) -> str:
    """Return the words of a name that tell it from its parent's: "Logistics" of "Acme Logistics" below "Acme Group".

    A name that begins otherwise, or has no further words, stays as it is.
    """
    words, above = name.split(), parent.split()
    same = 0
    while same < min(len(words), len(above)) and fold(words[same]) == fold(above[same]):
        same += 1
    return " ".join(words[same:]) or name


def look(
    connection: sqlite3.Connection, account: int, view: View, way: DataView
) -> tuple[Kin, tuple[Member, ...]]:
    """Return the family of the account, and the accounts that the combined view shows, none for the direct one."""
    every = families.family(connection, account, archived=True)
    above = families.above(connection, account)
    archived = sum(member.archived for member in every[1:])
    if way is DataView.DIRECT:
        return Kin(above, max(0, len(every) - 1), archived), ()
    with_archived = way is DataView.WITH_ARCHIVED
    shown = every if with_archived else families.family(connection, account)
    totals = families.totals(connection, view, [member.id for member in shown])
    return Kin(above, max(0, len(every) - 1), archived, totals, way), shown

"""Panes of the account page: lists and sheets that say which record the keys act on."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, Protocol, runtime_checkable

from textual.content import Content

from kapta_tui.data.read import records, worked
from kapta_tui.data.read.among import Several
from kapta_tui.data.read.records import Record, View
from kapta_tui.data.read.spoken import TEXTS
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.fields import Values
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.account.columns import record_columns
from kapta_tui.screens.account.sections import EMPTY, FRAME, NAMED, Section
from kapta_tui.screens.turning.words import mark
from kapta_tui.widgets.cells import Cell, parts_of
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.preview import FactSheet


@dataclass(frozen=True, slots=True)
class Chosen:
    """Records of one kind that a key acts on."""

    kind: str
    ids: tuple[int, ...]


@runtime_checkable
class Holder(Protocol):
    """A pane that holds records."""

    def chosen(self) -> Chosen | None:
        """Return what the keys act on: the marked records, else the one under the cursor; None for nothing."""

    def begins(self) -> tuple[str, Values] | None:
        """Return the kind that `n` adds and what its form starts with; None where nothing is added."""

    def gives(self) -> Mapping[str, Values]:
        """Return by kind what the line under the cursor gives to a new record of any kind."""


@runtime_checkable
class Folds(Protocol):
    """A pane with lines that are no records, but fold what is below them."""

    @property
    def is_on_fold(self) -> bool:
        """Whether the cursor is on such a line."""


SEEN_FIRST: Final = 40
"""Rows that come with the ids of a list: as many as its section shows of it, and a page more."""


@dataclass(frozen=True, slots=True)
class RecordIds:
    """What a list of records is loaded with."""

    ids: array[int]
    playbook: Playbook
    rows: Mapping[int, Record] = field(default_factory=dict, kw_only=True)
    """The first rows, which are likely to be seen."""


class RecordList(Listing[Record], Section):
    """The records of one kind that belong to the account, drawn from their field declarations."""

    def __init__(
        self, kind: str, title: str, names: Sequence[str], *, query: str = "", empty: Content | None = None
    ) -> None:
        """`names` are the fields shown, `query` a filter that always holds, `empty` what to say of none."""
        super().__init__(id=kind)
        self.kind = kind
        self.query_text = query
        self.heading = title
        self._names = tuple(names)
        self._playbook: Playbook | None = None
        self.border_title = Content(title)
        self.empty = empty or EmptyPane.words(f"No {KINDS[kind].many} yet.", ("n", "adds one"))

    def load_seen(self, connection: sqlite3.Connection, account: Several, view: View) -> RecordIds:
        """Return what `load` does with the first rows, so that nothing has to be asked twice; runs in a thread."""
        return self.with_rows(connection, view, self.load(connection, account, view))

    def with_rows(self, connection: sqlite3.Connection, view: View, loaded: RecordIds) -> RecordIds:
        """Return `loaded` with its first rows; runs in a thread."""
        return replace(loaded, rows=self.load_rows(connection, view, loaded.ids[:SEEN_FIRST]))

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> RecordIds:
        """Return the ids to show; runs in a thread."""
        found = records.ids(
            connection, self.kind, view, filter=self.query_text, sort=self.order, account=account
        )
        return RecordIds(found, view.playbook)

    @property
    def order(self) -> tuple[str, ...]:
        """The order the user chose, as reads want it; empty for the kind's own."""
        return () if self.sort is None else (f"-{self.sort[0]}" if self.sort[1] else self.sort[0],)

    def load_rows(
        self, connection: sqlite3.Connection, view: View, wanted: Sequence[int]
    ) -> Mapping[int, Record]:
        """Return the rows `wanted` by id; runs in a thread."""
        names = ("id", *self._names, *records_extra(self.kind))
        rows = records.records(connection, self.kind, view, wanted, tuple(dict.fromkeys(names)))
        found = {number: row for row in rows if isinstance(number := row["id"], int)}
        if self.kind in TEXTS and view.playbook.enabled("plans"):
            for number, made in worked.became_of(connection, self.kind, list(found)).items():
                found[number].update(became=len(made))
        return found

    def show(self, loaded: RecordIds) -> None:
        """Take ids in order; rows that did not come along are asked for."""
        if loaded.playbook is not self._playbook:
            self._playbook = loaded.playbook
            self.set_columns(self.columns_for(loaded.playbook))
        self.renew(loaded.ids, loaded.rows)
        self.show_title()

    def columns_for(self, playbook: Playbook) -> tuple[Column[Record], ...]:
        """Return what the list shows of its records."""
        columns = record_columns(self.kind, self._names, playbook)
        if self.kind not in TEXTS or not columns:
            return columns
        return (columns[0]._replace(cell=partial(_marked, columns[0].cell)), *columns[1:])

    @property
    def more(self) -> str:
        """What the title says behind the number of records."""
        return ""

    def supply(self, rows: Mapping[int, Record]) -> None:
        """Take rows; a folded list names them."""
        super().supply(rows)
        if self.is_folded:
            self.show_title()

    @property
    def is_filled(self) -> bool:
        """Whether there are records."""
        return bool(self.ids)

    @property
    def wants(self) -> int:
        """A line for each row, or those that say why there is none."""
        return len(self.ids) + FRAME if self.ids else EMPTY

    def show_title(self) -> None:
        """Write the title with the number of records; folded it names the first ones."""
        count = len(self.ids)
        rows = (self.row(number) for number in self.ids[:NAMED])
        names = (row.get(self._names[0]) for row in rows if row)
        self.write_title(f"{self.heading} {count}" if count else self.heading, names, more=self.more)

    def chosen(self) -> Chosen | None:
        """The marked records, else the one under the cursor."""
        return Chosen(self.kind, self.targets) if self.targets else None

    def begins(self) -> tuple[str, Values] | None:
        """A record of this kind."""
        return self.kind, {}

    def gives(self) -> Mapping[str, Values]:
        """Nothing."""
        return {}


def _marked(cell: Callable[[Record], Cell], row: Record) -> Cell:
    """Return a cell behind the sign of what was made from its record."""
    made = row.get("became")
    return [*mark(made), *parts_of(cell(row))] if isinstance(made, int) else cell(row)


def load_became(
    connection: sqlite3.Connection, kind: str, accounts: Several, view: View
) -> Mapping[int, Sequence[LinkedWork]]:
    """Return by id of a record of `kind` what was made from it, nothing while plans are switched off."""
    return worked.became(connection, kind, accounts) if view.playbook.enabled("plans") else {}


def records_extra(kind: str) -> tuple[str, ...]:
    """Return fields that are needed to draw others: the currency of amounts, whether a record has ended."""
    return {
        "contracts": ("currency", "active"),
        "opportunities": ("currency",),
        "products": ("currency",),
        "risks": ("currency",),
        "contacts": ("has_left",),
        "satisfaction": ("stale", "expired"),
    }.get(kind, ())


class RecordSheet(FactSheet):
    """Facts about one record, on which the keys act."""

    def __init__(self, kind: str, title: str, *, can_add: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(title, id=id)
        self.kind = kind
        self.record: int | None = None
        self._can_add = can_add

    def chosen(self) -> Chosen | None:
        """The record shown."""
        return None if self.record is None else Chosen(self.kind, (self.record,))

    def begins(self) -> tuple[str, Values] | None:
        """A record of this kind, where adding one makes sense."""
        return (self.kind, {}) if self._can_add else None

    def gives(self) -> Mapping[str, Values]:
        """Nothing."""
        return {}


class TextSheet(RecordSheet):
    """What a record says, of which words can become work."""

    @property
    def HINTS(self) -> Mapping[str, int]:  # noqa: N802 - what dispatch looks for
        """Offer it, first of all once words are selected."""
        return super().HINTS or {"screen.turn": 4}

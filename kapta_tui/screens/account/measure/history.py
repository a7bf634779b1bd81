"""Every value of one metric, newest first: put right, removed, added to."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import metrics
from kapta_tui.data.read.metrics import Measurement, MetricRow
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.errors import NotFound
from kapta_tui.domain.measures import gain_words
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing
from kapta_tui.screens.account.measure import jobs
from kapta_tui.screens.account.measure.recording import Entry, ask
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs.base import Dialog
from kapta_tui.screens.measured import NOTHING, amount
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column, Listing

Found = tuple[MetricRow, list[Measurement], Playbook]


class History(Dialog[None]):
    """The history of a metric; Enter or e puts a value right, d removes it, n records another."""

    BINDINGS = bindings("list.new", "list.edit", "list.remove")
    CALLED: ClassVar = {
        "list.new": ("Record", "Record another value"),
        "list.edit": ("Correct", "Put the value or its day right"),
        "list.remove": ("Remove", "Take the value out of the history"),
        "form.cancel": ("Close", "Go back to the metrics"),
    }
    DEFAULT_CSS = "History Listing { height: 16; } History.-short Listing { height: 10; }"

    def __init__(self, screen: BaseScreen, metric: MetricRow) -> None:
        """`screen` is the page below, which does what is asked here."""
        super().__init__(f"{metric.name}: history")
        self._page = screen
        self._metric = metric
        self._playbook: Playbook | None = None

    def compose_frame(self) -> ComposeResult:
        """The values."""
        yield Listing[Measurement](id="history")

    def on_mount(self) -> None:
        """Ask for the values."""
        self.listing.empty = EmptyPane.words("No value was recorded yet.", ("n", "records one"))
        self.listing.focus()
        self._reload()

    @property
    def listing(self) -> Listing[Measurement]:
        """The list of values; a value's id is its day as an ordinal."""
        return self.query_one("#history", Listing)

    def _reload(self, _: int = 0) -> None:
        query = partial(_load, metric=self._metric.id, today=self.shell.today)
        self.shell.run_query("history", query, self._show, owner=self)

    def _show(self, found: Found | None) -> None:
        if found is None:
            self.finish(None)
            return
        self._metric, entries, self._playbook = found
        self.listing.set_columns(_columns(self._metric, self._playbook, self.shell.today))
        rows = {entry.day.toordinal(): entry for entry in entries}
        self.listing.set_ids(list(rows), rows)
        self.listing.refresh()
        self.listing.border_title = Content(f"Values {len(rows)}")

    @property
    def _entry(self) -> Measurement | None:
        day = self.listing.cursor_id
        return None if day is None else self.listing.row(day)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a value while there is none."""
        needs = command_id in ("list.edit", "list.remove", "list.open")
        return "there is no value" if needs and self._entry is None else None

    def action_new(self) -> None:
        """Record another value."""
        self._ask(None)

    @on(Listing.Opened)
    def action_edit(self) -> None:
        """Put the value under the cursor right."""
        if self._entry is not None:
            self._ask(self._entry)

    def action_remove(self) -> None:
        """Remove the value under the cursor."""
        if self._entry is not None:
            editing.run(self._page, jobs.remove_value(self._metric.id, self._entry.day), self._reload)

    def _ask(self, corrected: Measurement | None) -> None:
        if self._playbook is not None:
            ask(self._page, Entry(self._metric, self._playbook, self.shell.today, corrected), self._reload)


def _load(connection: sqlite3.Connection, metric: int, today: date) -> Found | None:
    try:
        row = metrics.metric(connection, metric, today, 1)
    except NotFound:
        return None
    return row, metrics.history(connection, metric), current(connection)


def _columns(row: MetricRow, playbook: Playbook, today: date) -> tuple[Column[Measurement], ...]:
    def day(entry: Measurement) -> Cell:
        words = f"{entry.day:%a} {entry.day.isoformat()}"
        return [words, (" to come", "muted")] if entry.day > today else words

    def gain(entry: Measurement) -> Cell:
        if entry.gain is None:
            return NOTHING
        words, better = gain_words(entry.gain, row.unit, row.currency), row.is_better(entry.gain)
        return (words, "muted") if better is None else (words, "good") if better else (f"{words} !", "bad")

    column = partial(Column[Measurement], sortable=False)
    return (
        column("date", "Date", day, width=22),
        column("value", "Value", lambda entry: amount(row, entry.value, playbook), width=14, align="right"),
        column("gain", "Gain", gain, minimum=12),
    )

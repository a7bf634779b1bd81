"""The list of metrics with value, gain or loss, and a sparkline of their history."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Final

from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read import metrics
from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.metrics import MetricRow
from kapta_tui.data.read.records import View
from kapta_tui.domain.fields import Values
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens.account.panes import Chosen
from kapta_tui.screens.account.sections import EMPTY, FRAME, NAMED, Section
from kapta_tui.screens.measured import NOTHING, amount, gain_cell, value_cell
from kapta_tui.widgets.cells import Cell
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.plot import sparkline

PERIODS: Final = (7, 30, 90, 365)
"""Days over which gain and loss may be counted."""

_SPARK: Final = 24


@dataclass(frozen=True, slots=True)
class LoadedMetrics:
    """What the section shows: metrics with their gain or loss over the last `days`."""

    rows: Sequence[MetricRow]
    playbook: Playbook
    days: int
    is_of_several: bool


class MetricList(Listing[MetricRow], Section):
    """The metrics of an account in the order people gave them, of several one account after the other."""

    BINDINGS = bindings("measure")

    def __init__(self) -> None:
        super().__init__(id="metrics")
        self.kind = "metrics"
        self.days = PERIODS[2]
        self._made_for: tuple[Playbook, bool] | None = None
        self.border_title = Content("Metrics")
        self.empty = EmptyPane.words("No metrics yet.", ("n", "adds one"))

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> LoadedMetrics:
        """Return the metrics with their change over the period chosen; runs in a thread."""
        rows = metrics.metrics(connection, each(account), view.today, self.days)
        return LoadedMetrics(rows, view.playbook, self.days, len(each(account)) > 1)

    def show(self, loaded: Any) -> None:
        """Show them; those of several accounts name theirs."""
        made_for = (loaded.playbook, loaded.is_of_several)
        if self._made_for != made_for:
            self._made_for = made_for
            self.set_columns(_columns(loaded.playbook, of_several=loaded.is_of_several))
        self.set_ids([row.id for row in loaded.rows], {row.id: row for row in loaded.rows})
        self.redraw()
        self.show_title()

    def show_title(self) -> None:
        """Write how many there are and over which period gain and loss count; folded it names the first ones."""
        title = f"Metrics {len(self.ids)}" if self.ids else "Metrics"
        period = "year" if self.days == PERIODS[-1] else f"{self.days} days"
        rows = (self.row(number) for number in self.ids[:NAMED])
        more = "" if self.is_folded else f"gain or loss over the last {period}"
        self.write_title(title, (row.name for row in rows if row is not None), more=more)

    @property
    def is_filled(self) -> bool:
        """Whether there are metrics."""
        return bool(self.ids)

    @property
    def wants(self) -> int:
        """A line for each metric, or those that say why there is none."""
        return len(self.ids) + FRAME if self.ids else EMPTY

    @property
    def metric(self) -> MetricRow | None:
        """The metric under the cursor."""
        return None if self.cursor_id is None else self.row(self.cursor_id)

    def account_here(self) -> int | None:
        """The account of the metric under the cursor."""
        return None if self.metric is None else self.metric.account.id

    def chosen(self) -> Chosen | None:
        """The marked metrics, else the one under the cursor."""
        return Chosen(self.kind, self.targets) if self.targets else None

    def begins(self) -> tuple[str, Values] | None:
        """A metric."""
        return self.kind, {}

    def gives(self) -> Mapping[str, Values]:
        """Nothing."""
        return {}


def _columns(playbook: Playbook, *, of_several: bool) -> tuple[Column[MetricRow], ...]:
    value, level = partial(value_cell, playbook=playbook), partial(_level, playbook=playbook)
    column = partial(Column[MetricRow], sortable=False)
    account = column("account", "Account", _account, minimum=20, wish=26, maximum=34, priority=8)
    return (
        column("name", "Name", lambda row: row.name, minimum=16, wish=28, maximum=60, flex=4, priority=9),
        *((account,) if of_several else ()),
        column("value", "Value", value, minimum=12, maximum=20, wish=14, priority=8),
        column("gain", "Gain", gain_cell, minimum=10, maximum=16, wish=13, priority=7),
        column("history", "History", _spark, width=_SPARK, priority=6 if of_several else 4),
        column("start", "Start", lambda row: level(row, row.start), width=10, align="right", priority=3),
        column("target", "Target", lambda row: level(row, row.target), width=10, align="right", priority=6),
        column("date", "Measured on", _day, width=11, priority=5),
    )


def _account(row: MetricRow) -> Cell:
    return one_line(row.account.name)


def _level(row: MetricRow, value: Decimal | None, playbook: Playbook) -> Cell:
    return NOTHING if value is None else amount(row, value, playbook)


def _spark(row: MetricRow) -> Cell:
    return (sparkline(row.values, _SPARK), "accent") if row.values else NOTHING


def _day(row: MetricRow) -> Cell:
    return NOTHING if row.measured_on is None else (row.measured_on.isoformat(), "muted")

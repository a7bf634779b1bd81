"""The tab of the metrics: list, chart, and what their keys do."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from textual import on
from textual.app import ComposeResult

from kapta_tui.data.read import metrics
from kapta_tui.data.read.metrics import MetricRow
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing
from kapta_tui.screens.account.acting import PageActions
from kapta_tui.screens.account.measure import jobs
from kapta_tui.screens.account.measure.chart import LEAST, MetricChart
from kapta_tui.screens.account.measure.listing import PERIODS, MetricList
from kapta_tui.screens.account.measure.satisfaction import SatisfactionList
from kapta_tui.screens.account.tab import PageTab, Place
from kapta_tui.widgets.listing import Listing

_HEAD = 3
"""Lines of the list beside its rows: the borders and the head."""


class MeasureTab(PageTab):
    """The metrics with their gain or loss over a period, above the curve of the one under the cursor."""

    NAME, LABEL, FIRST = "measure", "Measure", "#metrics"
    FEATURE = "metrics"
    SATISFACTION: Callable[[], SatisfactionList] = SatisfactionList

    _days = PERIODS[2]
    _playbook: Playbook | None = None

    def compose(self) -> ComposeResult:
        """The list and the chart, and below them how pleased the customer is."""
        yield MetricList()
        yield MetricChart()
        yield type(self).SATISFACTION()

    def load(self, connection: sqlite3.Connection, place: Place) -> tuple[list[MetricRow], Any]:
        """Return the metrics with their change over the period chosen, and what the sections show."""
        rows = metrics.metrics(connection, place.accounts, place.today, self._days)
        return rows, super().load(connection, place)

    def show(self, answer: Any, place: Place) -> None:
        """Show them."""
        rows: list[MetricRow]
        rows, sections = answer
        super().show(sections, place)
        self._playbook = place.view.playbook
        self._list.show(rows, place.view.playbook, self._days, of_several=bool(place.family))
        self._share()
        self._show_chart()

    def on_resize(self) -> None:
        """Give the chart what the list does not need."""
        self._share()

    def _share(self) -> None:
        below = self.query_one("#satisfaction", SatisfactionList)
        below.styles.height = below.height_in(self.size.height)
        room = self.size.height - (below.height_in(self.size.height) if below.display else 0)
        needed = len(self._list.ids) + _HEAD
        has_room = bool(self._list.ids) and room - needed >= LEAST
        self.query_one(MetricChart).display = has_room
        self._list.styles.height = needed if has_room else "1fr"

    @property
    def _list(self) -> MetricList:
        return self.query_one(MetricList)

    @property
    def _page(self) -> PageActions:
        assert isinstance(self.screen, PageActions)
        return self.screen

    @on(Listing.Highlighted, "#metrics")
    def _show_chart(self) -> None:
        if self._playbook is not None:
            metric = self._list.metric
            others = metric is not None and metric.account.id != self._page.account
            self.query_one(MetricChart).show(metric, self._playbook, with_account=others)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a metric while there is none."""
        needs = {"measure.record", "measure.place-up", "measure.place-down", "measure.history"}
        return "there is no metric yet" if command_id in needs and self._list.metric is None else None

    def action_record(self) -> None:
        """Record a value of the metric under the cursor."""
        from kapta_tui.screens.account.measure.recording import Entry, ask

        metric = self._list.metric
        if metric is not None and self._playbook is not None:
            ask(self._page, Entry(metric, self._playbook, self._page.shell.today))

    @on(Listing.Opened, "#metrics")
    def _opened(self, event: Listing.Opened) -> None:
        event.stop()
        self.action_history()

    def action_history(self) -> None:
        """Show every value of the metric under the cursor."""
        from kapta_tui.screens.account.measure.history import History

        metric = self._list.metric
        if metric is not None:
            self.app.push_screen(History(self._page, metric))

    def action_period(self) -> None:
        """Count gain and loss over the next period."""
        self._days = PERIODS[(PERIODS.index(self._days) + 1) % len(PERIODS)]
        self._page.reload()

    def action_place_up(self) -> None:
        """Put the metric above the one before it."""
        self._move(-1)

    def action_place_down(self) -> None:
        """Put the metric below the one after it."""
        self._move(1)

    def _move(self, step: int) -> None:
        metric = self._list.metric
        if metric is not None:
            editing.run(self._page, jobs.move(metric.id, step))

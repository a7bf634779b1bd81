"""The tab of everything measured: health day by day, who goes cold next, metrics, satisfaction."""

from __future__ import annotations

import sqlite3
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from kapta_tui.commands.bindings import bindings
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens import editing
from kapta_tui.screens.account.acting import PageActions
from kapta_tui.screens.account.folding import share_height
from kapta_tui.screens.account.measure import jobs
from kapta_tui.screens.account.measure.chart import LEAST, MetricChart
from kapta_tui.screens.account.measure.cold import ColdList
from kapta_tui.screens.account.measure.factors import EXPLAINED
from kapta_tui.screens.account.measure.health import HealthList
from kapta_tui.screens.account.measure.listing import PERIODS, MetricList
from kapta_tui.screens.account.measure.satisfaction import SatisfactionList
from kapta_tui.screens.account.measure.timeline import HealthChart
from kapta_tui.screens.account.sections import Section
from kapta_tui.screens.account.tab import PageTab, Place
from kapta_tui.screens.health.opening import explain_health
from kapta_tui.widgets.listing import Listing

_OF_METRIC = {"measure.record", "measure.place-up", "measure.place-down", "measure.history"}


class MeasureTab(PageTab):
    """Sections of what is measured, each no higher than its lines need, folded where it finds no room.

    A wide terminal has two columns of them: health with its days, and what else there is.
    """

    NAME, LABEL, FIRST = "measure", "Measure", "#health"
    DEFAULT_CSS = """
    MeasureTab {
        #measure-columns { height: 1fr; }
        .measure-column { width: 1fr; height: auto; }
        .section { border: none; border-top: round $frame; }
        .section.-open { border: round $frame; }
        .section.-open:focus { border: round $accent; }
    }
    """

    BINDINGS = bindings("lane.picture")

    _playbook: Playbook | None = None
    _chosen: Section | None = None

    def compose(self) -> ComposeResult:
        """One or two columns."""
        with Container(id="measure-columns"):
            yield Vertical(*self.health(), classes="measure-column")
            with Vertical(classes="measure-column"):
                yield from self.further()
                yield MetricChart()

    def health(self) -> list[Section]:
        """Return the sections of the health."""
        return [HealthList(), HealthChart()]

    def further(self) -> list[Section]:
        """Return what else is measured."""
        return [ColdList(), MetricList(), SatisfactionList()]

    def load(self, connection: sqlite3.Connection, place: Place) -> Any:
        """Return what the sections show; health is compared with what the page compares it with."""
        for section in self.query(HealthList):
            section.period = place.period
        return super().load(connection, place)

    def show(self, answer: Any, place: Place) -> None:
        """Show it."""
        self._playbook = place.view.playbook
        super().show(answer, place)
        self._share()
        self._show_series()
        self._show_chart()

    def action_lane_picture(self) -> None:
        """Ask for a file and draw the days of health into it."""
        from kapta_tui.screens.account.measure.picturing import Days, HealthPictureDialog

        shell, since = self._page.shell, self.query_one(HealthChart).since
        account = self._page.account_here() or self._page.account
        self.app.push_screen(HealthPictureDialog(Days(account, since, shell.user, shell.today)))

    def on_mount(self) -> None:
        """Begin with the health open."""
        self._share()

    def on_resize(self) -> None:
        """Open what fits now."""
        self._share()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Open the section that gets the keyboard."""
        if isinstance(event.widget, Section):
            self._chosen = event.widget
        self._share()

    def _share(self) -> None:
        """Open the sections that fit beside the chosen one; the curve of a metric has what they leave."""
        is_wide = self.screen.has_class("-wide")
        self.query_one("#measure-columns").styles.layout = "horizontal" if is_wide else "vertical"
        groups = [self.lists]
        if is_wide:
            columns = self.query(".measure-column")
            groups = [[item for item in self.lists if item.parent is column] for column in columns]
        left = 0
        for sections in filter(None, groups):
            # Whoever looks at metrics wants to see the curve of one.
            kept = self._for_curve(len(sections)) if self._metrics in sections else 0
            left = kept + share_height(sections, self._chosen, self.size.height - kept)
            if is_wide and left > 0 and isinstance(sections[-1], HealthChart):
                # Nothing stands below it that could use the lines.
                sections[-1].styles.height = sections[-1].wants_with(left)
        chart = self.query_one(MetricChart)
        chart.display = self._metrics.display and bool(self._metrics.ids) and left >= LEAST
        chart.styles.height = max(1, left)

    def _for_curve(self, sections: int) -> int:
        """Return the lines kept for the curve while the metrics have the keyboard, 0 where they are too few."""
        least = self._metrics.wants + sections - 1 + LEAST
        has_room = self._chosen is self._metrics and bool(self._metrics.ids) and self.size.height >= least
        return LEAST if has_room else 0

    @property
    def _metrics(self) -> MetricList:
        return self.query_one(MetricList)

    @property
    def _page(self) -> PageActions:
        assert isinstance(self.screen, PageActions)
        return self.screen

    @on(Listing.Highlighted, "#health")
    def _show_series(self) -> None:
        """Let the timeline show what the cursor is on."""
        for chart in self.query(HealthChart):
            line = self.query_one(HealthList).line
            if line is not None:
                chart.show_series(line.name)

    @on(HealthChart.Turned)
    def _turn(self, event: HealthChart.Turned) -> None:
        listing = self.query_one(HealthList)
        listing.move_to(listing.cursor + event.step)

    def action_zoom_in(self) -> None:
        """Show fewer days of the timeline."""
        self.query_one(HealthChart).action_zoom_in()

    def action_zoom_out(self) -> None:
        """Show more days of the timeline."""
        self.query_one(HealthChart).action_zoom_out()

    @on(Listing.Opened, "#health")
    def _explain(self, event: Listing.Opened) -> None:
        listing = event.listing
        if isinstance(listing, HealthList) and listing.line is not None:
            event.stop()
            name = listing.line.name
            factor = name if name in EXPLAINED else ""
            explain_health(self._page, self._page.account, listing.period, factor)

    @on(Listing.Highlighted, "#metrics")
    def _show_chart(self) -> None:
        if self._playbook is not None:
            metric = self._metrics.metric
            others = metric is not None and metric.account.id != self._page.account
            self.query_one(MetricChart).show(metric, self._playbook, with_account=others)

    def why_not(self, command_id: str) -> str | None:
        """Refuse what needs a metric while there is none, and to zoom beyond the days there are."""
        if command_id.startswith("timeline.zoom"):
            return next((chart.why_not(command_id) for chart in self.query(HealthChart)), None)
        return "there is no metric yet" if command_id in _OF_METRIC and self._metrics.metric is None else None

    def action_record(self) -> None:
        """Record a value of the metric under the cursor."""
        from kapta_tui.screens.account.measure.recording import Entry, ask

        metric = self._metrics.metric
        if metric is not None and self._playbook is not None:
            ask(self._page, Entry(metric, self._playbook, self._page.shell.today))

    @on(Listing.Opened, "#metrics")
    def _opened(self, event: Listing.Opened) -> None:
        event.stop()
        self.action_history()

    def action_history(self) -> None:
        """Show every value of the metric under the cursor."""
        from kapta_tui.screens.account.measure.history import History

        metric = self._metrics.metric
        if metric is not None:
            self.app.push_screen(History(self._page, metric))

    def action_period(self) -> None:
        """Count gain and loss of the metrics over the next period."""
        listing = self._metrics
        listing.days = PERIODS[(PERIODS.index(listing.days) + 1) % len(PERIODS)]
        self._page.reload()

    def action_place_up(self) -> None:
        """Put the metric above the one before it."""
        self._move(-1)

    def action_place_down(self) -> None:
        """Put the metric below the one after it."""
        self._move(1)

    def _move(self, step: int) -> None:
        metric = self._metrics.metric
        if metric is not None:
            editing.run(self._page, jobs.move(metric.id, step))

"""The days of the score, or of one of its factors, as a chart (features: row 69)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from textual.content import Content
from textual.message import Message
from textual.strip import Strip

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.health.history import DayOfHealth, history
from kapta_tui.data.read.health.look import last_days
from kapta_tui.data.read.records import View
from kapta_tui.domain.health.lines import RISK
from kapta_tui.domain.playbook.health import Bands
from kapta_tui.domain.text import days_words
from kapta_tui.screens.account.acting import page_of
from kapta_tui.screens.account.measure.factors import SCORE, label, series
from kapta_tui.screens.account.measure.landmarks import landmarks
from kapta_tui.screens.account.sections import Section
from kapta_tui.widgets.cells import Run, Token
from kapta_tui.widgets.healthchart import HOLLOW, LEAST, RULES, Point, rule_changes, timeline
from kapta_tui.widgets.lineview import bindings_of, registered

SPANS: Final = (30, 90, 365, None)
"""Days shown; None for all there are."""

_BORDERS: Final = 2
_MARGIN: Final = 6
"""Cells of the border beside the words in it."""

_EASE: Final = 14
"""Lines in which a chart is easy to read."""

_MOST: Final = 40
"""Lines beyond which a chart is not easier to read."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days shown, the first first, and from when to when they may lie."""

    days: Sequence[DayOfHealth]
    span: tuple[date, date]
    bands: Bands


class HealthChart(Section):
    """A curve of known days; carried ones are hollow, days without a row are left out."""

    HELP = (
        "Each day of the score, or of what the cursor of the list above is on; h and l choose another. + shows fewer "
        "days, - more. Below stand since when the score is in its band, the last day in a better one, the highest and "
        "the lowest day. ◦ is a day whose facts are not known any more, ▲ one on which the rules became others."
    )
    BINDINGS = [
        *bindings("timeline.zoom-in", "timeline.zoom-out"),
        *bindings_of(registered("list", "left", "right")),
    ]
    CALLED: Final = {
        "list.left": ("Before", "Show the line before"),
        "list.right": ("Next", "Show the next line"),
    }

    @dataclass
    class Turned(Message):
        """Another line is to be shown, so many further on."""

        step: int

    def __init__(self) -> None:
        super().__init__(id="timeline")
        self.kind = "accounts"
        self._days: int | None = 90
        self._shown = SCORE
        self._loaded: Days | None = None
        self._points: tuple[Point, ...] = ()
        self._lines: list[list[Run]] = []
        self._drawn_for = (0, 0)

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> Days:
        """Return the days of the span chosen; runs in a thread."""
        number, count = each(account)[0], self._days
        if count is None:
            days = history(connection, number, until=view.today)
            first = days[0].day if days else view.today
        else:
            days = last_days(connection, number, view.today, count)
            first = view.today - timedelta(days=count - 1)
        return Days(days, (first, view.today), view.playbook.health.bands)

    def show(self, loaded: Any) -> None:
        """Show them."""
        self._loaded = loaded
        self.show_series(self._shown)

    def show_series(self, name: str) -> None:
        """Show the days of the score, of a factor, or of the deduction."""
        self._shown = name
        self._points = () if self._loaded is None else series(name, self._loaded.days)
        self._drawn_for = (0, 0)
        self.show_title()
        self.refresh()

    def show_title(self) -> None:
        """Write what is shown over which days, and what its signs mean where there are some."""
        span = "all days" if self._days is None else days_words(self._days)
        signs = [f"{HOLLOW} carried"] if any(point.carried for point in self._points) else []
        signs += [f"{RULES} rules changed"] if rule_changes(self._points) else []
        more = " · ".join((span, *signs))
        title = f"Timeline · {label(self._shown)}"
        self.border_title = Content.assemble(title, (f" · {more}", "$muted"))
        bands = self._loaded.bands if self._loaded is not None and self._shown == SCORE else None
        self.border_subtitle = Content(landmarks(self._points, self.outer_size.width - _MARGIN, bands))

    def on_resize(self) -> None:
        """Say what fits in the border now."""
        self.show_title()

    @property
    def since(self) -> date | None:
        """The first day shown, None for all there are."""
        return None if self._days is None or self._loaded is None else self._loaded.span[0]

    @property
    def is_filled(self) -> bool:
        """Whether a day is known."""
        return any(point.value is not None for point in self._points)

    @property
    def wants(self) -> int:
        """The fewest lines in which days are worth drawing, or those that say why there are none."""
        return LEAST + _BORDERS + 2

    @property
    def comfort(self) -> int:
        """Lines in which ten points are told from each other."""
        return _EASE + _BORDERS if self.is_filled else self.wants

    def wants_with(self, spare: int) -> int:
        """Return the lines it takes where nothing else could use the `spare` ones."""
        return min(_MOST, self.comfort + spare)

    def want(self, row_id: int) -> None:
        """Stay: a day is no record."""

    def render_line(self, y: int) -> Strip:
        """Draw line `y`."""
        size = self.scrollable_size
        if not self.is_filled or self._loaded is None:
            self._empty = Content(_nothing(self._shown))
            return self.empty_line(y, self.size.height)
        if self._drawn_for != (size.width, size.height):
            self._drawn_for = (size.width, size.height)
            self._lines = timeline(
                self._points, self._loaded.span, size.width, size.height, self._levels(self._loaded.bands)
            )
        if y >= len(self._lines):
            return Strip.blank(size.width, self.look())
        return Strip(self.paint(self._lines[y])).adjust_cell_length(size.width, self.look())

    def _levels(self, bands: Bands) -> dict[int, Token]:
        """Return the lowest scores of the upper bands, which mean something to the score alone."""
        return {bands.healthy: "good", bands.watch: "warn"} if self._shown == SCORE else {}

    def action_list_left(self) -> None:
        """Show the line before."""
        self.post_message(self.Turned(-1))

    def action_list_right(self) -> None:
        """Show the next line."""
        self.post_message(self.Turned(1))

    def why_not(self, command_id: str) -> str | None:
        """Refuse to go beyond the spans there are."""
        if command_id == "timeline.zoom-in" and self._days == SPANS[0]:
            return "these are the fewest days"
        return "all days are shown" if command_id == "timeline.zoom-out" and self._days is None else None

    def action_zoom_in(self) -> None:
        """Show fewer days."""
        self._zoom(-1)

    def action_zoom_out(self) -> None:
        """Show more days."""
        self._zoom(1)

    def _zoom(self, step: int) -> None:
        self._days = SPANS[SPANS.index(self._days) + step]
        self.show_title()
        page_of(self).reload()


def _nothing(name: str) -> str:
    if name == RISK:
        return "No day shown had an active risk."
    return "Nothing was measured on the days shown."

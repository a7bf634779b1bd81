"""What a picture of health shows: the days of an account, and where they lie in pixels (features: row 69)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal

from kapta_tui.data.read.health.gather import ONE, gather
from kapta_tui.data.read.health.history import DayOfHealth, history
from kapta_tui.data.read.names import account_name
from kapta_tui.data.read.playbook import current_version
from kapta_tui.data.read.records import View
from kapta_tui.domain.health.bands import score_words
from kapta_tui.domain.health.score import health
from kapta_tui.domain.health.words import delta_words
from kapta_tui.domain.lanes import fitting
from kapta_tui.domain.playbook.health import Bands
from kapta_tui.reports.pictures.axis import CELLS, Axis

WIDTH, HEIGHT = 1600, 900
"""Pixels of the picture: the shape of a slide."""

LEFT, RIGHT, TOP, BOTTOM = 96, 1330, 128, 750
"""Pixels around the plot; what stands right of it says which line is which."""

_LEAST: Final = timedelta(days=6)
"""The fewest days that the time line shows, less one."""


@dataclass(frozen=True)
class HealthSheet:
    """The days of an account up to `today`, drawn from `first` on, and the factors drawn beside the score."""

    name: str
    today: date
    days: Sequence[DayOfHealth]
    bands: Bands
    factors: Sequence[str]
    first: date
    theme: Literal["light", "dark"] = "light"

    @cached_property
    def axis(self) -> Axis:
        """The time line, from the first day to the end of the last one."""
        first = min(self.first, self.today - _LEAST)
        zoom = fitting(first, self.today, CELLS)
        return Axis(zoom, zoom.cell(first), zoom.end_cell(self.today), LEFT, RIGHT)

    def x(self, day: date) -> float:
        """Return where the middle of a day lies."""
        zoom = self.axis.zoom
        return self.axis.x((day.toordinal() + 0.5) * zoom.cells / zoom.days)

    @staticmethod
    def y(points: float) -> float:
        """Return where a score of 0..100 lies."""
        return round(BOTTOM - points / 100 * (BOTTOM - TOP), 2)

    @property
    def about(self) -> str:
        """What stands below the title: the score with its band, and the change over the days drawn."""
        now = self.days[-1]
        score = score_words(now.score, None if now.score is None else self.bands.of(now.score))
        old = self.days[0]
        known = now.score is not None and old.score is not None and old is not now
        delta = delta_words((now.score or 0) - (old.score or 0), since=old.day) if known else ""
        return " · ".join(filter(None, (f"Health {score}", delta)))


def health_sheet(
    connection: sqlite3.Connection, view: View, account: int, since: date | None, factors: Sequence[str]
) -> HealthSheet:
    """Return what a picture shows of `account`: its days since `since`, all of them where that is None.

    Without `factors` those are drawn that were ever weighed.

    Raises:
        NotFound: the account is gone.
    """
    name = account_name(connection, account).name
    today, playbook = view.today, view.playbook
    (facts,) = gather(connection, today, playbook, ONE, account)
    scores = health(facts, today, playbook).scores
    version, _ = current_version(connection)
    now = DayOfHealth(today, scores.score, scores.raw_kept, scores.measured_kept, scores, version)
    past = [day for day in history(connection, account, since, today) if day.day < today]
    days = (*past, now)
    weighed = tuple(
        factor.name
        for place, factor in enumerate(scores.factors)
        if any(_is_weighed(day, place) for day in days)
    )
    first = days[0].day if since is None else since
    return HealthSheet(name, today, days, playbook.health.bands, tuple(factors) or weighed, first)


def _is_weighed(day: DayOfHealth, place: int) -> bool:
    return day.scores.factors[place].weight > 0

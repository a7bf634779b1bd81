"""The health of an account: the score and its factors with points, days and change (features: rows 10, 11 and 58)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar, Final

from textual.content import Content

from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.among import Several, each
from kapta_tui.data.read.health.look import Standing, last_days, standing
from kapta_tui.data.read.records import View
from kapta_tui.domain.health.period import DEFAULT, PERIODS, Period
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.words import measured_words
from kapta_tui.domain.measures import number_words
from kapta_tui.screens.account.acting import page_of
from kapta_tui.screens.account.measure.factors import DAYS, SCORE, FactorLine, factor_lines
from kapta_tui.screens.account.sections import FRAME, Section
from kapta_tui.screens.band import delta_token
from kapta_tui.screens.standing import HEALTH, period_of, standing_parts
from kapta_tui.widgets.cells import Cell, CellPart, Fill
from kapta_tui.widgets.healthchart import sparks
from kapta_tui.widgets.listing import Column, Listing
from kapta_tui.widgets.textbar import bar

_CYCLE: Final = (*(Period(days) for days in PERIODS), Period())
_BAR: Final = 10
_SPARK: Final = 20


@dataclass(frozen=True, slots=True)
class LoadedHealth:
    """What the section shows; `found` is None for an account that is gone."""

    found: Standing | None
    lines: Sequence[FactorLine] = ()


class HealthList(Listing[FactorLine], Section):
    """The score, then what each factor gave to it; below them what the risk took."""

    HELP = (
        "Points add up to the score, changes to its change. Enter explains the score to the last point, p and D choose "
        "what today is compared with; the timeline shows what the cursor is on. ! is stale, ◦ a day whose facts are "
        "not known any more."
    )
    BINDINGS = bindings("timeline")
    HINTS: ClassVar = {"health.why": 3}
    CALLED: ClassVar = {"list.open": ("Why", "Explain the score to the last point")}

    def __init__(self) -> None:
        super().__init__(_COLUMNS, id="health")
        self.kind = "accounts"
        self.period = DEFAULT
        self._found: Standing | None = None
        self.border_title = Content("Health")

    def load(self, connection: sqlite3.Connection, account: Several, view: View) -> LoadedHealth:
        """Return the health with the days drawn beside it; runs in a thread."""
        number = each(account)[0]
        found = standing(connection, number, view.today, self.period)
        if found is None:
            return LoadedHealth(None)
        span = (view.today - timedelta(days=DAYS - 1), view.today)
        return LoadedHealth(found, factor_lines(found, last_days(connection, number, view.today, DAYS), span))

    def show(self, loaded: Any) -> None:
        """Show it."""
        self._found = loaded.found
        rows = {line.id: line for line in loaded.lines}
        self.unmarkable = frozenset(rows)
        self.set_ids(list(rows), rows)
        self.redraw()
        self.show_title()

    def show_title(self) -> None:
        """Write the score with its change and the measured share."""
        found = self._found
        if found is None:
            self.border_title = Content("Health")
            return
        measured = measured_words(found.health.scores.measured)
        words = [*standing_parts(found), (f" · {measured}", "muted")]
        self.border_title = Content.assemble("Health ", *map(_styled, words))

    @property
    def line(self) -> FactorLine | None:
        """The line under the cursor."""
        return None if self.cursor_id is None else self.row(self.cursor_id)

    @property
    def is_filled(self) -> bool:
        """There is a line for each factor always."""
        return bool(self.ids)

    @property
    def wants(self) -> int:
        """A line for each factor."""
        return len(self.ids) + FRAME

    def want(self, row_id: int) -> None:
        """Stay: a line is no record."""

    def action_period(self) -> None:
        """Compare with the next day back."""
        now = _CYCLE.index(self.period) if self.period in _CYCLE else -1
        self._compare(_CYCLE[(now + 1) % len(_CYCLE)])

    def action_since(self) -> None:
        """Ask for the day to compare with."""
        from kapta_tui.screens.health.titles import ask_period

        ask_period(page_of(self), self.period, self._compare)

    def _compare(self, period: Period) -> None:
        page = page_of(self)
        page.shell.view_used(HEALTH, period.text)
        self.period = period_of(period.text)
        page.reload()


def _styled(part: CellPart) -> tuple[str, str]:
    if isinstance(part, Fill):
        return "", ""
    text, token = part if isinstance(part, tuple) else (part, "")
    return text, "bold" if token == "strong" else f"${token}" if token else ""


def _name(line: FactorLine) -> Cell:
    return (line.label, "strong") if line.name == SCORE else line.label


def _points(line: FactorLine) -> Cell:
    if line.earned is None:
        return (line.note or "·", "muted")
    if line.possible is None:
        return (f"{line.earned:+d}", delta_token(line.earned)) if line.earned else ("0", "muted")
    possible = number_words(Decimal(rounded(line.possible, 1)).scaleb(-1))
    return [str(line.earned), (f" of {possible}", "muted")]


def _bar(line: FactorLine) -> Cell:
    return "" if line.share is None else bar(float(line.share), _BAR)


def _score(line: FactorLine) -> Cell:
    if line.score is None:
        return ("·", "muted")
    return [("! ", "warn") if line.note else "", f"{line.score:.1f}"]


def _spark(line: FactorLine) -> Cell:
    return [
        part if token is None else (part, token) for part, token in sparks(line.points, line.span, _SPARK)
    ]


def _change(line: FactorLine) -> Cell:
    if line.change is None:
        return ("·", "muted")
    sign = (line.change > 0) - (line.change < 0)
    return (f"{line.change:+.2f}", delta_token(sign)) if sign else ("0.00", "muted")


_COLUMNS: Final = tuple(
    column._replace(sortable=False)
    for column in (
        Column[FactorLine]("factor", "Factor", _name, minimum=12, wish=16, maximum=24, priority=9),
        Column[FactorLine]("points", "Points", _points, width=10, align="right", priority=9),
        Column[FactorLine]("bar", "Share", _bar, width=_BAR, priority=4),
        Column[FactorLine]("score", "Score", _score, width=7, align="right", priority=6),
        Column[FactorLine]("days", f"{DAYS} days", _spark, width=_SPARK, priority=7),
        Column[FactorLine]("change", "Change", _change, width=7, align="right", priority=8),
    )
)

"""Asking for one value of a metric: "value [date]" on one line, which says what it means while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kapta_tui.data.read.metrics import Measurement, MetricRow
from kapta_tui.domain.errors import KaptaError, RuleError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.measures import COLOUR, checked, split_entry
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.values import Context, converter, format_value
from kapta_tui.screens import editing
from kapta_tui.screens.account.measure import jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.measured import amount

_VALUE = KINDS["metrics"].by_name["value"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is recorded of `metric`; `corrected` is the value of its history that is put right."""

    metric: MetricRow
    playbook: Playbook
    today: date
    corrected: Measurement | None = None

    def read(self, text: str) -> tuple[Decimal, date]:
        """Return value and day that `text` writes. Raises ValueError with the reason."""
        day = self.today if self.corrected is None else self.corrected.day
        written, named = split_entry(text, day)
        value = converter(_VALUE, Context(today=self.today))(written)
        try:
            return checked(self.metric.unit, value), named
        except RuleError as error:
            raise ValueError(str(error)) from error

    def meaning(self, text: str) -> str:
        """Return what `text` would record, and which value of that day it replaces. Raises ValueError."""
        value, day = self.read(text)
        words = f"{amount(self.metric, value, self.playbook)} on {day:%a %d %b %Y}"
        before = next((held for when, held in self.metric.values if when == day), None)
        instead = f", instead of {amount(self.metric, before, self.playbook)}" if before is not None else ""
        if day > self.today:
            instead += "; it counts from that day on"
        return words + instead

    @property
    def typed(self) -> str:
        """What the line begins with: the value that is corrected, with its day."""
        if self.corrected is None:
            return ""
        return f"{format_value(_VALUE, self.corrected.value)} {self.corrected.day.isoformat()}"


def ask(screen: BaseScreen, entry: Entry, then: Callable[[int], object] | None = None) -> None:
    """Ask for a value and record it; `then` is told when that is done."""
    from kapta_tui.screens.dialogs import Prompt

    def save(text: str, done: Callable[[KaptaError | None], None]) -> None:
        value, day = entry.read(text)
        wrong = entry.corrected
        instead, seen = (None, None) if wrong is None else (wrong.day, wrong.value)
        job = jobs.record(entry.metric.id, value, day, instead, seen)

        def finished(metric: int) -> None:
            done(None)
            if then is not None:
                then(metric)

        editing.run(screen, job, finished, done)

    example = "green" if entry.metric.unit == COLOUR else "41"
    title = "Record" if entry.corrected is None else "Correct"
    screen.app.push_screen(
        Prompt(
            f"{title} a value of {entry.metric.name}",
            value=entry.typed,
            placeholder=f"{example}, or {example} 2026-09-01",
            hint="A value, and its day where that is another one",
            read=entry.meaning,
            save=save,
        )
    )

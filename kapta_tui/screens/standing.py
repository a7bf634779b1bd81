"""The health of an account in lines: the number with its change, its main cause, and a bar per factor."""

from __future__ import annotations

from typing import Final

from kapta_tui.data.read.health.history import Change
from kapta_tui.data.read.health.look import Standing
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.health.period import DEFAULT, Period, parse_period
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.words import (
    FACTOR_LABELS,
    change_words,
    delta_words,
    measured_words,
    signed,
)
from kapta_tui.screens.band import delta_token, score_parts
from kapta_tui.widgets.cells import Cell, CellPart
from kapta_tui.widgets.preview import Fact
from kapta_tui.widgets.textbar import bar

HEALTH: Final = "health"
"""Under this name the shell remembers the period over which health is compared."""

_BAR: Final = 8
_NAME: Final = max(map(len, FACTOR_LABELS.values())) + 1


def over_words(delta: int | None, change: Change | None, period: Period, *, brief: bool = False) -> str:
    """Return the change with what it is counted from: "-9 in 30 days", "-9 since 2026-05-31", "+4 since last QBR".

    In brief "-9 in 30 d". Empty where there is no earlier day, or one of the two was not scored.
    """
    if delta is None or change is None:
        return ""
    if period.days is None or not change.is_whole:
        is_review = period.since is None and period.days is None and change.is_whole
        words = delta_words(delta)
        return f"{words} since {'last QBR' if is_review else change.since.isoformat()}"
    if brief:
        return f"{signed(delta)} in {period.days} d"
    return delta_words(delta, period.days)


def standing_parts(found: Standing, *, brief: bool = False) -> list[CellPart]:
    """Return "62 ◐ watch -9 in 30 days" as parts of a cell."""
    parts = score_parts(found.score, found.band)
    over = over_words(found.delta, found.change, found.period, brief=brief)
    return [*parts, (f" {over}", delta_token(found.delta))] if over else parts


def standing_facts(found: Standing) -> list[Fact]:
    """Return the number with its change, its main cause, what each factor earned, and the measured share."""
    lines: list[Cell] = [standing_parts(found)]
    if found.change is not None and (why := change_words(found.change.causes).partition("; then ")[0]):
        lines.append((why, "muted"))
    measured: Cell = (measured_words(found.health.scores.measured), "muted")
    return [Fact("Health", (*lines, *_bars(found), measured), hangs=True)]


def _bars(found: Standing) -> list[Cell]:
    if found.parts is None:
        return []
    lines: list[Cell] = []
    for row in found.parts.rows:
        drawn = bar(float(row.exact / row.possible), _BAR)
        name = f"{FACTOR_LABELS[row.factor.name]:<{_NAME}}"
        lines.append([(name, "muted"), *drawn, f" {row.shown:>2} of {rounded(row.possible)}"])
    if found.parts.deduction:
        lines.append([(f"{'Risk':<{_NAME}}", "muted"), (f"{-found.parts.deduction:>{_BAR + 3}}", "bad")])
    return lines


def period_of(text: str) -> Period:
    """Return the period that was kept as `text`, the usual one where none was or it cannot be read any more."""
    try:
        return parse_period(text)
    except UsageError:
        return DEFAULT

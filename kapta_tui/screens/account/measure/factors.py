"""The lines of the health section: the score, its factors, the deduction, each with its days and its change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kapta_tui.data.read.health.history import DayOfHealth
from kapta_tui.data.read.health.look import Standing
from kapta_tui.domain.health.lines import RISK
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.score import Factor
from kapta_tui.domain.health.words import FACTOR_LABELS
from kapta_tui.domain.playbook.health import FACTORS
from kapta_tui.screens.health.splits import changes_of
from kapta_tui.widgets.healthchart import Point

SCORE: Final = "score"
EXPLAINED: Final = (*FACTORS, RISK)
"""Lines with facts behind them."""

_OTHER: Final = {"weights": "Weights", "clamp": "Limit at 0"}
_LABELS: Final = {SCORE: "Score", **FACTOR_LABELS, RISK: "Risk", **_OTHER}
_IDS: Final = {name: number for number, name in enumerate(_LABELS, 1)}

DAYS: Final = 90
"""Days drawn beside each factor."""


@dataclass(frozen=True, slots=True)
class FactorLine:
    """One line. `score` is a factor's, 0..100; `earned` of `possible` points are those of the whole score.

    What does not count has neither; a deduction and the limit at 0 have no `possible`. `change` are the points of the
    whole score that came or went by it over the period.
    """

    name: str
    label: str
    earned: int | None = None
    possible: Fraction | None = None
    share: Fraction | None = None
    score: Decimal | None = None
    note: str = ""
    points: tuple[Point, ...] = ()
    span: tuple[date, date] = (date.min, date.min)
    change: Decimal | None = None

    @property
    def id(self) -> int:
        """The same for the same name always."""
        return _IDS[self.name]


def factor_lines(found: Standing, days: Sequence[DayOfHealth], span: tuple[date, date]) -> list[FactorLine]:
    """Return the lines of a health: changes of all lines but the first add up to that of the first, to a hundredth."""
    changes = (
        changes_of(found.change.causes) if found.change is not None and found.delta is not None else None
    )
    earned = {row.factor.name: row for row in found.parts.rows} if found.parts is not None else {}
    lines = [_total(found, changes)]
    for factor in found.health.scores.factors:
        row = earned.get(factor.name)
        if factor.weight or (changes and factor.name in changes):
            lines.append(
                FactorLine(
                    factor.name,
                    _LABELS[factor.name],
                    None if row is None else row.shown,
                    None if row is None else row.possible,
                    None if row is None else row.exact / row.possible,
                    None if factor.score is None else Decimal(factor.score) / 100,
                    _note(factor),
                )
            )
    lines += _others(found, changes or {})
    return [_filled(line, days, span, changes) for line in lines]


def series(name: str, days: Sequence[DayOfHealth]) -> tuple[Point, ...]:
    """Return the days of the score, of a factor or of the deduction, each 0..100."""
    return tuple(Point(day.day, _value(name, day), day.carried, day.playbook) for day in days)


def label(name: str) -> str:
    """Return what a line is called."""
    return _LABELS[name]


def _value(name: str, day: DayOfHealth) -> Decimal | None:
    if name == RISK:
        return None if day.score is None else min(Decimal(100), Decimal(day.scores.deduction) / 100)
    if name in FACTORS:
        factor = day.scores.factors[FACTORS.index(name)]
        return Decimal(factor.score) / 100 if factor.counts and factor.score is not None else None
    return None if day.raw is None else Decimal(day.raw) / 10_000


def _total(found: Standing, changes: Mapping[str, Decimal] | None) -> FactorLine:
    scores = found.health.scores
    return FactorLine(
        SCORE,
        _LABELS[SCORE],
        scores.score,
        None if scores.score is None else Fraction(100),
        None if scores.raw is None else scores.raw / 100,
        None if scores.raw is None else Decimal(rounded(scores.raw, 2)).scaleb(-2),
        change=None if changes is None else sum(changes.values(), Decimal("0.00")),
    )


def _others(found: Standing, changes: Mapping[str, Decimal]) -> list[FactorLine]:
    """Return the deduction, and what else moved or holds the score."""
    parts = found.parts
    taken, given = (0, 0) if parts is None else (-parts.deduction, parts.clamp)
    lines = [FactorLine(RISK, _LABELS[RISK], taken)] if taken or RISK in changes else []
    lines += [FactorLine("weights", _LABELS["weights"])] if "weights" in changes else []
    return [*lines, *([FactorLine("clamp", _LABELS["clamp"], given)] if given or "clamp" in changes else [])]


def _note(factor: Factor) -> str:
    return "stale" if factor.stale else "" if factor.state == "scored" else factor.state


def _filled(
    line: FactorLine,
    days: Sequence[DayOfHealth],
    span: tuple[date, date],
    changes: Mapping[str, Decimal] | None,
) -> FactorLine:
    """Return the line with its days and its part of the change."""
    change = line.change
    if line.name != SCORE and changes is not None:
        change = changes.get(line.name, Decimal("0.00"))
    return replace(
        line, points=() if line.name in _OTHER else series(line.name, days), span=span, change=change
    )

"""How reports on health and activity word scores, points, changes and days (features: row 70)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from kapta_tui.data.read.health.why import FactorWhy, Why
from kapta_tui.data.read.healthreport import HealthReport
from kapta_tui.domain.health.bands import band_words, score_words
from kapta_tui.domain.health.causes import Cause
from kapta_tui.domain.health.period import Period
from kapta_tui.domain.health.points import apportion
from kapta_tui.domain.health.score import Factor
from kapta_tui.domain.health.words import (
    FACTOR_LABELS,
    cause_label,
    change_words,
    delta_words,
    measured_words,
    signed,
)
from kapta_tui.reports.escaping import Marked

_PARTS = 10_000
_PLACES = 2
"""Decimals of points of facts and causes."""


class PointLine(NamedTuple):
    """A line of the table that adds up to the score: a factor, the risk, what is held at 0, or the score itself."""

    label: str
    shown: Marked
    possible: str = ""
    score: str = ""
    remark: str = ""


def context() -> dict[str, Any]:
    """Return the names that templates of health and activity use."""
    return {
        "score_words": score_words,
        "band_words": band_words,
        "factor_label": FACTOR_LABELS.__getitem__,
        "measured": lambda kept: measured_words(Fraction(kept, _PARTS)),
        "percent_of": lambda kept: f"{kept / 100:g} %",
        "delta_words": delta_words,
        "signed": number,
        "change_words": change_words,
        "cause_lines": cause_lines,
        "fact_lines": fact_lines,
        "point_lines": point_lines,
        "left_out": left_out,
        "hundredths": hundredths,
        "period_words": period_words,
    }


class CauseLine(NamedTuple):
    """A cause of a change with its points, or what people or rules changed in all."""

    label: str
    by: str
    change: Marked


def number(value: Fraction | Decimal | int, places: int = 0) -> Marked:
    """Return a change with its sign; behind the edge of a cell it is no mark of a list."""
    return Marked(signed(Fraction(value), places))


def cause_lines(causes: Sequence[Cause]) -> tuple[tuple[CauseLine, ...], Marked, Marked]:
    """Return causes with points that add up, then what people changed and what the rules did."""
    parts = apportion([cause.change for cause in causes], _PLACES)
    sums = [Decimal(0), Decimal(0)]
    for cause, part in zip(causes, parts, strict=True):
        sums[cause.by_rules] += part
    lines = (
        CauseLine(cause_label(cause), "the rules" if cause.by_rules else "you", number(part, _PLACES))
        for cause, part in zip(causes, parts, strict=True)
    )
    return tuple(lines), number(sums[0], _PLACES), number(sums[1], _PLACES)


def fact_lines(found: FactorWhy) -> tuple[tuple[str, Decimal | None, Decimal | None], ...]:
    """Return the facts of a factor with points earned and possible, None where a fact has none; each adds up."""
    earned = apportion([fact.line.earned for fact in found.facts], _PLACES)
    possible = apportion([fact.line.possible for fact in found.facts], _PLACES)
    return tuple(
        (fact.text, one, most) if fact.line.possible else (fact.text, None, None)
        for fact, one, most in zip(found.facts, earned, possible, strict=True)
    )


def point_lines(report: HealthReport) -> tuple[PointLine, ...]:
    """Return the lines of the table whose points add up to its last one, the score; none where nothing is scored."""
    return tuple(_lines(report))


def _lines(report: HealthReport) -> Iterator[PointLine]:
    found = report.points
    if found is None:
        return
    possible = apportion([row.possible for row in found.rows], 0)
    for row, most in zip(found.rows, possible, strict=True):
        name, stale = FACTOR_LABELS[row.factor.name], "stale" if row.factor.stale else ""
        yield PointLine(name, Marked(row.shown), str(most), hundredths(row.factor.score), stale)
    if found.deduction:
        yield PointLine("Risk", number(-found.deduction))
    if found.clamp:
        yield PointLine("Held at 0", number(found.clamp))


def left_out(found: Why) -> str:
    """Return the factors that do not count, each with its reason: "QBR (not known), Delivery (switched off)"."""
    factors = (one.factor for one in found.factors if not one.factor.counts)
    return ", ".join(f"{FACTOR_LABELS[one.name]} ({_reason(one)})" for one in factors)


def _reason(factor: Factor) -> str:
    return "not known" if factor.state == "missing" else "switched off"


def hundredths(kept: int | None) -> str:
    """Return a score of hundredths with as many decimals as it has, nothing where there is none."""
    return "" if kept is None else f"{kept / 100:g}"


def period_words(period: Period) -> str:
    """Return a period within a sentence: "in 30 days", "since 2026-05-31", "since the last QBR"."""
    if period.days is not None:
        return f"in {period.words}"
    return period.words if period.since is not None else "since the last QBR"

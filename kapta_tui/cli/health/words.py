"""The health of an account as people read it on a terminal: it adds up from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kapta_tui.cli.health.changewords import ahead_text, change_text
from kapta_tui.cli.health.figures import hundredths
from kapta_tui.cli.health.rows import record
from kapta_tui.cli.health.told import FactorTold, FactTold, Told
from kapta_tui.cli.output.table import grid_text
from kapta_tui.data.read.health.next import WhatNext
from kapta_tui.domain.health.words import (
    FACTOR_LABELS,
    delta_words,
    measured_words,
    score_words,
)
from kapta_tui.domain.measures import number_words

Rows = Iterator[Sequence[str]]
_INDENT = "  "


def health_text(told: Told, ahead: WhatNext | None, keys: Mapping[str, str], *, with_facts: bool) -> str:
    """Return the report: the score, the table of factors, facts where asked for, the change, and steps of `ahead`."""
    archived = ", archived" if told.why.health.facts.archived else ""
    head = f"{_score_line(told)}\n{told.why.name}, {told.why.health.day}{archived}\n"
    parts = [head, grid_text(list(_factors(told)), right={1, 2, 3, 4})]
    if with_facts:
        parts.append(grid_text(list(_facts(told)), right={0, 1}, wraps=2))
    parts.append(change_text(told))
    if ahead is not None:
        parts.append(ahead_text(ahead, keys))
    return "\n".join(parts)


def _score_line(told: Told) -> str:
    """Return "62 ◐ watch  -9 in 30 days  100 % measured"."""
    scores, changed = told.why.health.scores, told.change
    days = told.period.days if changed is not None and changed.is_whole else None
    since = changed.since if changed is not None and days is None else None
    parts = (
        score_words(scores.score, told.band),
        delta_words(changed.delta if changed else None, days, since),
        measured_words(scores.measured),
    )
    return "  ".join(filter(None, parts))


def _factors(told: Told) -> Rows:
    yield "Factor", "Points", "of", "Score", "Weight", "State"
    for one in told.factors:
        yield _factor(one)
    parts = told.breakdown
    if parts is None:
        return
    if told.risks or parts.deduction or parts.clamp:
        yield "Sum", str(sum(row.shown for row in parts.rows)), "100", "", "", ""
        risks = "; ".join(risk.fact.text for risk in told.risks)
        yield "Risk", str(-parts.deduction), "", "", "", risks
    if parts.clamp:
        yield "Held at 0", f"+{parts.clamp}", "", "", "", "never less than 0"
    yield "Score", str(parts.score), "100", "", "", ""


def _factor(told: FactorTold) -> Sequence[str]:
    factor = told.why.factor
    reason = "" if factor.counts else ": " + "; ".join(one.fact.text for one in told.facts)
    return (
        FACTOR_LABELS[factor.name],
        "" if told.shown is None else str(told.shown),
        "" if told.possible is None else number_words(told.possible),
        "" if factor.score is None else f"{hundredths(factor.score)}",
        str(factor.weight),
        f"{factor.state}{', stale' if factor.stale else ''}{reason}",
    )


def _facts(told: Told) -> Rows:
    yield "Points", "of", "Fact", "Record"
    for one in told.factors:
        label = FACTOR_LABELS[one.why.factor.name]
        yield _points(one.exact), _points(one.possible), label, ""
        yield from map(_fact, one.facts)
    if told.risks:
        yield _points(hundredths(-told.why.health.scores.deduction)), "", "Risk", ""
        yield from map(_fact, told.risks)


def _fact(told: FactTold) -> Sequence[str]:
    line = told.fact.line
    return (
        _points(told.points) if told.counts else "",
        _points(told.possible) if line.possible else "",
        f"{_INDENT}{told.fact.text}",
        record(line.kind, line.id),
    )


def _points(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}"

"""The health of an account as rows for programs: one table, whose first column says what a row is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kapta_tui.cli.health.figures import exact, hundredths
from kapta_tui.cli.health.objects import reference, values
from kapta_tui.cli.health.told import FactorTold, FactTold, Told
from kapta_tui.data.read.health.next import Advice, WhatNext
from kapta_tui.domain.fields import Value
from kapta_tui.domain.health.causes import Cause
from kapta_tui.domain.health.words import cause_label

KEYS: Final = (
    *("section", "name", "value", "of", "score", "weight", "state", "text", "date", "record", "command"),
)
RIGHT: Final = frozenset({"value", "of", "score", "weight"})
Row = dict[str, Value]


def health_rows(told: Told, ahead: WhatNext | None, *, with_facts: bool) -> Iterator[Row]:
    """Yield rows with some of `KEYS`: `health` for single values, `factor`, `fact`, `risk`, `cause` and `next`.

    `value` is points of the whole score's 100, of a cause or a step what it changes or would gain. Facts are those
    of factors; steps are there where `ahead` is.
    """
    for name, value in values(told).items():
        yield {"section": "health", "name": name, "value": value}
    for factor in told.factors:
        yield _factor(factor)
        if with_facts:
            for fact in factor.facts:
                yield _fact("fact", factor.why.factor.name, fact)
    for risk in told.risks:
        yield _fact("risk", "risk", risk)
    for cause, change in told.causes:
        yield {"section": "cause", "value": change, **_cause(cause)}
    for advice in ahead.steps if ahead else ():
        yield _step(advice)


def _factor(told: FactorTold) -> Row:
    factor = told.why.factor
    return {
        "section": "factor",
        "name": factor.name,
        "value": told.shown,
        "of": told.possible,
        "score": hundredths(factor.score),
        "weight": factor.weight,
        "state": "stale" if factor.stale else factor.state,
        "text": "" if factor.counts else "; ".join(fact.fact.text for fact in told.facts),
    }


def _fact(section: str, name: str, told: FactTold) -> Row:
    line = told.fact.line
    return {
        "section": section,
        "name": name,
        "value": told.points if told.counts else None,
        "of": told.possible if line.possible else None,
        "state": line.state,
        "text": told.fact.text,
        "date": line.on,
        "record": record(line.kind, line.id),
    }


def _cause(cause: Cause) -> Row:
    return {
        "name": cause.factor or cause.kind,
        "state": "rules" if cause.by_rules else "you",
        "text": cause_label(cause),
    }


def _step(advice: Advice) -> Row:
    step = advice.step
    return {
        "section": "next",
        "name": step.item,
        "value": exact(step.gain),
        "score": step.shown_after,
        "text": advice.text,
        "record": record(step.kind, step.id),
        "command": step.shell,
    }


def record(kind: str, number: int | None) -> str:
    """Return a record as a command names it: "contact 5"; empty where there is none."""
    return "" if number is None else " ".join(map(str, reference(kind, number).values()))

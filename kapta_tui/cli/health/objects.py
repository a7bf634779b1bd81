"""The health of an account as JSON, with the keys that scripts rely on (interface.md 1)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kapta_tui.cli.health.figures import exact, hundredths, percent
from kapta_tui.cli.health.told import FactorTold, FactTold, Told
from kapta_tui.cli.output.json_text import Json
from kapta_tui.data.read.health.next import Advice, WhatNext
from kapta_tui.domain.fields import Value
from kapta_tui.domain.health.causes import Cause
from kapta_tui.domain.health.words import cause_label, change_words
from kapta_tui.domain.kinds import KINDS


def health_object(told: Told, ahead: WhatNext, keys: Mapping[str, str]) -> dict[str, Json]:
    """Return everything about the health of an account; `keys` names the key of each command of the app.

    Points are of the whole score's 100, `measured` is percent of the weights. `points` of the factors, less
    `deduction_points`, and `clamp` given back, are the score; their `exact` points add up to `base`, those of facts
    to their factor's; `causes` add up to `raw_delta`.
    """
    return {
        **values(told),
        "factors": [_factor(one) for one in told.factors],
        "risks": [_fact(one) for one in told.risks],
        "causes": [_cause(*one) for one in told.causes],
        "next": [_step(one, keys) for one in ahead.steps],
    }


def values(told: Told) -> dict[str, Value]:
    """Return what is one value each, by key."""
    scores, health, changed, parts = told.why.health.scores, told.why.health, told.change, told.breakdown
    return {
        "id": told.why.account,
        "kind": "health",
        "account": told.why.name,
        "date": health.day,
        "score": scores.score,
        "raw": exact(scores.raw),
        "base": exact(scores.base),
        "deduction": hundredths(scores.deduction),
        "deduction_points": parts.deduction if parts else None,
        "clamp": parts.clamp if parts else None,
        "measured": percent(scores.measured_kept),
        "band": told.band,
        "archived": health.facts.archived,
        "period": told.period.text,
        "since": changed.since if changed else None,
        "delta": changed.delta if changed else None,
        "raw_delta": told.raw_delta,
        "you_changed": told.changed(by_rules=False),
        "rules_changed": told.changed(by_rules=True),
        "words": change_words([cause for cause, _ in told.causes]) or None,
    }


def reference(kind: str, number: int | None) -> dict[str, Value]:
    """Return what names a record to a command: its noun and its id, null where there is none."""
    return {"kind": KINDS[kind].noun if kind else None, "id": number}


def _factor(told: FactorTold) -> dict[str, Json]:
    factor = told.why.factor
    return {
        "name": factor.name,
        "state": factor.state,
        "stale": factor.stale,
        "score": hundredths(factor.score),
        "weight": factor.weight,
        "points": told.shown,
        "exact": told.exact,
        "max_points": told.possible,
        "facts": [_fact(one) for one in told.facts],
    }


def _fact(told: FactTold) -> dict[str, Value]:
    line = told.fact.line
    return {
        **reference(line.kind, line.id),
        "title": told.fact.title or None,
        "text": told.fact.text,
        "state": line.state or None,
        "points": told.points if told.counts else None,
        "max_points": told.possible if line.possible else None,
        "date": line.on,
    }


def _cause(cause: Cause, change: Decimal) -> dict[str, Value]:
    return {
        "name": cause.factor or cause.kind,
        "kind": cause.kind,
        "text": cause_label(cause),
        "change": change,
        "by_rules": cause.by_rules,
    }


def _step(advice: Advice, keys: Mapping[str, str]) -> dict[str, Value]:
    step = advice.step
    return {
        **reference(step.kind, step.id),
        "title": advice.title or None,
        "text": advice.text,
        "gain": exact(step.gain),
        "score": step.shown_after,
        "command": step.shell,
        "key": keys.get(step.command),
    }

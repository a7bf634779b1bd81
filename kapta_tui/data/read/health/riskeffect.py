"""What risks do to the health of their accounts, from what the store knows of these (features: row 53)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kapta_tui.data.read.health.gather import ONE, gather
from kapta_tui.data.read.records import View
from kapta_tui.data.read.risks import RiskRow
from kapta_tui.domain.health.deduction import cost_words, return_words, risk_cost
from kapta_tui.domain.health.effect import RiskEffect, risk_effect
from kapta_tui.domain.health.effectwords import effect_words, gain_words
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.score import health
from kapta_tui.domain.playbook import Playbook


def facts_of(
    connection: sqlite3.Connection, account: int, day: date, playbook: Playbook
) -> HealthFacts | None:
    """Return what is known of an account on `day`, None when it is gone."""
    return next(iter(gather(connection, day, playbook, ONE, account)), None)


def effect_of(connection: sqlite3.Connection, view: View, row: RiskRow) -> RiskEffect | None:
    """Return what a risk with the ratings of `row` does while it is active; None when its account is gone."""
    facts = facts_of(connection, row.account_id, view.today, view.playbook)
    if facts is None:
        return None
    return risk_effect(facts, view.today, view.playbook, row.severity, row.likelihood, row.id)


def cost_said(connection: sqlite3.Connection, view: View, row: RiskRow) -> str:
    """Return what the risk costs as long as it is active: "costs 12 points of health: 67 → 55"."""
    alone, effect = risk_cost(view.playbook, row.severity, row.likelihood), effect_of(connection, view, row)
    return cost_words(alone) if effect is None else effect_words(effect, alone)


def gain_said(connection: sqlite3.Connection, view: View, rows: Iterable[RiskRow]) -> str:
    """Return what the end of active risks gives back: "gives back 6 points: 62 → 68", or of several the sum.

    Nothing is said where they cost nothing.
    """
    found = list(rows)
    if len(found) == 1:
        effect = effect_of(connection, view, found[0])
        alone = risk_cost(view.playbook, found[0].severity, found[0].likelihood)
        return return_words(alone) if effect is None else gain_words(effect, alone)
    accounts = {row.account_id for row in found}
    ended = frozenset(row.id for row in found)
    total = sum((_gain(connection, view, account, ended) for account in accounts), Fraction(0))
    words = return_words(Decimal(rounded(total, 1)).scaleb(-1))
    return f"{words} on {len(accounts)} accounts" if words and len(accounts) > 1 else words


def _gain(connection: sqlite3.Connection, view: View, account: int, ended: frozenset[int]) -> Fraction:
    """Return the points of raw that the end of these risks gives back to an account."""
    facts = facts_of(connection, account, view.today, view.playbook)
    if facts is None:
        return Fraction(0)
    left = tuple(risk for risk in facts.risks if risk.id not in ended)
    raws = (
        health(one, view.today, view.playbook).scores.raw or Fraction(0)
        for one in (replace(facts, risks=left), facts)
    )
    after, before = raws
    return after - before

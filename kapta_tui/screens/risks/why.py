"""Why a risk has its priority, its expected loss and its cost in health (domain.md 3.2 and 4.1)."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import Any

from kapta_tui.data.read import risks
from kapta_tui.data.read.health.riskeffect import effect_of
from kapta_tui.data.read.losses import expected_loss
from kapta_tui.data.read.money import Money, contract_money
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.risks import RiskRow
from kapta_tui.domain.health import cost_words, risk_cost
from kapta_tui.domain.health.effect import RiskEffect
from kapta_tui.domain.playbook import Choice, Playbook
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs.explanation import Explanation, Reasoning
from kapta_tui.screens.risks.words import proposal_words
from kapta_tui.screens.sums import sums_words


def explain(screen: BaseScreen, risk: int) -> None:
    """Show why the risk has its numbers."""

    def show(reasoning: Reasoning | None) -> None:
        if reasoning is not None:
            screen.app.push_screen(Explanation(reasoning))

    view = (screen.shell.user, screen.shell.today)
    screen.ask_to_open("why", partial(look, risk=risk, view=view), show)


def look(connection: sqlite3.Connection, risk: int, view: tuple[str, Any]) -> Reasoning | None:
    """Return why the risk has its numbers, None when it is gone; `view` is user and day; runs in a thread."""
    user, today = view
    playbook = current(connection)
    whole = View(today, user, playbook)
    row = risks.rows(connection, whole, [risk]).get(risk)
    if row is None:
        return None
    worth = contract_money(connection, today.isoformat(), playbook.currency, [row.account_id])
    label = playbook.label("priority", row.priority) or "no priority"
    loss = [loss_words(row, playbook, worth)] if playbook.enabled("contracts") else []
    sentences = (
        priority_words(row, playbook),
        *loss,
        health_words(row, playbook, effect_of(connection, whole, row)),
    )
    return Reasoning(f"Why {label}? · {row.account}", tuple(filter(None, sentences)))


def priority_words(row: RiskRow, playbook: Playbook) -> str:
    """Return how severity and likelihood lead to the proposed priority, and what was done with it."""
    words = proposal_words(playbook, row.severity, row.likelihood)
    if row.priority_by_hand:
        words += f" It was set to {playbook.label('priority', row.priority)} by hand."
    return words


def loss_words(row: RiskRow, playbook: Playbook, worth: Money) -> str:
    """Return how the contracts' `worth`, each currency of it, and the likelihood lead to the expected loss."""
    likelihood = _choice(playbook, "likelihood", row)
    if not worth.sums:
        return "No active contract has a value, so nothing is reckoned to be lost."
    value = sums_words(worth, full=True)
    if likelihood is None or row.loss_minor is None:
        return f"The active contracts are worth {value}; the expected loss needs a likelihood."
    loss = sums_words(expected_loss(worth, likelihood.percent), full=True)
    return f"Contracts worth {value} × {likelihood.percent} % ({likelihood.label}) = expected loss {loss}."


def health_words(row: RiskRow, playbook: Playbook, effect: RiskEffect | None = None) -> str:
    """Return what the risk takes off the account's health and why (domain.md 4.1); empty where risks cost nothing.

    `effect` is what it does to the score, where that is known.
    """
    if not playbook.enabled("risks"):
        return ""
    if row.closed_at is not None:
        return "It is closed and costs no health."
    cost = cost_words(risk_cost(playbook, row.severity, row.likelihood))
    shares = f"{_severity_share(row, playbook)} × {_likelihood_share(row, playbook)}"
    known = ""
    if effect is not None and effect.score_before is not None:
        known = f" The score is {effect.score_after} with it and {effect.score_before} without."
    return f"While it is active it {cost}: {shares}.{known}"


def _severity_share(row: RiskRow, playbook: Playbook) -> str:
    points, unset = playbook.health.severity_points, playbook.health.unset_severity
    code = row.severity if row.severity is not None and row.severity in points else unset
    label = playbook.label("severity", code)
    return f"{points[code]:f} for {label}" + (
        "" if code == row.severity else ", which counts where no severity is set,"
    )


def _likelihood_share(row: RiskRow, playbook: Playbook) -> str:
    factors = playbook.health.likelihood_factor
    if row.likelihood is None or row.likelihood not in factors:
        return "1 as long as no likelihood is set"
    return f"{factors[row.likelihood]:f} for {playbook.label('likelihood', row.likelihood)}"


def _choice(playbook: Playbook, scale: str, row: RiskRow) -> Choice | None:
    code = row.severity if scale == "severity" else row.likelihood
    return next((choice for choice in playbook.choices(scale) if choice.code == code), None)

"""What the page of a risk asks the store for; runs in a thread."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kapta_tui.data.read import records, risk_detail, risks
from kapta_tui.data.read.health.riskeffect import facts_of
from kapta_tui.data.read.losses import expected_loss, likelihood_percents
from kapta_tui.data.read.money import Money, contract_money
from kapta_tui.data.read.playbook import current
from kapta_tui.data.read.records import View
from kapta_tui.data.read.risk_detail import RiskDetail
from kapta_tui.domain import risk as rules
from kapta_tui.domain.riskstages import days_in
from kapta_tui.screens.risks.loading import RiskLine, line
from kapta_tui.screens.risks.weighing import Weighed, health_words

if TYPE_CHECKING:
    from kapta_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class RiskPage:
    """A risk with all that its page shows, on one day by one playbook."""

    line: RiskLine
    detail: RiskDetail
    playbook: Playbook
    today: date
    worth: Money
    """The active contracts of its account, per currency."""
    loss: Money
    """What of that is expected to be lost."""
    proposed: str | None
    """The code of the priority that severity and likelihood propose; None while one of them is missing."""
    assigned: str | None
    """Who was chosen by name; None where it is the account's owner."""
    reasons: tuple[str, ...]
    """Codes, or own words, most important first."""
    version: int
    """Of the risk, as it was read."""
    weighed: Weighed | None
    """What the score of its account follows from."""

    @property
    def id(self) -> int:
        """The risk."""
        return self.line.row.id

    @property
    def off(self) -> frozenset[str]:
        """The features that are switched off."""
        return frozenset(self.playbook.off)

    @property
    def days_in(self) -> dict[str, int]:
        """The days spent in each status that does not close."""
        return days_in(self.detail.stages)

    def cost(self, severity: str | None, likelihood: str | None) -> str:
        """Return what the risk would cost with these ratings while it is active."""
        return health_words(self.playbook, None, severity, likelihood, None, self.weighed)

    def again(self, reason: str) -> date | None:
        """Return when the last earlier risk with that reason was closed, None when there is none."""
        return next((prior.closed_at for prior in self.detail.prior if reason in prior.reasons), None)


def load(connection: sqlite3.Connection, risk: int, user: str, today: date) -> RiskPage | None:
    """Return the page of a risk, None when it is gone."""
    view = View(today, user, current(connection))
    # Before the values: a change in between is then noticed, not overwritten.
    version = records.version(connection, "risks", risk)
    found = risk_detail.detail(connection, view, risk, whole=True)
    if found is None:
        return None
    playbook, row = view.playbook, risks.seen_row(found.row, view.playbook.off)
    worth = contract_money(connection, today.isoformat(), playbook.currency, [row.account_id])
    percents = likelihood_percents(playbook)
    values = records.records(connection, "risks", view, [risk], ("assignee", "reasons"))
    if not values:
        # Another process may remove it between two questions.
        return None
    held = values[0]
    reasons = held["reasons"]
    facts = facts_of(connection, row.account_id, today, playbook)
    return RiskPage(
        line=line(row, view),
        detail=found,
        playbook=playbook,
        today=today,
        worth=worth,
        loss=expected_loss(worth, percents.get(row.likelihood)),
        proposed=rules.proposed_priority(playbook, row.severity, row.likelihood),
        reasons=reasons if isinstance(reasons, tuple) else (),
        version=version,
        weighed=None if facts is None else Weighed(facts, today, risk),
        assigned=str(held["assignee"]) if held["assignee"] else None,
    )

"""What severity and likelihood lead to, said while they are chosen: the proposed priority and the cost in health."""

from __future__ import annotations

from kapta_tui.domain import risk as rules
from kapta_tui.domain.health import cost_words, return_words, risk_cost
from kapta_tui.domain.playbook import Playbook

Rating = tuple[str | None, str | None]
"""Codes of severity and likelihood, None where they are not set."""


def health_words(
    playbook: Playbook,
    status: str | None,
    severity: str | None,
    likelihood: str | None,
    before: Rating | None,
) -> str:
    """Return what the risk costs while it is active, or gives back when it ends; empty where risks cost nothing.

    `before` is the stored risk where it is active, None for one that is new or closed.
    """
    if not playbook.enabled("risks"):
        return ""
    if status is None or not rules.is_closed(status):
        return cost_words(risk_cost(playbook, severity, likelihood))
    return "" if before is None else return_words(risk_cost(playbook, *before))


def by_hand_words(playbook: Playbook, chosen: str | None, proposed: str | None) -> str:
    """Return that the priority `chosen` is an override, and the way back; empty where it is none."""
    if chosen is None or chosen == proposed:
        return ""
    if proposed is None:
        return "set by hand; none is proposed yet"
    return f"set by hand; delete goes back to {playbook.label('priority', proposed)}"

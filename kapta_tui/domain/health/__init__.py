"""The health of an account: what it is, why, and what would raise it (domain.md 4)."""

from __future__ import annotations

from kapta_tui.domain.health.deduction import cost_words, return_words, risk_cost

__all__ = ["cost_words", "return_words", "risk_cost"]

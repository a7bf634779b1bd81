"""What is expected to be lost of contracts, per currency (domain.md 3.2)."""

from __future__ import annotations

from kapta_tui.data.read.money import Money
from kapta_tui.domain import risk as rules
from kapta_tui.domain.playbook import Playbook


def likelihood_percents(playbook: Playbook) -> dict[str | None, int | None]:
    """Return the percentage of each likelihood by its code; what is not set has none."""
    return {choice.code: choice.percent for choice in playbook.choices("likelihood")}


def expected_loss(worth: Money, percent: int | None) -> Money:
    """Return the expected loss of contracts `worth` so much, per currency; nothing where no percentage is known."""
    lost = ((code, rules.expected_loss(minor, percent)) for code, minor in worth.sums)
    return Money(tuple((code, minor) for code, minor in lost if minor))

"""What is said of an account as a whole: rating and satisfaction (features: rows 64 and 67)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kapta_tui.domain.health.lines.line import ALL, Known, Piece
from kapta_tui.domain.health.score import Health
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import Ageing


def rating_pieces(health: Health, playbook: Playbook, known: Known) -> Iterator[Piece]:
    """Yield the newest rated review, whatever its age; none where there is none."""
    review = health.facts.review
    if review is not None:
        rules = playbook.health.qbr
        values = _ages(rules, rating=review.value)
        share = Fraction(review.value - 1, 4)
        part = _part((health.day - review.on).days, rules)
        yield Piece("rating", share, ALL, part, ("qbrs", review.id), review.on, values)


def satisfaction_pieces(health: Health, playbook: Playbook, known: Known) -> Iterator[Piece]:
    """Yield the newest satisfaction, whatever its age; none where there is none."""
    satisfied = health.facts.satisfied
    if satisfied is not None:
        rules = playbook.health.satisfaction
        record = known.records.get(("satisfaction", ""))
        values = _ages(rules, score=satisfied.score)
        share = Fraction(satisfied.score, 10)
        part = _part((health.day - satisfied.on).days, rules)
        yield Piece("satisfaction", share, ALL, part, record, satisfied.on, values)


def _ages(rules: Ageing, **value: int) -> dict[str, int]:
    return {**value, "stale_days": rules.stale_days, "expires_days": rules.expires_days}


def _part(days: int, rules: Ageing) -> str:
    if days > rules.expires_days:
        return "expired"
    return "stale" if days > rules.stale_days else ""

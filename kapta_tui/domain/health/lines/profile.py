"""The profile as a checklist: every item that applies, met, partly met or missing (features: row 61)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from kapta_tui.domain.health.lines.line import Detail, Known, Piece
from kapta_tui.domain.health.profile import ProfileFacts, divisor, shares_of
from kapta_tui.domain.health.score import Health
from kapta_tui.domain.playbook import Playbook

_OF_ACCOUNT = frozenset({"website", "description", "custom_fields"})


def profile_pieces(health: Health, playbook: Playbook, known: Known) -> Iterator[Piece]:
    """Yield the items of the profile that apply, part by part."""
    facts, account = health.facts.profile, health.facts.account
    points = playbook.health.profile.points
    roles = {player.role: ("contacts", player.id) for player in reversed(health.facts.players)}
    for item, parts in shares_of(facts, playbook, health.day).items():
        each = Fraction(points[item]) / Fraction(divisor(item, parts))
        for part, share in parts.items():
            if item in _OF_ACCOUNT:
                record: tuple[str, int] | None = ("accounts", account)
            else:
                record = roles.get(item) or known.records.get((item, part))
            on = _day(facts, item, part)
            yield Piece(item, Fraction(share), each, part, record, on, _values(facts, playbook, item))


def _day(facts: ProfileFacts, item: str, part: str) -> date | None:
    if item == "swot_quadrant":
        return facts.swot.get(part)
    return facts.voc.get(part) if item == "voc" else None


def _values(facts: ProfileFacts, playbook: Playbook, item: str) -> Mapping[str, Detail]:
    rules = playbook.health.profile
    if item == "completeness":
        return {"filled": facts.filled, "particulars": 4 * facts.players}
    if item == "breadth":
        return {"count": facts.players, "target": rules.breadth_contacts}
    if item == "swot_quadrant":
        return {"stale_days": rules.swot_stale_days}
    return {"stale_days": rules.voc_stale_days} if item == "voc" else {}

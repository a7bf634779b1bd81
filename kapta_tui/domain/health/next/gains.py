"""What each gap of a profile would add, in points of the profile and of the whole score (domain.md 4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.next.profile import profile_changes
from kapta_tui.domain.health.next.step import gained
from kapta_tui.domain.health.profile import profile_score
from kapta_tui.domain.health.score import health
from kapta_tui.domain.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Gain:
    """What one item would add. `item` is one of `PROFILE_ITEMS`; `part` the code within it.

    The part is a custom field, a quadrant or a question, else empty. `profile` are points of the factor's
    100, `health` is the exact change of the whole score's raw 0..100, as `Step.gain` has it. That is 0 where the
    profile does not count, and may be below 0: key players nobody has spoken with make an account less fresh.
    """

    item: str
    part: str
    profile: Decimal
    health: Fraction


def profile_gains(facts: HealthFacts, day: date, playbook: Playbook) -> tuple[Gain, ...]:
    """Return what each unmet item of the profile would add, each evaluated whole with it alone met, best first."""
    now = health(facts, day, playbook).scores
    known = profile_score(facts.profile, playbook, day)
    found = []
    for change in profile_changes(facts, day, playbook):
        points = profile_score(change.facts.profile, playbook, day) - known
        if points > 0:
            raised = gained(now, health(change.facts, day, playbook).scores)
            found.append(Gain(change.item, change.part, points, raised))
    return tuple(sorted(found, key=lambda gain: (-gain.health, -gain.profile)))

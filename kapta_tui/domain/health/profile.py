"""The factor profile: how much of what should be known of an account is known (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from kapta_tui.domain.playbook import Playbook

NO_CONTRACT, PART_CONTRACT, WHOLE_CONTRACT = Decimal(0), Decimal("0.5"), Decimal(1)
"""Share of the contract's points: no active one, one without value or end date, one with both."""

_FEATURES = {
    "completeness": "contacts",
    "breadth": "contacts",
    "swot_quadrant": "swot",
    "voc": "voc",
    "contract": "contracts",
}
_STALE = Decimal("0.5")
_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ProfileFacts:
    """What the profile counts, as of one day; key players who have left are none.

    `custom` says of each required custom field whether it is filled. `players` is the number of key players,
    `filled` how many of their names, titles, friendlinesses and decision powers are (0 to 4 x players).
    `swot` and `voc` hold the day of the newest review by quadrant and of the newest answer by question.
    """

    website: bool = False
    description: bool = False
    custom: Mapping[str, bool] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    players: int = 0
    filled: int = 0
    swot: Mapping[str, date] = field(default_factory=dict)
    voc: Mapping[str, date] = field(default_factory=dict)
    contract: Decimal = NO_CONTRACT


def core_roles(playbook: Playbook) -> tuple[str, ...]:
    """Return the roles that the profile gives points for: the core roles of `coverage` that have points."""
    points = playbook.health.profile.points
    return tuple(role for role in playbook.coverage.core_roles if role in points)


def profile_score(facts: ProfileFacts, playbook: Playbook, today: date) -> Decimal:
    """Return the factor: 100 x earned / applicable points, rounded half up to 2 decimals (domain.md 4.1).

    Not applicable, besides required custom fields where there are none, is what can be filled nowhere: items
    of features that are switched off, and the voice of the customer without a question. 0 if nothing is applicable.
    """
    points = playbook.health.profile.points
    shares = shares_of(facts, playbook, today)
    applicable = sum(points[item] * len(parts) / divisor(item, parts) for item, parts in shares.items())
    if not applicable:
        return Decimal(0)
    earned = sum(points[item] * sum(parts.values()) / divisor(item, parts) for item, parts in shares.items())
    return (100 * Decimal(earned) / Decimal(applicable)).quantize(_PLACES, ROUND_HALF_UP)


def divisor(item: str, parts: Mapping[str, Decimal]) -> Decimal:
    """Return what the item's points are divided by: a quadrant has points of its own, other parts share them."""
    return Decimal(1 if item == "swot_quadrant" else len(parts) or 1)


def shares_of(facts: ProfileFacts, playbook: Playbook, today: date) -> dict[str, dict[str, Decimal]]:
    """Return by applicable item, and by its parts, which share (0 to 1) of the points is earned."""
    rules = playbook.health.profile
    shares: dict[str, dict[str, Decimal]] = {
        "website": {"": Decimal(facts.website)},
        "description": {"": Decimal(facts.description)},
        "custom_fields": {name: Decimal(is_filled) for name, is_filled in facts.custom.items()},
        **{role: {"": Decimal(role in facts.roles)} for role in core_roles(playbook)},
        "completeness": {"": Decimal(facts.filled) / (4 * facts.players) if facts.players else Decimal(0)},
        "breadth": {"": min(Decimal(1), Decimal(facts.players) / rules.breadth_contacts)},
        "swot_quadrant": _dated(facts.swot, _codes(playbook, "swot_quadrant"), today, rules.swot_stale_days),
        "voc": _dated(facts.voc, _codes(playbook, "voc_question"), today, rules.voc_stale_days),
        "contract": {"": facts.contract},
    }
    return {item: parts for item, parts in shares.items() if parts and _is_offered(playbook, item)}


def _dated(days: Mapping[str, date], codes: Collection[str], today: date, stale: int) -> dict[str, Decimal]:
    """Return 1 for what is fresh, half for what is older than `stale` days, 0 for what is missing."""
    return {
        code: Decimal(0) if code not in days else _STALE if (today - days[code]).days > stale else Decimal(1)
        for code in codes
    }


def _codes(playbook: Playbook, catalogue: str) -> tuple[str, ...]:
    return tuple(choice.code for choice in playbook.offered(catalogue))


def _is_offered(playbook: Playbook, item: str) -> bool:
    feature = "contacts" if item in playbook.coverage.core_roles else _FEATURES.get(item)
    return feature is None or playbook.enabled(feature)

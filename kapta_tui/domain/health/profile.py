"""The factor profile: how much of what should be known of an account is known (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kapta_tui.domain.health.rounding import half_up
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
    return Decimal(profile_hundredths(facts, playbook, today)).scaleb(-2)


def profile_hundredths(facts: ProfileFacts, playbook: Playbook, today: date) -> int:
    """Return the factor in hundredths: what `shares_of` comes to, in whole numbers and so several times as fast."""
    asked = _asked(playbook)
    applicable, top, bottom = 0, 0, 1
    for points, earned, of in _earned(facts, asked, today):
        applicable += points
        if of == 1:
            top += points * earned * bottom
        else:
            top, bottom = top * of + points * earned * bottom, bottom * of
    return half_up(10_000 * top, bottom * applicable) if applicable else 0


class _Asked(NamedTuple):
    """What a playbook asks of a profile; empty where a feature is off."""

    playbook: Playbook
    points: Mapping[str, int]
    roles: tuple[str, ...]
    swot: tuple[str, ...]
    voc: tuple[str, ...]
    contacts: bool
    contracts: bool


_last: list[_Asked] = []


def _asked(playbook: Playbook) -> _Asked:
    """Return what is asked; of the playbook asked for last it is kept, because thousands of accounts follow."""
    if not _last or _last[0].playbook is not playbook:
        has_contacts = playbook.enabled("contacts")
        _last[:] = [
            _Asked(
                playbook,
                playbook.health.profile.points,
                core_roles(playbook) if has_contacts else (),
                _codes(playbook, "swot_quadrant") if playbook.enabled("swot") else (),
                _codes(playbook, "voc_question") if playbook.enabled("voc") else (),
                has_contacts,
                playbook.enabled("contracts"),
            )
        ]
    return _last[0]


def _earned(facts: ProfileFacts, asked: _Asked, today: date) -> Iterator[tuple[int, int, int]]:
    """Yield of each applicable item its points and the share that is earned, as a fraction."""
    points, rules = asked.points, asked.playbook.health.profile
    yield points["website"], facts.website, 1
    yield points["description"], facts.description, 1
    if facts.custom:
        yield points["custom_fields"], sum(facts.custom.values()), len(facts.custom)
    for role in asked.roles:
        yield points[role], role in facts.roles, 1
    if asked.contacts:
        yield points["completeness"], facts.filled if facts.players else 0, 4 * facts.players or 1
        yield points["breadth"], min(facts.players, rules.breadth_contacts), rules.breadth_contacts
    if asked.swot:
        halves = _halves(facts.swot, asked.swot, today, rules.swot_stale_days)
        yield points["swot_quadrant"] * len(asked.swot), halves, 2 * len(asked.swot)
    if asked.voc:
        yield points["voc"], _halves(facts.voc, asked.voc, today, rules.voc_stale_days), 2 * len(asked.voc)
    if asked.contracts:
        yield points["contract"], int(2 * facts.contract), 2


def _halves(days: Mapping[str, date], codes: Collection[str], today: date, stale: int) -> int:
    """Return twice what codes earn: 2 for a fresh one, 1 for one older than `stale` days."""
    known = (days[code] for code in codes if code in days)
    return sum(1 if (today - day).days > stale else 2 for day in known)


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

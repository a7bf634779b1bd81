"""The factors notes and freshness: who is talked to, and how lately (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kapta_tui.domain.health.facts import NoteFacts, Player
from kapta_tui.domain.health.rounding import half_up, hundredths
from kapta_tui.domain.playbook.health import Freshness, NoteRules


class FreshnessMeasure(NamedTuple):
    """The account's own part 0..100, each key player with weight and part, their mean, and the score in hundredths."""

    account: float
    players: tuple[tuple[Player, int, float], ...]
    contacts: float
    score: int


def notes_score(facts: NoteFacts, rules: NoteRules, *, has_contacts: bool = True) -> int:
    """Return the factor in hundredths; where there are no key players at all, notes alone count."""
    notes = min(facts.counted, rules.target)
    if not has_contacts:
        return half_up(10_000 * notes, rules.target)
    contacts = min(facts.contacts, rules.contacts)
    earned = rules.note_points * notes * rules.contacts + rules.contact_points * contacts * rules.target
    points = (rules.note_points + rules.contact_points) * rules.target * rules.contacts
    return half_up(10_000 * earned, points) if points else 0


@lru_cache(maxsize=4096)
def fresh(days: int, rules: Freshness) -> float:
    """Return f(days), 0..100: all of it within the grace, then halved with every half-life."""
    if days <= rules.grace_days:
        return 100.0
    return float(100.0 * 0.5 ** ((days - rules.grace_days) / rules.half_life_days))


def fresh_on(newest: date | None, day: date, rules: Freshness) -> float:
    """Return f of the days since `newest`; 0 where there was never any contact."""
    return 0.0 if newest is None else fresh((day - newest).days, rules)


def measure_freshness(
    newest: date | None,
    players: Sequence[Player],
    rules: Freshness,
    share: float,
    key_weight: int,
    core_roles: Collection[str],
    day: date,
    *,
    has_contacts: bool = True,
) -> FreshnessMeasure:
    """Return the factor: `share` (0..1) of the account's newest note, the rest of its key players.

    Without a key player their part is 0, or deleting them would pay. Where the playbook has no key players at all
    (`has_contacts`) the account's own part is everything.
    """
    own = fresh_on(newest, day, rules)
    if not has_contacts:
        return FreshnessMeasure(own, (), own, hundredths(own))
    parts = tuple(
        (player, key_weight if player.role in core_roles else 1, fresh_on(player.newest, day, rules))
        for player in players
    )
    weights = sum(weight for _, weight, _ in parts)
    mean = sum(weight * part for _, weight, part in parts) / weights if weights else 0.0
    return FreshnessMeasure(own, parts, mean, hundredths(share * own + (1 - share) * mean))

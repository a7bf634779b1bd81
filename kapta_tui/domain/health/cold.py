"""Who goes cold next: key players nobody has spoken with for long, and what their silence costs (features: row 65)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from kapta_tui.domain.health.facts import HealthFacts, Player
from kapta_tui.domain.health.score import Scores, health
from kapta_tui.domain.playbook import Playbook


class Cooling(NamedTuple):
    """A key player, and when they go cold.

    `newest` is the day of the newest note about them that counts. `weight` is their weight in freshness, 1 or more.
    `cold_on` is the first day on which they count as cold, None for who was never spoken with: those are cold.
    `costs` are the points of raw that go by their silence until that day, or until today where that has come.
    """

    player: int
    role: str | None
    newest: date | None
    weight: int
    cold_on: date | None
    costs: Fraction

    def is_cold(self, day: date) -> bool:
        """Whether they are cold on `day` already."""
        return self.cold_on is None or self.cold_on <= day


def cold_on(newest: date, playbook: Playbook) -> date:
    """Return the first day on which a key player counts as cold by their newest note.

    Silence may last `strong_contact_days`; the next day agenda and coverage gaps speak of it (domain.md 3.3).
    """
    days = playbook.coverage.strong_contact_days + 1
    return newest + timedelta(min(days, (date.max - newest).days))


def going_cold(facts: HealthFacts, day: date, playbook: Playbook) -> tuple[Cooling, ...]:
    """Return every key player who has not left, in the order of `soonest`.

    What it costs is the difference between somebody speaking with them on the day they go cold and nobody, all else
    as on that day.
    """
    core = playbook.coverage.core_roles
    found = []
    for player in facts.players:
        when = None if player.newest is None else cold_on(player.newest, playbook)
        weight = playbook.health.key_weight if player.role in core else 1
        costs = _costs(facts, player, max(day, when or day), playbook)
        found.append(Cooling(player.id, player.role, player.newest, weight, when, costs))
    return tuple(sorted(found, key=lambda one: soonest(one.cold_on, one.weight, one.player, day)))


def soonest(when: date | None, weight: int, number: int, day: date) -> tuple[int, int, int, int]:
    """Return what puts key players into order: who goes cold next, then the cold ones.

    The next comes first, then who has gone cold last; who was never spoken with comes last. On the same day who
    weighs more comes first.
    """
    if when is None:
        return 2, 0, -weight, number
    left = (when - day).days
    return int(left <= 0), abs(left), -weight, number


def _costs(facts: HealthFacts, player: Player, day: date, playbook: Playbook) -> Fraction:
    spoken = tuple(one._replace(newest=day) if one is player else one for one in facts.players)
    quiet, warm = _scores(facts, day, playbook), _scores(replace(facts, players=spoken), day, playbook)
    return (warm.raw or Fraction(0)) - (quiet.raw or Fraction(0))


def _scores(facts: HealthFacts, day: date, playbook: Playbook) -> Scores:
    return health(facts, day, playbook).scores

"""Who among the key players could be what, and the facts as they would be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from kapta_tui.domain.health.facts import HealthFacts, Player
from kapta_tui.domain.health.next.step import CREATE, EDIT, ENTRY, FIELD, Change
from kapta_tui.domain.health.score import health
from kapta_tui.domain.playbook import Playbook

_WHOLE = 4
"""What is counted of a key player who is entered whole: name, title, friendliness, decision power."""

_NEW = 0
"""Id of a key player who is not stored yet."""


def cast(facts: HealthFacts, day: date, playbook: Playbook, role: str) -> Change:
    """Return a core role given to somebody: to the key player with whom the score is highest, else to a new one.

    Nobody is asked to leave a core role that only they have. The role changes the weight in freshness, too.
    """
    holders = Counter(player.role for player in facts.players)
    core = playbook.coverage.core_roles
    free = [player for player in facts.players if player.role not in core or holders[player.role] > 1]
    if not free:
        return Change(role, "", ("contacts", None), ENTRY, CREATE, joined(facts, 1, role))
    tried = [(player.id, _given(facts, player, role)) for player in free]
    number, best = max(tried, key=lambda one: health(one[1], day, playbook).scores.raw or 0)
    return Change(role, "", ("contacts", number), FIELD, EDIT, best)


def _given(facts: HealthFacts, chosen: Player, role: str) -> HealthFacts:
    players = tuple(one._replace(role=role) if one is chosen else one for one in facts.players)
    roles = frozenset(player.role for player in players if player.role)
    return replace(facts, players=players, profile=replace(facts.profile, roles=roles))


def joined(facts: HealthFacts, number: int, role: str | None = None) -> HealthFacts:
    """Return the facts with so many new key players, entered whole, with whom nobody has spoken yet."""
    profile = facts.profile
    return replace(
        facts,
        players=facts.players + (Player(_NEW, role, None),) * number,
        profile=replace(
            profile,
            players=profile.players + number,
            filled=profile.filled + _WHOLE * number,
            roles=profile.roles | {role} if role else profile.roles,
        ),
    )

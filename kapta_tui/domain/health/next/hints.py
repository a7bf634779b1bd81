"""What would be worth doing although no gain can be told: old or missing opinions (domain.md 4.1, "when empty")."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.next.step import CREATE, EDIT
from kapta_tui.domain.health.score import FEATURES
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import Ageing


class Hint(NamedTuple):
    """A value that has an age: `item` is `satisfaction` or `qbr`, `state` `stale`, `expired` or `missing`.

    `on` is the day of the newest one and `days` its age, None where there is none. What it will be nobody knows,
    so that it may raise the score or lower it. `command` is the id of the command that enters another one.
    """

    item: str
    state: str
    on: date | None
    days: int | None
    command: str


def hints(facts: HealthFacts, day: date, playbook: Playbook) -> tuple[Hint, ...]:
    """Return what was said of the account so long ago that it is stale or counts no longer, or never."""
    return tuple(_hints(facts, day, playbook))


def _hints(facts: HealthFacts, day: date, playbook: Playbook) -> Iterator[Hint]:
    weights, rules = playbook.health.weights(facts.type), playbook.health
    satisfied = facts.satisfied and facts.satisfied.on
    reviewed = facts.review and facts.review.on
    asked = (("satisfaction", satisfied, rules.satisfaction, EDIT), ("qbr", reviewed, rules.qbr, CREATE))
    for item, on, ageing, command in asked:
        state = _state(on, day, ageing)
        if state and weights[item] and playbook.enabled(FEATURES[item]):
            yield Hint(item, state, on, None if on is None else (day - on).days, command)


def _state(on: date | None, day: date, ageing: Ageing) -> str:
    if on is None:
        return "missing"
    age = (day - on).days
    return "expired" if age > ageing.expires_days else "stale" if age > ageing.stale_days else ""

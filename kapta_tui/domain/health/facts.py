"""What the health of an account is computed from: what is dated on or before one day (domain.md 4.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kapta_tui.domain.health.profile import ProfileFacts


class ActionFact(NamedTuple):
    """An action that is not cancelled, or a goal that serves as one; `kind` is `action` or `goal`.

    `begins` is its planned start, else the day it was made. `percent` is 0..100; `touched` the day of its last change.
    """

    kind: str
    id: int
    begins: date
    due: date | None
    percent: int
    completed: date | None
    touched: date


class TaskFact(NamedTuple):
    """A task with the day it was due, its own or its action's, and the day it was done."""

    id: int
    due: date
    done: date | None


class PlanFacts(NamedTuple):
    """`covered` holds the audiences, `customer` and `internal`, with an active goal that has an action."""

    has_goal: bool = False
    covered: frozenset[str] = frozenset()
    actions: tuple[ActionFact, ...] = ()
    tasks: tuple[TaskFact, ...] = ()


class NoteFacts(NamedTuple):
    """Notes long enough to count: within the window so many, capped per day, about so many contacts.

    `newest` is the day of the newest one ever.
    """

    counted: int = 0
    contacts: int = 0
    newest: date | None = None


class Player(NamedTuple):
    """A key player who has not left, and the day of the newest note about them that is long enough to count."""

    id: int
    role: str | None
    newest: date | None


class Review(NamedTuple):
    """The newest business review that was rated; `value` is 1..5."""

    id: int
    on: date
    value: int


class Satisfied(NamedTuple):
    """The newest satisfaction, 0..10, and its day."""

    score: int
    on: date


class ActiveRisk(NamedTuple):
    """A risk that is active; its codes may be empty."""

    id: int
    severity: str | None
    likelihood: str | None


_NO_PLAN = PlanFacts()
_NO_NOTES = NoteFacts()


@dataclass(slots=True)
class HealthFacts:
    """All that is known of an account on a day; `created` is the local day since which it is known."""

    account: int
    type: str
    created: date
    archived: bool = False
    profile: ProfileFacts = field(default_factory=ProfileFacts)
    plan: PlanFacts = _NO_PLAN
    notes: NoteFacts = _NO_NOTES
    players: tuple[Player, ...] = ()
    review: Review | None = None
    satisfied: Satisfied | None = None
    risks: tuple[ActiveRisk, ...] = ()

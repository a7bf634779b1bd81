"""The health of a parent and all below it as one number (domain.md 4.3, parent combined)."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from kapta_tui.domain.health.rounding import rounded


class Member(NamedTuple):
    """An account of a family: `raw` is its exact score 0..100, None while it is not scored.

    `worth` is its contract value in minor units of `currency`, 0 without one.
    """

    account: int
    raw: Fraction | None
    worth: int = 0
    currency: str = ""


class Combined(NamedTuple):
    """The mean of the scored members, exact and as shown, None without any; `worst` is the one with the lowest score.

    `scored` of `members` have a score. `by_value` says whether contract value weighs the mean, else all weigh the same.
    """

    score: int | None
    raw: Fraction | None
    worst: Member | None
    scored: int
    members: int
    by_value: bool


def combined(members: Iterable[Member]) -> Combined:
    """Return the mean of the scored members, weighted by contract value, and the worst of them, the first of equals.

    All weigh the same where no scored member has a value, or where values are in several currencies, which cannot be
    added up; beside others with a value, a member without one weighs nothing. Which accounts belong (archived ones do
    not) is the caller's choice.
    """
    everyone = tuple(members)
    scored = [(member, member.raw) for member in everyone if member.raw is not None]
    if not scored:
        return Combined(None, None, None, 0, len(everyone), by_value=False)
    currencies = {member.currency for member, _ in scored if member.worth > 0}
    by_value = len(currencies) == 1
    weights = [max(0, member.worth) if by_value else 1 for member, _ in scored]
    total = sum((weight * raw for weight, (_, raw) in zip(weights, scored, strict=True)), Fraction(0))
    raw = total / sum(weights)
    worst = min(scored, key=lambda pair: pair[1])[0]
    return Combined(rounded(raw), raw, worst, len(scored), len(everyone), by_value)

"""How long a risk had each status (features: row 34): stages, each a status and the day it began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kapta_tui.domain.risk import is_closed

FIRST = "open"
"""The status in which a risk begins (mission S0)."""


class Step(NamedTuple):
    """A status and the day since which the risk has it."""

    status: str
    since: date


class Stage(NamedTuple):
    """A status, since when, and for how many days: whole ones, 0 for a status that ended on the day it began.

    Of a closed risk the last stage is the end itself and lasts 0 days.
    """

    status: str
    since: date
    days: int


def followed(
    steps: Sequence[Step], status: str, opened_at: date, closed_at: date | None, today: date
) -> tuple[Step, ...]:
    """Return the steps of a risk that now has `status`: a new one is added today, or on the day of closing.

    The first begins when the risk was opened and none lies before that; the one that closes begins on `closed_at`
    and none after it. A risk that is entered as closed was open until then.
    """
    known = list(steps) or [Step(FIRST if is_closed(status) else status, opened_at)]
    if is_closed(known[0].status):
        known.insert(0, Step(FIRST, opened_at))
    if known[-1].status != status:
        known.append(Step(status, max(today, known[-1].since)))
    last = closed_at or date.max
    known = [Step(step.status, min(max(step.since, opened_at), last)) for step in known]
    known[0] = Step(known[0].status, opened_at)
    if closed_at is not None:
        known[-1] = Step(known[-1].status, closed_at)
    return tuple(known)


def lasting(steps: Sequence[Step], today: date) -> tuple[Stage, ...]:
    """Return the stages that `steps` make, the present one of an active risk counted until `today`."""
    ends = [step.since for step in steps[1:]]
    if steps:
        ends.append(steps[-1].since if is_closed(steps[-1].status) else today)
    return tuple(
        Stage(step.status, step.since, max(0, (end - step.since).days))
        for step, end in zip(steps, ends, strict=True)
    )


def days_in(stages: Sequence[Stage]) -> dict[str, int]:
    """Return the days spent in each status, in the order in which they first came; closing ones are left out."""
    found: dict[str, int] = {}
    for stage in stages:
        if not is_closed(stage.status):
            found[stage.status] = found.get(stage.status, 0) + stage.days
    return found

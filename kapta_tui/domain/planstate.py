"""How an action stands today, for every list, lane and report that shows one (features rows 83 and 85)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

ENDED: Final = ("completed", "cancelled")
"""Statuses of an action under which nothing is left to do."""


class Stage(StrEnum):
    """Where an action is between planned and done."""

    NOT_STARTED = "not_started"
    """Drawn grey: nobody began, and nobody had to."""
    START_PASSED = "start_passed"
    """The planned start has passed and nobody began: marked."""
    IN_PROGRESS = "in_progress"
    FULL = "full"
    """At 100 %, but only the mark completes it."""
    DONE = "done"


_WORDS = {
    Stage.NOT_STARTED: "not started",
    Stage.START_PASSED: "start passed",
    Stage.IN_PROGRESS: "in progress",
    Stage.FULL: "100 %, not closed",
    Stage.DONE: "done",
}
_GLYPHS = {
    Stage.NOT_STARTED: "○",
    Stage.START_PASSED: "◌",
    Stage.IN_PROGRESS: "◐",
    Stage.FULL: "◉",
    Stage.DONE: "✓",
}


@dataclass(frozen=True, slots=True)
class PlanState:
    """Stage and lateness of one action on one day; an action can be late in every stage but done."""

    stage: Stage
    days_late: int = 0
    """Days since the due date, 0 when it has not passed or the action is done."""

    @property
    def is_late(self) -> bool:
        """Whether the due date has passed without completion."""
        return self.days_late > 0

    @property
    def words(self) -> str:
        """The state for people, such as "3 d late" or "100 %, not closed · 3 d late"."""
        if not self.is_late:
            return _WORDS[self.stage]
        late = f"{self.days_late} d late"
        return late if self.stage is Stage.IN_PROGRESS else f"{_WORDS[self.stage]} · {late}"

    @property
    def glyph(self) -> str:
        """One cell that tells the stages apart without colour; "!" when late."""
        return "!" if self.is_late else _GLYPHS[self.stage]


def days_late(today: date, due: date | None, completed_on: date | None) -> int:
    """Return the days since the due date, 0 on that day itself, before it, and for what is completed."""
    return max(0, (today - due).days) if due and completed_on is None else 0


def plan_state(
    today: date,
    *,
    start: date | None,
    due: date | None,
    percent: int,
    is_started: bool,
    completed_on: date | None,
) -> PlanState:
    """Return how an action stands on `today`; `percent` is 0..100, any percent above 0 counts as started.

    The start day itself is not yet passed, and the due day is not yet late.
    """
    if completed_on is not None:
        return PlanState(Stage.DONE)
    late = days_late(today, due, completed_on)
    if percent >= 100:
        return PlanState(Stage.FULL, late)
    if is_started or percent > 0:
        return PlanState(Stage.IN_PROGRESS, late)
    if start and start < today:
        return PlanState(Stage.START_PASSED, late)
    return PlanState(Stage.NOT_STARTED, late)

"""Progress of goals and objectives: actions weigh equally and roll up (mission S3; features row 88)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One action as it counts: a completed one is 100 whatever percent was entered last."""

    name: str
    percent: int
    """0..100 as entered."""
    is_completed: bool = False
    is_cancelled: bool = False
    """Given up: it weighs nothing."""
    is_started: bool = False

    @property
    def is_begun(self) -> bool:
        """Whether anything was done of it."""
        return self.is_started or self.is_completed or self.percent > 0

    @property
    def counted(self) -> int:
        """What the action adds to the sum, 0..100."""
        return 100 if self.is_completed else self.percent


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a goal or objective, with the sum that explains it."""

    percent: int | None
    """0..100, or None where there is nothing to measure."""
    parts: tuple[Part, ...] = ()
    is_completed: bool = False
    """Marked as reached, which is what counts where there are no actions."""

    @property
    def total(self) -> int:
        """The sum of what the actions add."""
        return sum(part.counted for part in self.parts)

    @property
    def formula(self) -> str:
        """The calculation in one line, such as "(60 + 0 + 100) / 3 = 53 %", "0 % of its only action"."""
        if not self.parts:
            if self.is_completed:
                return "completed"
            return "no action yet" if self.percent is None else f"{self.percent} % (reported)"
        if len(self.parts) == 1:
            return f"{self.percent} % of its only action"
        terms = " + ".join(str(part.counted) for part in self.parts)
        return f"({terms}) / {len(self.parts)} = {self.percent} %"


def progress(parts: Iterable[Part], is_completed: bool = False, own: int | None = None) -> Progress:
    """Return the progress over `parts`: all actions of an objective, or all of a goal through its objectives.

    A goal is the mean of its actions, not of its objectives, so that every action weighs the same. The
    percent is rounded half up, but 100 stands only when every action is there. A goal without actions
    is 100 when `is_completed`, and else at `own`, the percent reported of it, which is how one-level plans are
    measured; None is unknown. Cancelled actions are left out.
    """
    actions = tuple(part for part in parts if not part.is_cancelled)
    if not actions:
        return Progress(100 if is_completed else own, is_completed=is_completed)
    total = sum(part.counted for part in actions)
    mean = (2 * total + len(actions)) // (2 * len(actions))
    return Progress(min(mean, 99) if total < 100 * len(actions) else 100, actions, is_completed)


def status(parts: Iterable[Part], is_completed: bool = False, own: str = "not_started") -> str:
    """Return the status code of a goal or objective: "completed", "in_progress" or "not_started" by its actions.

    Only the mark completes it. Without actions that are not cancelled an open one stands at `own`, what was
    reported of it.
    """
    if is_completed:
        return "completed"
    begun = [part.is_begun for part in parts if not part.is_cancelled]
    if not begun:
        return own
    return "in_progress" if any(begun) else "not_started"

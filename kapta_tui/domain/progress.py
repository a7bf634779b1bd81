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

    @property
    def total(self) -> int:
        """The sum of what the actions add."""
        return sum(part.counted for part in self.parts)

    @property
    def formula(self) -> str:
        """The calculation in one line, such as "(60 + 0 + 100) / 3 = 53 %"."""
        if not self.parts:
            return "completed" if self.percent == 100 else "no action yet"
        terms = " + ".join(str(part.counted) for part in self.parts)
        return f"({terms}) / {len(self.parts)} = {self.percent} %"


def progress(parts: Iterable[Part], is_completed: bool = False) -> Progress:
    """Return the progress over `parts`: all actions of an objective, or all of a goal through its objectives.

    A goal is the mean of its actions, not of its objectives, so that every action weighs the same. The
    percent is rounded half up, but 100 stands only when every action is there. A goal without actions
    is 100 when `is_completed`, which is how one-level plans are measured, and else unknown. Cancelled actions
    are left out.
    """
    actions = tuple(part for part in parts if not part.is_cancelled)
    if not actions:
        return Progress(100 if is_completed else None)
    total = sum(part.counted for part in actions)
    mean = (2 * total + len(actions)) // (2 * len(actions))
    return Progress(min(mean, 99) if total < 100 * len(actions) else 100, actions)

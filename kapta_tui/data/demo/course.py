"""How far the work of a plan has come by today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_LONG_AGO = timedelta(21)
"""What was due so long ago is completed even where work runs late."""


@dataclass(frozen=True, slots=True)
class Course:
    """What became of one action: when it began and ended, how much is done, whether it waits."""

    started: date | None = None
    completed: date | None = None
    percent: int = 0
    waits: bool = False


def course(pace: str, place: int, start: date, due: date, today: date) -> Course:
    """Return the course of the action at `place` in its plan, planned from `start` to `due`.

    `pace` is one of done, steady, late and future (see content/plans.toml).
    """
    if pace == "future" or (start >= today and pace != "done"):
        return Course()
    if pace == "done":
        return Course(start, due - timedelta(place % 3), 100)
    return _steady(place, start, due, today) if pace == "steady" else _late(place, start, due, today)


def _steady(place: int, start: date, due: date, today: date) -> Course:
    if due < today:
        return Course(start, max(start, due - timedelta(place % 3)), 100)
    share = (today - start).days * 100 // max(1, (due - start).days)
    return Course(start, None, 100 if share >= 75 else max(5, share // 5 * 5))


def _late(place: int, start: date, due: date, today: date) -> Course:
    began = start + timedelta(place % 4)
    if due < today - _LONG_AGO:
        return Course(began, due + timedelta(5), 100)
    if due >= today and place % 2:
        return Course()
    if place % 5 == 2:
        return Course() if due < today else Course(began, None, 20, waits=True)
    return Course(began, None, 40 + 15 * (place % 3), waits=place % 4 == 3)

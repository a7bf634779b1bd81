"""What lanes are made of: goals, objectives and actions, and the time each takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from kapta_tui.domain.planstate import PlanState, plan_state

Key: TypeAlias = tuple[str, int]
"""Noun and id of a record."""


@dataclass(frozen=True, slots=True)
class LaneItem:
    """A goal, objective or action as lanes need it; parents form a forest."""

    kind: str
    """The noun: `goal`, `objective` or `action`."""
    id: int
    name: str
    section: str = ""
    """Words of the heading under which an item without parent stands."""
    parent: Key | None = None
    start: date | None = None
    due: date | None = None
    percent: int | None = None
    """0..100, None where nothing can be measured."""
    is_started: bool = False
    started_on: date | None = None
    """The day on which it really began, planned or not."""
    completed_on: date | None = None
    owner: str = ""
    marks: str = ""
    """Words after the name, such as "$ from contract C-104"."""
    sum: str = ""
    """How the percent comes about, such as "(60 + 0 + 100) / 3 = 53 %"; empty where it was entered."""
    is_work: bool = False
    """A goal that serves as an action: its progress is what is reported of it (features: row 72)."""

    @property
    def key(self) -> Key:
        """Noun and id."""
        return self.kind, self.id

    def state(self, today: date) -> PlanState:
        """Return how the item stands on `today`."""
        return plan_state(
            today,
            start=self.start,
            due=self.due,
            percent=self.percent or 0,
            is_started=self.is_started,
            completed_on=self.completed_on,
        )


class Shape(Enum):
    """What the dates of a span rest on."""

    PLANNED = "planned"
    """Start and due date are there."""
    OPEN = "open"
    """No due date: drawn up to today."""
    POINT = "point"
    """No start, planned or real: a mark on the due date."""
    BEGUN = "begun"
    """No planned start: from the day it really began to the due date."""
    REAL = "real"
    """No planned date: from the day it really began to the day it was completed, or to today."""
    DERIVED = "derived"
    """No dates of its own: from the earliest to the latest of what is below it."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days an item takes, both ends included."""

    start: date
    end: date
    shape: Shape


def spans_of(items: Sequence[LaneItem], today: date) -> dict[Key, Span]:
    """Return the span of every item that has one; dates in the wrong order are read the other way round."""
    below = children_of(items)
    spans: dict[Key, Span] = {}
    for item in reversed(outline(items, below)):
        span = _planned(item, today) or _span_below(below.get(item.key, ()), spans) or _real(item, today)
        if span is not None:
            spans[item.key] = span
    return spans


def children_of(items: Iterable[LaneItem]) -> dict[Key | None, list[LaneItem]]:
    """Return the items below each key in their order; those whose parent is not among them are below None."""
    items = tuple(items)
    known = {item.key for item in items}
    below: dict[Key | None, list[LaneItem]] = {}
    for item in items:
        below.setdefault(item.parent if item.parent in known else None, []).append(item)
    return below


def outline(items: Sequence[LaneItem], below: Mapping[Key | None, Sequence[LaneItem]]) -> list[LaneItem]:
    """Return all items, each parent before what is below it."""
    ordered: list[LaneItem] = []
    waiting = list(reversed(below.get(None, ())))
    while waiting:
        item = waiting.pop()
        ordered.append(item)
        waiting.extend(reversed(below.get(item.key, ())))
    return ordered


def _planned(item: LaneItem, today: date) -> Span | None:
    """Return the span that rests on a planned date, with the real start where none is planned."""
    start, due = item.start, item.due
    if start and due:
        return Span(min(start, due), max(start, due), Shape.PLANNED)
    if start:
        return Span(start, max(start, item.completed_on or today), Shape.OPEN)
    if due and item.started_on:
        # Begun when it was late already, it takes the due day alone: what follows is drawn as late.
        return Span(min(item.started_on, due), due, Shape.BEGUN)
    return Span(due, due, Shape.POINT) if due else None


def _real(item: LaneItem, today: date) -> Span | None:
    first = item.started_on or item.completed_on
    if first is None:
        return None
    return Span(first, max(first, item.completed_on or today), Shape.REAL)


def _span_below(children: Sequence[LaneItem], spans: Mapping[Key, Span]) -> Span | None:
    found = [spans[child.key] for child in children if child.key in spans]
    if not found:
        return None
    return Span(min(span.start for span in found), max(span.end for span in found), Shape.DERIVED)

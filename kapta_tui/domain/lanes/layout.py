"""Rows of lanes: headings, the outline of goals, objectives and actions, and what shares a lane."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappush, heapreplace
from typing import Final, TypeAlias

from kapta_tui.domain.lanes.bars import cells_of
from kapta_tui.domain.lanes.items import Key, LaneItem, Span, children_of
from kapta_tui.domain.lanes.scale import Zoom

NAME_ROOM: Final = 16
"""Cells kept for a name behind each bar where lanes are shared."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The words above a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: a single item, or several siblings that do not overlap, from left to right."""

    items: tuple[LaneItem, ...]
    depth: int
    is_folded: bool | None = None
    """Whether what is below is put away; None where nothing is below."""


LaneRow: TypeAlias = Heading | Lane


@dataclass(frozen=True, slots=True)
class Packing:
    """How siblings without children share lanes at one zoom."""

    spans: Mapping[Key, Span]
    zoom: Zoom
    today: date
    room: int = 1
    """Cells kept free after every bar, for its name."""


def lay_out(
    items: Sequence[LaneItem], folded: Collection[Key] = (), packing: Packing | None = None
) -> tuple[LaneRow, ...]:
    """Return the rows for `items`, sections and siblings in the order given.

    What is below a folded item is left out. Every item has a lane of its own, or, with `packing`, siblings
    without children take as few lanes as they need.
    """
    below = children_of(items)
    sections: dict[str, list[LaneItem]] = {}
    for root in below.get(None, ()):
        sections.setdefault(root.section, []).append(root)
    rows: list[LaneRow] = []
    for section, roots in sections.items():
        if section:
            rows.append(Heading(section))
        rows.extend(_lanes(roots, 0, below, folded, packing))
    return tuple(rows)


def pack(intervals: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return lanes of indexes of `intervals`, half-open, none overlapping in its lane, as few lanes as can be.

    An interval goes to the lane that became free first.
    """
    lanes: list[list[int]] = []
    free: list[tuple[int, int]] = []
    for index in sorted(range(len(intervals)), key=lambda index: intervals[index]):
        start, end = intervals[index]
        if free and free[0][0] <= start:
            lane = free[0][1]
            lanes[lane].append(index)
            heapreplace(free, (end, lane))
        else:
            heappush(free, (end, len(lanes)))
            lanes.append([index])
    return lanes


def _lanes(
    siblings: Sequence[LaneItem],
    depth: int,
    below: Mapping[Key | None, Sequence[LaneItem]],
    folded: Collection[Key],
    packing: Packing | None,
) -> Iterator[Lane]:
    leaves: list[LaneItem] = []
    for item in siblings:
        children = below.get(item.key, ())
        if packing and not children and item.key in packing.spans:
            leaves.append(item)
            continue
        is_folded = item.key in folded if children else None
        yield Lane((item,), depth, is_folded)
        if children and not is_folded:
            yield from _lanes(children, depth + 1, below, folded, packing)
    if packing and leaves:
        for lane in pack([_taken(item, packing) for item in leaves]):
            yield Lane(tuple(leaves[index] for index in lane), depth)


def _taken(item: LaneItem, packing: Packing) -> tuple[int, int]:
    start, _, tail = cells_of(item, packing.spans[item.key], packing.zoom, packing.today)
    return start, tail + packing.room

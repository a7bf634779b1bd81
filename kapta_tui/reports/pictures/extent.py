"""How much of a plan is drawn: how deep, and of that what has a bar."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.lanes import Key, Lane, LaneItem, lay_out, spans_of
from kapta_tui.domain.text import counted

Depth: TypeAlias = Literal["goals", "objectives", "actions"]
DEPTHS: Final[dict[Depth, tuple[str, ...]]] = {
    "goals": ("goal",),
    "objectives": ("goal", "objective"),
    "actions": ("goal", "objective", "action"),
}
"""How deep a plan is drawn, with the kinds of items that are seen then."""


@dataclass(frozen=True, slots=True)
class Drawable:
    """What of a plan has a bar."""

    items: tuple[LaneItem, ...]
    """What has one or stands above something that has."""
    depth: Depth
    seen: tuple[LaneItem, ...]
    """Those that are neither too deep nor folded away."""
    left_out: int
    """How many would be seen if they had a date."""


def within(items: Sequence[LaneItem], depth: Depth) -> Sequence[LaneItem]:
    """Return those of `items` that are not too deep."""
    return items if depth == "actions" else [item for item in items if item.kind in DEPTHS[depth]]


def drawable(items: Sequence[LaneItem], today: date, depth: Depth, folded: Collection[Key]) -> Drawable:
    """Return what has a bar. Raises RuleError when nothing that would be seen has one."""
    spans = spans_of(items, today)
    wanted = list(_seen(within(items, depth), folded))
    seen = tuple(item for item in wanted if item.key in spans)
    if not seen:
        raise RuleError(
            "Nothing to draw: none of these goals and actions has a date.",
            "Give one a due date, or start it.",
        )
    kept = tuple(item for item in items if item.key in spans)
    return Drawable(kept, depth, seen, len(wanted) - len(seen))


def about(drawn: Drawable, which: str) -> str:
    """Return what is drawn: "3 goals, 12 actions · open · 2 without dates left out"; `which` may be empty."""
    kinds = [item.kind for item in drawn.seen]
    told = [kind for kind in DEPTHS[drawn.depth] if kind != "objective" or drawn.depth == "objectives"]
    words = ", ".join(counted(kinds.count(kind), kind) for kind in told if kind in kinds)
    left = f"{drawn.left_out} without dates left out" if drawn.left_out else ""
    return " · ".join(filter(None, (words, which, left)))


def _seen(items: Sequence[LaneItem], folded: Collection[Key]) -> Iterator[LaneItem]:
    for row in lay_out(items, folded):
        if isinstance(row, Lane):
            yield from row.items

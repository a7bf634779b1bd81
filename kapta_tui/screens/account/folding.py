"""How sections share the height of a tab: open where they fit, folded to their titles where they do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kapta_tui.screens.account.sections import Section

_PART: Final = 5
"""Fewest lines of a list that shows a part of its rows."""


def share_height(
    sections: Sequence[Section], chosen: Section | None, room: int, *, is_folded: bool = False
) -> int:
    """Give each of `sections` its height in `room` lines, those above one line the class `-open`; return what is left.

    The `chosen` one, or the first, is open; with `is_folded` all say in their titles what is in them.
    """
    needs = [item.wants for item in sections]
    at = sections.index(chosen) if chosen in sections else 0
    needs[at] = sections[at].comfort
    heights = unfolded(needs, [item.is_filled for item in sections], at, room)
    heights = at_ease(heights, [item.comfort for item in sections], room)
    for item, height in zip(sections, heights, strict=True):
        item.styles.height = height
        item.set_class(height > 1, "-open")
        item.fold(height == 1 or is_folded)
    return room - sum(heights)


def unfolded(needs: Sequence[int], filled: Sequence[bool], chosen: int, room: int) -> list[int]:
    """Return how high lists are in `room` lines: the `chosen` one all it needs, then from the top what fits whole.

    `needs` are the lines of each open list; those that are `filled` with rows come first. Of the folded ones, which
    take a line each, the first opens in part where enough lines are left.
    """
    heights = [1 for _ in needs]

    def left() -> int:
        return room - sum(heights)

    heights[chosen] = max(1, min(needs[chosen], left() + 1))
    order = sorted(range(len(needs)), key=lambda number: not filled[number])
    for number in order:
        if heights[number] == 1 and needs[number] - 1 <= left():
            heights[number] = needs[number]
    for number in order:
        if heights[number] == 1 and left() + 1 >= _PART:
            heights[number] += left()
    return heights


def at_ease(heights: Sequence[int], comfort: Sequence[int], room: int) -> list[int]:
    """Return the `heights` of lists in `room` lines where those that are open grow, in order, to their `comfort`."""
    found = list(heights)
    for number, wanted in enumerate(comfort):
        if found[number] > 1:
            found[number] += max(0, min(wanted - found[number], room - sum(found)))
    return found

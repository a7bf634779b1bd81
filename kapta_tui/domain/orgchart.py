"""Who reports to whom, drawn as a tree of any depth (domain.md 3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

DEEPEST: Final = 12
"""Levels that are drawn; what is deeper stands at the last of them, behind a sign that some are left out."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the tree: a contact, the glyphs before the name, and whether the circle it stands in begins here."""

    id: int
    glyphs: str
    in_circle: bool = False


def org_chart(reports_to: Mapping[int, int | None]) -> tuple[Branch, ...]:
    """Return every contact once, each below the one it reports to and in the order given.

    Contacts without a superior, or with one that is not among them, stand at the top. A circle is opened at the
    first of it, which then stands at the top too.
    """
    below: dict[int, list[int]] = {}
    tops: list[int] = []
    for number, above in reports_to.items():
        if above is None or above not in reports_to:
            tops.append(number)
        else:
            below.setdefault(above, []).append(number)
    found: list[Branch] = []
    seen: set[int] = set()
    for top in tops:
        _descend(top, below, seen, found, in_circle=False)
    for number in reports_to:
        if number not in seen:
            _descend(_circle_of(number, reports_to), below, seen, found, in_circle=True)
    return tuple(found)


def _circle_of(start: int, reports_to: Mapping[int, int | None]) -> int:
    """Return the first of the circle that whoever is above `start` ends in, in the order given."""
    chain: list[int] = []
    above: int | None = start
    while above is not None and above not in chain:
        chain.append(above)
        above = reports_to.get(above)
    circle = set(chain[chain.index(above) :]) if above is not None else {start}
    return next(number for number in reports_to if number in circle)


def _descend(
    top: int, below: Mapping[int, Sequence[int]], seen: set[int], found: list[Branch], *, in_circle: bool
) -> None:
    """Add `top` and all below it; a stack instead of recursion, since nothing limits the depth."""
    stack: list[tuple[int, tuple[bool, ...]]] = [(top, ())]
    seen.add(top)
    while stack:
        number, lasts = stack.pop()
        found.append(Branch(number, _glyphs(lasts), in_circle and number == top))
        children = [child for child in below.get(number, ()) if child not in seen]
        seen.update(children)
        levels = lasts[-DEEPEST:]
        below_it = [((*levels, child == children[-1]), child) for child in children]
        stack += [(child, path) for path, child in reversed(below_it)]


def _glyphs(lasts: tuple[bool, ...]) -> str:
    """Return the glyphs of a line; `lasts` says of each level whether its branch is the last one there."""
    if not lasts:
        return ""
    left_out = "… " if len(lasts) > DEEPEST else ""
    levels = lasts[-DEEPEST:] if left_out else lasts
    stems = "".join("  " if last else "│ " for last in levels[:-1])
    return f"{left_out}{stems}{'└ ' if levels[-1] else '├ '}"

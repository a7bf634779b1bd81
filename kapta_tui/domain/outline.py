"""Goals typed as an indented outline (features: row 74)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.text import clean, one_line

_BULLET = re.compile(r"(?:[-*+•]|\d+[.)])\s+")
_TAB = 4

LEVELS: Final[dict[int, tuple[str, ...]]] = {
    1: ("goals",),
    2: ("goals", "actions", "tasks"),
    3: ("goals", "objectives", "actions", "tasks"),
}
"""Levels of a section to the kinds that the depths of an outline stand for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: its depth, 0 for the outermost, its text without bullet, and its line number from 1."""

    depth: int
    text: str
    number: int


def parse(text: str) -> tuple[Line, ...]:
    """Read an outline: deeper lines belong to the line above; bullets and empty lines mean nothing.

    Raises:
        UsageError: nothing is written, or a line is indented less than its own group and more than the one
            above it, with the line number.
    """
    found: list[Line] = []
    indents: list[int] = []
    for number, raw in enumerate(clean(text).expandtabs(_TAB).split("\n"), start=1):
        words = one_line(_BULLET.sub("", raw.lstrip(), count=1))
        if not words:
            continue
        indent = len(raw) - len(raw.lstrip())
        while indents and indent < indents[-1]:
            indents.pop()
        if not indents or indent > indents[-1]:
            if found and not indents:
                raise _ragged(number, words)
            if found and len(indents) <= found[-1].depth:
                raise _ragged(number, words)
            indents.append(indent)
        found.append(Line(len(indents) - 1, words, number))
    if not found:
        raise UsageError(
            "The outline is empty.", "Write a goal on a line of its own, its actions indented below."
        )
    return tuple(found)


def read(text: str, levels: int, section: str) -> tuple[tuple[Line, str], ...]:
    """Return the lines of an outline, each with the kind that its depth stands for in a section of `levels` 1..3.

    Raises:
        UsageError: as `parse`.
        RuleError: a line is deeper than the section, which is called `section`, goes.
    """
    kinds = LEVELS[levels]
    lines = parse(text)
    for line in lines:
        if line.depth >= len(kinds):
            raise RuleError(
                f"Line {line.number}, '{line.text}', is too deep: the section '{section}' goes {', '.join(kinds)}.",
                "Indent it less.",
            )
    return tuple((line, kinds[line.depth]) for line in lines)


def _ragged(number: int, words: str) -> UsageError:
    return UsageError(
        f"Line {number} of the outline, '{words}', stands between two levels.",
        "Indent it as far as the lines it belongs with.",
    )

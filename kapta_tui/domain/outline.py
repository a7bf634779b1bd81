"""Goals typed as an indented outline (features: row 74)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kapta_tui.domain import outlinewords
from kapta_tui.domain.errors import RuleError, UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.text import clean, one_line

_BULLET = re.compile(r"(?:[-*+•]|\d+[.)])\s+")
_TAB = 4
_STEP = 2
"""Cells by which a line is indented below another one."""

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
    words: tuple[tuple[str, str], ...] = ()
    """What its end says of due date, start and owner, as (word, value as written)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One record to be made: its kind, its name, its depth, and by field what its line says of it."""

    kind: str
    name: str
    depth: int
    values: dict[str, Value]


def parse(text: str) -> tuple[Line, ...]:
    """Read an outline: deeper lines belong to the line above; bullets and empty lines mean nothing.

    Words such as `due:+7d` at the end of a line are taken off it, unless quotes keep them (`outlinewords.split`).

    Raises:
        UsageError: nothing is written, a line has no name before such words, or it is indented less than its own
            group and more than the one above it, with the line number.
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
        name, said = outlinewords.split(words)
        if not name:
            raise UsageError(
                f"Line {number} of the outline, '{words}', has no name.",
                f'Write a name before it, or quote what belongs to the name: "{words}".',
            )
        found.append(Line(len(indents) - 1, name, number, said))
    if not found:
        raise UsageError(
            "The outline is empty.", "Write a goal on a line of its own, its actions indented below."
        )
    return tuple(found)


def read(text: str, levels: int, section: str, today: date | None = None) -> tuple[Entry, ...]:
    """Return what an outline makes by the depths of its lines in a section of `levels` 1..3.

    Days such as +7d are seen from `today`; without it they are refused.

    Raises:
        UsageError: as `parse`, or what a line says of its dates or owner cannot be read, with its number.
        RuleError: a line is deeper than the section, which is called `section`, goes, or its dates contradict.
    """
    kinds = LEVELS[levels]
    lines = parse(text)
    for line in lines:
        if line.depth >= len(kinds):
            raise RuleError(
                f"Line {line.number}, '{line.text}', is too deep: the section '{section}' goes {', '.join(kinds)}.",
                "Indent it less.",
            )
    return tuple(_entry(line, kinds[line.depth], today) for line in lines)


def _entry(line: Line, kind: str, today: date | None) -> Entry:
    values = outlinewords.values(kind, line.words, line.number, today)
    return Entry(kind, line.text, line.depth, values)


def stops(above: Iterable[str]) -> tuple[int, ...]:
    """Return by how many cells a line below the lines `above` may be indented: as far as those, or a step further."""
    found: list[int] = []
    for line in filter(str.strip, above):
        indent = indent_of(line)
        while found and found[-1] >= indent:
            found.pop()
        found.append(indent)
    return (*found, found[-1] + _STEP) if found else (0,)


def moved(indent: int, places: Iterable[int], step: int) -> int:
    """Return the next of `places` that is deeper than `indent` with a step above 0, else shallower; itself for none."""
    if step > 0:
        return min((place for place in places if place > indent), default=indent)
    return max((place for place in places if place < indent), default=indent)


def indent_of(line: str) -> int:
    """Return by how many cells a line is indented."""
    raw = line.expandtabs(_TAB)
    return len(raw) - len(raw.lstrip())


def _ragged(number: int, words: str) -> UsageError:
    return UsageError(
        f"Line {number} of the outline, '{words}', stands between two levels.",
        "Indent it as far as the lines it belongs with.",
    )

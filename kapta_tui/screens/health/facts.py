"""Facts below their factor: in words, with their day and with points that add up to the factor's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final

from kapta_tui.data.read.health.why import Fact, Note
from kapta_tui.domain.health.points import apportion
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.text import one_line
from kapta_tui.screens.health.marks import STATES
from kapta_tui.screens.health.rows import FACTORS, Row
from kapta_tui.screens.record.folding import folded
from kapta_tui.widgets.cells import FILL, Cell, CellPart, parts_of

_DAY, _POINTS = 12, 16
"""Cells of a day and of points with two decimals."""

_WITH_DAY: Final = 90
"""Cells of a line from which days have room; the words say how long ago it was in any case."""

_INDENT: Final = "    "
_MARK: Final = 2
"""Cells of the glyph of a state."""
_LEFT_OUT: Final = {"short": "too short to count", "beyond": "beyond those that count on a day"}


def fact_rows(facts: Sequence[Fact], width: int) -> Iterator[Row]:
    """Yield the facts of a factor, or of the deduction; one too long for `width` cells goes on below."""
    for fact, (got, most) in zip(facts, shown_points(facts), strict=True):
        line = fact.line
        key = ("fact", line.factor, line.item, line.part, line.kind, line.id)
        first, *others = folded(fact.text, width - len(_INDENT) - _MARK - _days(width) - _POINTS - 1)
        yield Row(key, FACTORS, partial(_fact, fact, first, got, most), fact, line.factor)
        for place, more in enumerate(others):
            yield Row((*key, place), FACTORS, partial(_more, more))


def shown_points(facts: Sequence[Fact]) -> list[tuple[Decimal, Decimal]]:
    """Return what each fact earned and could have earned, with two decimals that add up to those of all.

    What is met earned all it could, to the last decimal, and what is missing nothing.
    """
    earned = apportion([fact.line.earned for fact in facts], 2)
    possible = sum((fact.line.possible for fact in facts), Fraction(0))
    rest = Fraction(rounded(possible, 2), 100) - Fraction(sum(earned, Decimal(0)))
    lost = [fact.line.possible - fact.line.earned for fact in facts]
    missed = iter(apportion([part for part in lost if part], 2, rest))
    return [(got, got + next(missed) if part else got) for got, part in zip(earned, lost, strict=True)]


def _fact(fact: Fact, words: Cell, earned: Decimal, possible: Decimal, width: int) -> Sequence[CellPart]:
    line = fact.line
    points = f"{earned} of {possible}" if line.possible else f"{earned}" if earned else ""
    return [
        _INDENT,
        STATES[line.state],
        " ",
        *parts_of(words),
        FILL,
        *_day(line.on, width),
        (f"{points:>{_POINTS}}", "muted"),
    ]


def _more(words: Cell, width: int) -> Sequence[CellPart]:
    return [_INDENT, " " * _MARK, *parts_of(words)]


def note_rows(notes: Sequence[Note]) -> Iterator[Row]:
    """Yield the notes of the window, each to be opened; those that do not count say why."""
    for note in notes:
        yield Row(("note", note.id), FACTORS, partial(_note, note), note, "notes")


def _note(note: Note, width: int) -> Sequence[CellPart]:
    why = _LEFT_OUT.get(note.left_out, "")
    words: list[CellPart] = [("“", "muted"), (one_line(note.text), "muted"), ("”", "muted")]
    aside: list[CellPart] = [(f"  {why}", "warn")] if why else []
    return [_INDENT, ("· ", "muted"), *words, FILL, *aside, (f"{note.date.isoformat():>{_DAY}}", "muted")]


def _days(width: int) -> int:
    """Return the cells that days take."""
    return _DAY if width >= _WITH_DAY else 0


def _day(on: date | None, width: int) -> list[CellPart]:
    return [(f"{on.isoformat() if on else '':>{_DAY}}", "muted")] if _days(width) else []

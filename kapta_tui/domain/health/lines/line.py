"""One fact behind points of health, and how facts share the points of their factor (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import Final, NamedTuple

from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.health.score import Factor, Scores

Detail = int | str
NOTHING: Final[Mapping[str, Detail]] = MappingProxyType({})
NONE, ALL = Fraction(0), Fraction(1)
RISK: Final = "risk"
"""What the lines of the deduction have for a factor."""
FADING: Final = "freshness"
"""The factor whose facts lose half of what they earn again and again."""
_SCORE: Final = 10_000
"""The score of a factor that earned everything, in hundredths."""


class Line(NamedTuple):
    """One fact: points of the whole score (0..100, exact) that it earned and could have earned.

    `factor` is one of `FACTORS`, or `risk`, whose `earned` are below 0. `item` is a stable code, `part` the code within
    it. `kind` and `id` name the record it is about, "" and None where there is none. `state` is `met`, `partly` or
    `missing`, and "" where there is nothing to meet: of risks and of factors that do not count. `on` is the day of the
    fact and `days` its age, below 0 for what is to come. `values` holds the numbers and codes its words need.
    """

    factor: str
    item: str
    part: str = ""
    kind: str = ""
    id: int | None = None
    earned: Fraction = NONE
    possible: Fraction = NONE
    state: str = ""
    on: date | None = None
    days: int | None = None
    values: Mapping[str, Detail] = NOTHING

    @property
    def record(self) -> tuple[str, int] | None:
        """Kind and id of the record it is about."""
        return (self.kind, self.id) if self.id is not None else None

    def number(self, name: str) -> int:
        """Return the value called `name`, one of those that are numbers. Raises KeyError."""
        return int(self.values[name])

    def code(self, name: str) -> str | None:
        """Return the value called `name`, one of those that are codes, or None where it is empty. Raises KeyError."""
        return str(self.values[name]) or None


class Known(NamedTuple):
    """What is known of one account beyond its facts, which are gathered for many.

    `records` names the record behind an item and its part, as kind and id. `written` counts the notes within the
    window that are long enough, `short` those that are not.
    """

    records: Mapping[tuple[str, str], tuple[str, int]] = MappingProxyType({})
    written: int | None = None
    short: int = 0


class Piece(NamedTuple):
    """A fact as its factor measures it: `share` (0..1) of `points`, whatever those of a factor add up to."""

    item: str
    share: Fraction
    points: Fraction
    part: str = ""
    record: tuple[str, int] | None = None
    on: date | None = None
    values: Mapping[str, Detail] = NOTHING

    @property
    def state(self) -> str:
        """`met`, `partly` or `missing`."""
        return "met" if self.share == ALL else "partly" if self.share else "missing"


def settled(factor: Factor, pieces: Sequence[Piece], scores: Scores, day: date) -> tuple[Line, ...]:
    """Return the lines of a factor that counts: together they earn and could earn exactly what it does.

    A factor is rounded to hundredths before it is weighed. What that adds or takes, less than a hundredth of the
    factor's 100, goes to the pieces that are partly met, in proportion to what they miss or have, and only where those
    have no room for it to all of them; so nothing ever earns less than 0 or more than it could.
    """
    # Whole numbers of a common unit: sums of fractions would take most of the time that an answer takes.
    unit = lcm(*(piece.points.denominator * piece.share.denominator for piece in pieces))
    most = [_SCORE * int(piece.points * unit) for piece in pieces]
    got = [int(size * piece.share) for size, piece in zip(most, pieces, strict=True)]
    offered = sum(most)
    if not offered:
        possible = Fraction(100 * factor.weight, scores.share_of)
        return (Line(factor.name, "nothing", possible=possible, state="missing"),)
    got, parts = _rounded(got, most, offered // _SCORE * (factor.score or 0))
    points, whole = 100 * factor.weight, scores.share_of * offered
    return tuple(
        line_of(
            factor.name, piece, day, Fraction(points * won, whole * parts), Fraction(points * size, whole)
        )
        for piece, won, size in zip(pieces, got, most, strict=True)
        if size
    )


def line_of(factor: str, piece: Piece, day: date, earned: Fraction = NONE, possible: Fraction = NONE) -> Line:
    """Return the line of a piece; one that cannot earn anything has no state."""
    kind, number = piece.record or ("", None)
    age = None if piece.on is None else (day - piece.on).days
    state = _state(factor, piece, earned) if possible else ""
    return Line(
        factor,
        piece.item,
        piece.part,
        kind,
        number,
        earned,
        possible,
        state,
        piece.on,
        age,
        piece.values,
    )


def _state(factor: str, piece: Piece, earned: Fraction) -> str:
    """Return the state of a piece; what has faded until it earns 0.00 points is missing (domain.md 4.1)."""
    # What fades never reaches 0, so that its share alone would call it partly met for ever.
    has_faded = factor == FADING and not rounded(earned, 2)
    return "missing" if has_faded else piece.state


def _rounded(got: list[int], most: list[int], total: int) -> tuple[list[int], int]:
    """Return `got` made to add up to `total` within 0 and `most`, counted in parts of a unit, and how many one has."""
    rest = total - sum(got)
    if not rest:
        return got, 1
    room = [size - won if rest > 0 else won for won, size in zip(got, most, strict=True)]
    partly = [space if 0 < won < size else 0 for space, won, size in zip(room, got, most, strict=True)]
    taken = partly if sum(partly) >= abs(rest) else room
    parts = sum(taken)
    return [won * parts + rest * space for won, space in zip(got, taken, strict=True)], parts

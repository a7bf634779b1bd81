"""The first part: one line per factor, its facts below it, then the deduction and the sum (features: row 59)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Final, NamedTuple

from kapta_tui.data.read.health.why import FactorWhy
from kapta_tui.domain.health.lines import RISK
from kapta_tui.domain.health.words import FACTOR_LABELS, band_words
from kapta_tui.domain.text import counted
from kapta_tui.screens.band import TOKENS
from kapta_tui.screens.health.facts import fact_rows, note_rows
from kapta_tui.screens.health.loading import Found
from kapta_tui.screens.health.marks import (
    CHANGE,
    NARROW,
    POINTS,
    SCORE,
    WEIGHT,
    bar,
    change_part,
    possible_words,
    right,
)
from kapta_tui.screens.health.rows import FACTORS, Row, title_row
from kapta_tui.screens.health.splits import changes_of, split
from kapta_tui.widgets.cells import FILL, CellPart, Styled, Token

_LABEL: Final = 13
_SHORT, _LONG = 8, 5
"""Cells of a bar in a narrow line, and the share of a wide one."""

_OPEN, _FOLDED = "▾ ", "▸ "


class _Head(NamedTuple):
    """A line that folds: what it is called, how it stands, and what stands at the right edge."""

    label: str
    state: Styled
    cells: Sequence[CellPart]
    mark: str
    share: float | None = None
    size: float = 1.0
    token: Token = "muted"
    brief: str = ""
    """The state in a narrow line."""

    def draw(self, width: int) -> Sequence[CellPart]:
        """Draw it: the bar is as long as what is possible, beside that of the factor that weighs most."""
        parts: list[CellPart] = [(self.mark, "muted"), (f"{self.label:<{_LABEL}}", "strong")]
        if self.share is not None:
            room = _SHORT if width < NARROW else width // _LONG
            parts += [*bar(self.share, self.size, room, self.token), " "]
        parts.append((self.brief, self.state[1]) if self.brief and width < NARROW else self.state)
        return [*parts, FILL, *self.cells]


def factor_rows(found: Found, unfolded: Iterable[str], width: int) -> Iterator[Row]:
    """Yield the part in lines of `width` cells; the facts of factors in `unfolded` stand below their line."""
    since = found.period.since.isoformat() if found.period.since else found.period.words
    yield title_row(
        FACTORS,
        "Factors",
        (f"{'Score':>{SCORE}}{'Weight':>{WEIGHT}}{since:>{CHANGE}}{'Points':>{POINTS}}", "muted"),
    )
    opened = frozenset(unfolded)
    most = (
        max((one.possible for one in found.points.rows), default=Fraction(1)) if found.points else Fraction(1)
    )
    for factor in found.why.factors:
        name = factor.factor.name
        yield Row(
            ("factor", name),
            FACTORS,
            partial(_Head.draw, _head(found, factor, most, name in opened)),
            None,
            name,
            True,
        )
        if name in opened:
            yield from fact_rows(factor.facts, width)
            if name == "notes":
                yield from note_rows(found.why.notes)
    yield from _deduction(found, width, is_open=RISK in opened)
    yield from _sum(found)


def _head(found: Found, one: FactorWhy, most: Fraction, is_open: bool) -> _Head:
    factor, points = one.factor, one.points
    label, mark = FACTOR_LABELS[factor.name], _OPEN if is_open else _FOLDED
    changed = _changed(found, factor.name)
    change = change_part(changed if points is not None else changed or None)
    if points is None or factor.score is None:
        reason = next((fact.text for fact in one.facts), "")
        word = "off" if factor.state == "disabled" else "missing"
        weight: CellPart = (f"{factor.weight or '·':>{WEIGHT}}", "muted")
        cells = [(f"{'·':>{SCORE}}", "muted"), weight, right(change, CHANGE), (f"{'·':>{POINTS}}", "muted")]
        # A narrow line has no room for a word that the empty columns say, too.
        brief = reason if word == "missing" else f"{word}: {reason}"
        return _Head(label, (f"{word}: {reason}", "muted"), cells, mark, brief=brief)
    score = Decimal(factor.score).scaleb(-2)
    cells = [
        right(f"{score:.2f}", SCORE),
        (f"{factor.weight:>{WEIGHT}}", "muted"),
        right(change, CHANGE),
        *_points(str(points.shown), possible_words(points.possible)),
    ]
    token = TOKENS[found.playbook.health.bands.of(int(score))]
    share, size = factor.score / 10_000, float(points.possible / most)
    return _Head(label, _state(one), cells, mark, share, size, token, _brief(one))


def _points(shown: str, possible: str) -> list[CellPart]:
    of = f" of {possible}"
    return [(f"{shown:>{POINTS - len(of)}}", "strong"), (of, "muted")]


def _state(one: FactorWhy) -> Styled:
    """Return how a factor stands: a single fact itself, else how many facts are missing or partly met."""
    if len(one.facts) == 1:
        words = one.facts[0].text
    else:
        states = Counter(fact.line.state for fact in one.facts)
        told = [f"{states[state]} {state}" for state in ("missing", "partly") if states[state]]
        words = ", ".join(told) or "all met"
    if one.factor.stale:
        return (words if "stale" in words else f"stale: {words}"), "warn"
    return words, "muted"


def _brief(one: FactorWhy) -> str:
    """Return how many of several facts are not met; empty for one alone."""
    unmet = sum(fact.line.state != "met" for fact in one.facts)
    return f"{unmet} not met" if len(one.facts) > 1 and unmet else ""


def _changed(found: Found, name: str) -> Decimal | None:
    """Return what a factor, the deduction or the limit changed over the period; None where that is not known."""
    if found.change is None or found.change.delta is None:
        return None
    return changes_of(found.change.causes).get(name, Decimal("0.00"))


def _deduction(found: Found, width: int, *, is_open: bool) -> Iterator[Row]:
    """Yield what active risks take off, and what of that the limit at 0 gives back."""
    if not found.playbook.enabled("risks") or found.points is None:
        return
    risks, taken = found.why.risks, found.points.deduction
    state = (
        risks[0].text
        if len(risks) == 1
        else counted(len(risks), "active risk")
        if risks
        else "no active risk"
    )
    cells = [
        right(change_part(_changed(found, RISK)), SCORE + WEIGHT + CHANGE),
        (f"{f'-{taken}' if taken else '0':>{POINTS}}", "bad" if taken else "muted"),
    ]
    mark = (_OPEN if is_open else _FOLDED) if risks else "  "
    head = _Head("Risk", (state, "muted"), cells, mark)
    yield Row(("factor", RISK), FACTORS, head.draw, None, RISK if risks else "", bool(risks))
    if is_open:
        yield from fact_rows(risks, width)
    if found.points.clamp:
        given = [
            right(change_part(_changed(found, "clamp")), SCORE + WEIGHT + CHANGE),
            (f"{f'+{found.points.clamp}':>{POINTS}}", "good"),
        ]
        held = _Head("Held at 0", ("a score is never below 0", "muted"), given, "  ")
        yield Row(("clamp",), FACTORS, held.draw)


def _sum(found: Found) -> Iterator[Row]:
    change = None
    if found.change is not None and found.change.delta is not None:
        change = sum(split(found.change.causes), Decimal("0.00"))
    score = found.scores.score
    points = [right(("·", "muted"), POINTS)] if score is None else _points(str(score), "100")
    cells = [right(change_part(change), SCORE + WEIGHT + CHANGE), *points]
    head = _Head("Health", (band_words(found.band), TOKENS[found.band]), cells, "  ")
    yield Row(("sum",), FACTORS, head.draw)

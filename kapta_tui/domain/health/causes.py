"""Why the score changed: the change of raw between two days split into its causes, exactly (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from kapta_tui.domain.health.score import Factor, Scores

Kind: TypeAlias = Literal["left", "entered", "weights", "factor", "risk", "clamp"]

_Factors: TypeAlias = dict[str, Factor]
_NOTHING = Fraction(0)


class Cause(NamedTuple):
    """One cause and what it changed, in points of 0..100; `factor` is empty for weights, risk and clamp.

    `by_rules` says that the administrator's rules changed it, not what people did or left undone.
    """

    kind: Kind
    factor: str
    change: Fraction
    by_rules: bool


def causes(old: Scores, new: Scores, new_by_old_rules: Scores | None = None) -> tuple[Cause, ...]:
    """Return the causes of the change from `old` to `new`, in the order of domain.md 4.3; they add up to it exactly.

    Factors that leave or enter together share their step: each has its weight times its distance from the base
    without them. Where old and new have no factor in common, the new ones enter before the old ones leave. What
    changed nothing is left out. Without a score before or after there is nothing to split: no causes.

    `new_by_old_rules` are the scores of the new facts by the rules in force for `old` (`new` itself where those are
    still the same): it tells what rules did from what facts did. Without it only weights, and factors that were
    switched on or off, count as done by rules.
    """
    if old.raw is None or new.raw is None:
        return ()
    found = (*_of_base(old, new, new_by_old_rules), *_of_deduction(old, new, new_by_old_rules))
    return tuple(cause for cause in found if cause.change)


def you_changed(causes: Iterable[Cause]) -> Fraction:
    """Return what the facts changed, in points: what people did or left undone."""
    return sum((cause.change for cause in causes if not cause.by_rules), _NOTHING)


def rules_changed(causes: Iterable[Cause]) -> Fraction:
    """Return what the administrator's rules changed, in points."""
    return sum((cause.change for cause in causes if cause.by_rules), _NOTHING)


def _of_base(old: Scores, new: Scores, by_old: Scores | None) -> Iterator[Cause]:
    """Yield steps 1 to 4: factors that left and entered, weights, and the scores of those that remain."""
    before, after = _counted(old), _counted(new)
    left = [factor for name, factor in before.items() if name not in after]
    entered = [factor for name, factor in after.items() if name not in before]
    common = [factor for name, factor in before.items() if name in after]
    if common:
        yield from _moved("left", left, common, new, by_old)
        yield from _moved("entered", entered, common, old, by_old)
    else:
        yield from _moved("entered", entered, left, old, by_old)
        yield from _moved("left", left, entered, new, by_old)
    yield from _weighed(common, entered, after, by_old)
    yield from _scored(common, after, new.share_of, by_old)


def _moved(
    kind: Literal["left", "entered"],
    moved: Sequence[Factor],
    rest: Sequence[Factor],
    without: Scores,
    by_old: Scores | None,
) -> Iterator[Cause]:
    """Yield what factors changed that left or joined `rest`; `without` are the scores in which they do not count."""
    base, weights = _base(rest), sum(factor.weight for factor in (*rest, *moved))
    sign = 1 if kind == "entered" else -1
    would_count = {} if by_old is None else _counted(by_old)
    disabled = {factor.name for factor in without.factors if not factor.weight}
    for factor in moved:
        # What the old rules would not have done with the new facts, the new rules did.
        by_rules = (
            factor.name in disabled if by_old is None else (factor.name in would_count) == (kind == "left")
        )
        change = sign * factor.weight * (_value(factor) - base) / weights
        yield Cause(kind, factor.name, change, by_rules)


def _weighed(
    common: Sequence[Factor], entered: Sequence[Factor], after: _Factors, by_old: Scores | None
) -> Iterator[Cause]:
    """Yield what other weights changed while all scores stand still; those of a new type of account follow facts."""
    start = middle = _base((*common, *entered))
    if by_old is not None:
        known = {factor.name: factor.weight for factor in by_old.factors}
        weighed = [*(factor._replace(weight=known[factor.name]) for factor in common), *entered]
        middle = _base(weighed) if any(factor.weight for factor in weighed) else start
    end = _base([*(factor._replace(weight=after[factor.name].weight) for factor in common), *entered])
    yield Cause("weights", "", middle - start, by_rules=False)
    yield Cause("weights", "", end - middle, by_rules=True)


def _scored(
    common: Sequence[Factor], after: _Factors, weights: int, by_old: Scores | None
) -> Iterator[Cause]:
    """Yield for each factor that remains what it changed with its new share: first by facts, then by rules."""
    middle = {} if by_old is None else {factor.name: factor for factor in by_old.factors}
    for factor in common:
        now = after[factor.name]
        known = middle.get(factor.name, now)
        step = now if known.score is None else known
        share = Fraction(now.weight, weights)
        yield Cause("factor", factor.name, share * (_value(step) - _value(factor)), by_rules=False)
        yield Cause("factor", factor.name, share * (_value(now) - _value(step)), by_rules=True)


def _of_deduction(old: Scores, new: Scores, by_old: Scores | None) -> Iterator[Cause]:
    """Yield steps 5 and 6: the deduction, and what cutting off at 0 gives back."""
    middle = new.deduction if by_old is None else by_old.deduction
    yield Cause("risk", "", Fraction(old.deduction - middle, 100), by_rules=False)
    yield Cause("risk", "", Fraction(middle - new.deduction, 100), by_rules=True)
    yield Cause("clamp", "", _clamp(new) - _clamp(old), by_rules=False)


def _counted(scores: Scores) -> _Factors:
    return {factor.name: factor for factor in scores.factors if factor.counts}


def _value(factor: Factor) -> Fraction:
    return Fraction(factor.score or 0, 100)


def _base(factors: Sequence[Factor]) -> Fraction:
    return Scores(tuple(factors)).base or _NOTHING


def _clamp(scores: Scores) -> Fraction:
    """Return the points by which the deduction exceeds the base, 0 where it does not."""
    return max(_NOTHING, Fraction(scores.deduction, 100) - (scores.base or _NOTHING))

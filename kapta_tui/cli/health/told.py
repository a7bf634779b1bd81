"""What `kapta health` tells of an account, read from the store and rounded so that it adds up (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kapta_tui.cli.session import Reader
from kapta_tui.data.connect import one_moment
from kapta_tui.data.read.health.history import Change, change, last_review
from kapta_tui.data.read.health.why import Fact, FactorWhy, Why, why
from kapta_tui.data.read.playbook import current_version
from kapta_tui.domain.errors import NotFound, UsageError
from kapta_tui.domain.health.causes import Cause
from kapta_tui.domain.health.period import Period
from kapta_tui.domain.health.points import Breakdown, apportion, breakdown

EXACT: Final = 4
"""Decimals of exact points, as days of health are kept with."""


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact with the points it earned, of so many possible."""

    fact: Fact
    points: Decimal
    possible: Decimal

    @property
    def counts(self) -> bool:
        """Whether it has to do with points: a factor that does not count has facts that say why."""
        return bool(self.fact.line.possible or self.fact.line.earned)


@dataclass(frozen=True, slots=True)
class FactorTold:
    """A factor with the whole points `shown` and the exact ones of `possible`, None where it does not count.

    The exact points of all factors add up to the base, those of its facts to its own.
    """

    why: FactorWhy
    shown: int | None
    exact: Decimal | None
    possible: Decimal | None
    facts: tuple[FactTold, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The health of an account; `change` is None where no earlier day is known, `breakdown` where nothing is scored."""

    why: Why
    band: str | None
    breakdown: Breakdown | None
    factors: tuple[FactorTold, ...]
    risks: tuple[FactTold, ...]
    period: Period
    change: Change | None
    causes: tuple[tuple[Cause, Decimal], ...]
    """They add up to the change of the exact score."""

    @property
    def raw_delta(self) -> Decimal | None:
        """The change of the exact score; None where one of the two days was not scored."""
        if self.change is None or self.change.delta is None:
            return None
        return sum((part for _, part in self.causes), Decimal(0))

    def changed(self, *, by_rules: bool) -> Decimal | None:
        """Return what the rules changed of it, else what people did or left undone."""
        if self.raw_delta is None:
            return None
        return sum((part for cause, part in self.causes if cause.by_rules == by_rules), Decimal(0))


def told(reader: Reader, account: int, period: Period, places: int = EXACT) -> Told:
    """Return the health of `account` with its change over `period`, points with so many decimals.

    Raises:
        NotFound: the account is gone, or the last review is asked for and none was held.
        UsageError: the period does not begin before today.
    """
    with one_moment(reader.connection):
        found = why(reader.connection, account, reader.view.today, reader.playbook)
        begins(reader, account, found.name, period)
        version, _ = current_version(reader.connection)
        changed = change(reader.connection, found.health, reader.playbook, version, period)
    scores = found.health.scores
    causes = changed.causes if changed else ()
    parts = apportion([cause.change for cause in causes], EXACT)
    return Told(
        found,
        scores.band(reader.playbook.health.bands),
        breakdown(scores),
        _factors(found.factors, places),
        _facts(found.risks, -Fraction(scores.deduction, 100), places),
        period,
        changed,
        tuple(zip(causes, parts, strict=True)),
    )


def begins(reader: Reader, account: int, name: str, period: Period) -> date | None:
    """Return the day that `period` begins with, None for before all time. Raises as `told`."""
    today = reader.view.today
    reviewed = last_review(reader.connection, account, today)
    if period == Period() and reviewed is None:
        raise NotFound(
            f"No business review of {name} was held before {today}.",
            "Name a day or a number of days with --since.",
        )
    start = period.start(today, reviewed)
    if start is not None and start >= today:
        raise UsageError(f"{start} is not before {today}.", "Name an earlier day with --since.")
    return start


def _factors(factors: Sequence[FactorWhy], places: int) -> tuple[FactorTold, ...]:
    counted = [one.points for one in factors if one.points is not None]
    exact = iter(apportion([points.exact for points in counted], places))
    possible = iter(apportion([points.possible for points in counted], places))
    return tuple(
        _factor(one, next(exact), next(possible), places) if one.points else _absent(one) for one in factors
    )


def _factor(why: FactorWhy, exact: Decimal, possible: Decimal, places: int) -> FactorTold:
    assert why.points is not None
    facts = _facts(why.facts, Fraction(exact), places, Fraction(possible))
    return FactorTold(why, why.points.shown, exact, possible, facts)


def _absent(why: FactorWhy) -> FactorTold:
    return FactorTold(why, None, None, None, _facts(why.facts, Fraction(0), 0))


def _facts(
    facts: Sequence[Fact], total: Fraction, places: int, most: Fraction = Fraction(0)
) -> tuple[FactTold, ...]:
    """Return facts with points that add up to `total`, and possible ones that add up to `most`."""
    earned = apportion([fact.line.earned for fact in facts], places, total)
    possible = apportion([fact.line.possible for fact in facts], places, most)
    return tuple(map(FactTold, facts, earned, possible))

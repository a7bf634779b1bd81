"""The score: a weighted mean of factors, less what the active risk takes off (domain.md 4.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from kapta_tui.domain.health.deduction import deduction
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.notes import FreshnessMeasure, measure_freshness, notes_score
from kapta_tui.domain.health.plan import PlanMeasure, measure_plan
from kapta_tui.domain.health.profile import profile_score
from kapta_tui.domain.health.rounding import half_up, rounded
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import FACTORS, Bands

FEATURES: Final = {"plan": "plans", "qbr": "qbrs", "satisfaction": "satisfaction", "delivery": "orders"}
"""Factor to the feature without which the administrator has none of it."""


class Factor(NamedTuple):
    """One factor: `score` in hundredths of 0..100, None where it is missing; a weight of 0 means disabled."""

    name: str
    score: int | None
    weight: int
    stale: bool = False
    """It still counts, but is old (qbr and satisfaction)."""

    @property
    def counts(self) -> bool:
        """Whether it is part of the score."""
        return self.score is not None and self.weight > 0

    @property
    def state(self) -> str:
        """`scored`, `missing` or `disabled`."""
        if not self.weight:
            return "disabled"
        return "missing" if self.score is None else "scored"


@dataclass(frozen=True)
class Scores:
    """The factors of a day in their order, and `deduction` in hundredths of a point: all that a total follows from."""

    factors: tuple[Factor, ...]
    deduction: int = 0

    @cached_property
    def share_of(self) -> int:
        """The weights that count, added up; a factor's share is its weight over this."""
        return sum(factor.weight for factor in self.factors if factor.counts)

    @cached_property
    def _earned(self) -> int:
        return sum(factor.weight * (factor.score or 0) for factor in self.factors if factor.counts)

    @property
    def base(self) -> Fraction | None:
        """The weighted mean, 0..100 and exact; None where no factor counts."""
        return Fraction(self._earned, 100 * self.share_of) if self.share_of else None

    @property
    def raw(self) -> Fraction | None:
        """Base less deduction, within 0..100 and exact; None where nothing is scored."""
        if not self.share_of:
            return None
        return Fraction(max(0, self._earned - self.deduction * self.share_of), 100 * self.share_of)

    @property
    def score(self) -> int | None:
        """The score shown, 0..100: raw rounded half up; None for "not scored"."""
        if not self.share_of:
            return None
        return half_up(max(0, self._earned - self.deduction * self.share_of), 100 * self.share_of)

    @property
    def raw_kept(self) -> int | None:
        """Raw in ten-thousandths, as rows keep it."""
        return None if (raw := self.raw) is None else rounded(raw, 4)

    @property
    def measured(self) -> Fraction:
        """The share of the weights that have a value, 0..1; 0 where no factor is weighed."""
        weighed = sum(factor.weight for factor in self.factors)
        return Fraction(self.share_of, weighed) if weighed else Fraction(0)

    @property
    def measured_kept(self) -> int:
        """The measured share in ten-thousandths, as rows keep it."""
        return rounded(self.measured, 4)

    def band(self, bands: Bands) -> str | None:
        """Return `healthy`, `watch` or `poor`; None where nothing is scored."""
        return None if (score := self.score) is None else bands.of(score)


class Health(NamedTuple):
    """The health of an account on a day: the scores, and what the factors plan and freshness were measured from."""

    facts: HealthFacts
    day: date
    scores: Scores
    plan: PlanMeasure | None
    freshness: FreshnessMeasure | None


def health(facts: HealthFacts, day: date, playbook: Playbook) -> Health:
    """Return the health of an account on `day` by the facts of that day and the rules of `playbook`.

    Nothing is scored before the account was known.
    """
    weights = _weights(playbook, facts.type)
    if facts.created > day:
        return Health(
            facts, day, Scores(tuple(Factor(name, None, weights[name]) for name in FACTORS)), None, None
        )
    rules = playbook.health
    is_young = (day - facts.created).days < rules.new_account_days
    has_contacts = playbook.enabled("contacts")
    plan = measure_plan(facts.plan, rules.plan, day) if weights["plan"] else None
    freshness = measure_freshness(
        facts.notes.newest,
        facts.players,
        rules.freshness(facts.type),
        float(rules.account_share),
        rules.key_weight,
        playbook.coverage.core_roles,
        day,
        has_contacts=has_contacts,
    )

    def empty(factor: str) -> int | None:
        return None if is_young or rules.empty[factor] == "skip" else 0

    found = facts.notes
    review = None if facts.review is None else (day - facts.review.on).days
    satisfied = None if facts.satisfied is None else (day - facts.satisfied.on).days
    values: dict[str, int | None] = {
        "profile": int(profile_score(facts.profile, playbook, day) * 100),
        "plan": empty("plan") if plan is None else plan.score,
        "notes": notes_score(found, rules.notes(facts.type), has_contacts=has_contacts)
        if found.counted
        else empty("notes"),
        "qbr": (facts.review.value - 1) * 2500
        if facts.review is not None and review is not None and review <= rules.qbr.expires_days
        else None,
        "freshness": empty("freshness") if found.newest is None else freshness.score,
        "satisfaction": facts.satisfied.score * 1000
        if facts.satisfied is not None
        and satisfied is not None
        and satisfied <= rules.satisfaction.expires_days
        else None,
        "delivery": None,
    }
    stale = {
        "qbr": review is not None and rules.qbr.stale_days < review <= rules.qbr.expires_days,
        "satisfaction": satisfied is not None
        and rules.satisfaction.stale_days < satisfied <= rules.satisfaction.expires_days,
    }
    factors = tuple(Factor(name, values[name], weights[name], stale.get(name, False)) for name in FACTORS)
    return Health(facts, day, Scores(factors, deduction(facts.risks, playbook)), plan, freshness)


def _weights(playbook: Playbook, account_type: str) -> Mapping[str, int]:
    """Return the weights of a type; a factor whose feature is off is disabled."""
    weights = playbook.health.weights(account_type)
    off = [factor for factor, feature in FEATURES.items() if not playbook.enabled(feature)]
    return {**weights, **dict.fromkeys(off, 0)} if off else weights


def scores_of(values: Sequence[int | None], weights: Sequence[int], deducted: int) -> Scores:
    """Return the scores of a kept row: values and weights in the order of `FACTORS`."""
    return Scores(
        tuple(
            Factor(name, score, weight) for name, score, weight in zip(FACTORS, values, weights, strict=True)
        ),
        deducted,
    )

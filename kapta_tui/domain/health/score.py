"""The score: a weighted mean of factors, less what the active risk takes off (domain.md 4.1)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final, NamedTuple

from kapta_tui.domain.health.deduction import deduction
from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.notes import FreshnessMeasure, measure_freshness, notes_score
from kapta_tui.domain.health.plan import PlanMeasure, measure_plan
from kapta_tui.domain.health.profile import profile_hundredths
from kapta_tui.domain.health.rounding import half_up
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.playbook.health import FACTORS, Ageing, Bands

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
        if not self.share_of:
            return None
        return half_up(100 * max(0, self._earned - self.deduction * self.share_of), self.share_of)

    @property
    def measured(self) -> Fraction:
        """The share of the weights that have a value, 0..1; 0 where no factor is weighed."""
        weighed = sum(factor.weight for factor in self.factors)
        return Fraction(self.share_of, weighed) if weighed else Fraction(0)

    @property
    def measured_kept(self) -> int:
        """The measured share in ten-thousandths, as rows keep it."""
        return half_up(10_000 * self.share_of, sum(factor.weight for factor in self.factors) or 1)

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


def health(facts: HealthFacts, day: date, playbook: Playbook, only: Collection[str] = FACTORS) -> Health:
    """Return the health of an account on `day` by the facts of that day and the rules of `playbook`.

    Nothing is scored before the account was known. Factors that are not among `only` are left out, as missing: the
    facts may then lack what they are measured from.
    """
    weights = weights_of(playbook, facts.type)
    if facts.created > day:
        nothing = Scores(tuple(Factor(name, None, weights[name]) for name in FACTORS))
        return Health(facts, day, nothing, None, None)
    plan = freshness = None
    if "plan" in only and weights["plan"]:
        plan = measure_plan(facts.plan, playbook.health.plan, day)
    if "freshness" in only:
        freshness = _freshness(facts, day, playbook)
    measures = _Measures(facts, day, playbook, plan, freshness)
    factors = tuple(
        _MEASURED[name](measures, weights[name]) if name in only else Factor(name, None, weights[name])
        for name in FACTORS
    )
    return Health(facts, day, Scores(factors, deduction(facts.risks, playbook)), plan, freshness)


class _Measures(NamedTuple):
    facts: HealthFacts
    day: date
    playbook: Playbook
    plan: PlanMeasure | None
    freshness: FreshnessMeasure | None

    def empty(self, factor: str) -> int | None:
        """Return what a factor with nothing to count has: none for a young account (domain.md 4.1, when empty)."""
        rules = self.playbook.health
        is_young = (self.day - self.facts.created).days < rules.new_account_days
        return None if is_young or rules.empty[factor] == "skip" else 0

    def aged(self, factor: str, score: int, on: date, rules: Ageing, weight: int) -> Factor:
        """Return a value that is stale after a while and no longer counts when it has expired."""
        age = (self.day - on).days
        if age > rules.expires_days:
            return Factor(factor, None, weight)
        return Factor(factor, score, weight, stale=age > rules.stale_days)


def _profile(at: _Measures, weight: int) -> Factor:
    return Factor("profile", profile_hundredths(at.facts.profile, at.playbook, at.day), weight)


def _plan(at: _Measures, weight: int) -> Factor:
    return Factor("plan", at.empty("plan") if at.plan is None else at.plan.score, weight)


def _notes(at: _Measures, weight: int) -> Factor:
    found = at.facts.notes
    if not found.counted:
        return Factor("notes", at.empty("notes"), weight)
    rules = at.playbook.health.notes(at.facts.type)
    return Factor("notes", notes_score(found, rules, has_contacts=at.playbook.enabled("contacts")), weight)


def _qbr(at: _Measures, weight: int) -> Factor:
    review = at.facts.review
    if review is None:
        return Factor("qbr", None, weight)
    return at.aged("qbr", (review.value - 1) * 2500, review.on, at.playbook.health.qbr, weight)


def _fresh(at: _Measures, weight: int) -> Factor:
    if at.freshness is None or at.facts.notes.newest is None:
        return Factor("freshness", at.empty("freshness"), weight)
    return Factor("freshness", at.freshness.score, weight)


def _satisfaction(at: _Measures, weight: int) -> Factor:
    known = at.facts.satisfied
    if known is None:
        return Factor("satisfaction", None, weight)
    return at.aged("satisfaction", known.score * 1000, known.on, at.playbook.health.satisfaction, weight)


_MEASURED: Final[Mapping[str, Callable[[_Measures, int], Factor]]] = {
    "profile": _profile,
    "plan": _plan,
    "notes": _notes,
    "qbr": _qbr,
    "freshness": _fresh,
    "satisfaction": _satisfaction,
    "delivery": lambda at, weight: Factor("delivery", None, weight),
}


def _freshness(facts: HealthFacts, day: date, playbook: Playbook) -> FreshnessMeasure:
    rules = playbook.health
    return measure_freshness(
        facts.notes.newest,
        facts.players,
        rules.freshness(facts.type),
        float(rules.account_share),
        rules.key_weight,
        playbook.coverage.core_roles,
        day,
        has_contacts=playbook.enabled("contacts"),
    )


def weights_of(playbook: Playbook, account_type: str) -> Mapping[str, int]:
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

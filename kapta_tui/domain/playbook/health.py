"""Rules of the health score as the administrator sets them (domain.md 4.1 and 4.2); spans are days."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

FACTORS = ("profile", "plan", "notes", "qbr", "freshness", "satisfaction", "delivery")
PROFILE_ITEMS = (
    "website",
    "description",
    "custom_fields",
    "executive_sponsor",
    "decision_maker",
    "champion",
    "completeness",
    "breadth",
    "swot_quadrant",
    "voc",
    "contract",
)


class Bands(NamedTuple):
    """Lowest score (0..100) of the healthy and of the watch band; everything below is poor."""

    healthy: int
    watch: int

    def of(self, score: int) -> str:
        """Return `healthy`, `watch` or `poor` for a shown score of 0..100."""
        if score >= self.healthy:
            return "healthy"
        return "watch" if score >= self.watch else "poor"


class Freshness(NamedTuple):
    """Full marks for `grace_days`, then halved every `half_life_days`."""

    grace_days: int
    half_life_days: int


class NoteRules(NamedTuple):
    """Which notes count, how many of them, and for how many points."""

    window_days: int
    min_length: int
    per_day: int
    target: int
    contacts: int
    note_points: int
    contact_points: int


class PlanRules(NamedTuple):
    """Windows and points of the plan factor."""

    window_days: int
    touched_days: int
    customer_points: int
    internal_points: int
    pace_points: int
    updated_points: int
    tasks_points: int


class ProfileRules(NamedTuple):
    """Points by item of `PROFILE_ITEMS`, and what makes SWOT and VOC stale."""

    points: Mapping[str, int]
    breadth_contacts: int
    swot_stale_days: int
    voc_stale_days: int


class Ageing(NamedTuple):
    """A value is marked stale after `stale_days` and no longer counts after `expires_days`."""

    stale_days: int
    expires_days: int


class HealthRules(NamedTuple):
    """Everything the health function is told by the administrator.

    Maps ending in `_by_type` hold an entry for every account type, retired ones included.
    `severity_points` and `likelihood_factor` (0..1) are by code of those scales; a risk without severity
    counts as `unset_severity`. `empty` says per factor whether nothing to count is `zero` or `skip`.
    `key_weight` is the weight of core contacts in freshness, `account_share` (0..1) the part of the
    account's newest note in it.
    """

    weights_by_type: Mapping[str, Mapping[str, int]]
    freshness_by_type: Mapping[str, Freshness]
    notes_by_type: Mapping[str, NoteRules]
    bands: Bands
    severity_points: Mapping[str, Decimal]
    likelihood_factor: Mapping[str, Decimal]
    unset_severity: str
    new_account_days: int
    empty: Mapping[str, str]
    key_weight: int
    account_share: Decimal
    plan: PlanRules
    profile: ProfileRules
    qbr: Ageing
    satisfaction: Ageing

    def weights(self, account_type: str) -> Mapping[str, int]:
        """Return the weight of each factor of `FACTORS` for an account type; 0 switches a factor off."""
        return self.weights_by_type[account_type]

    def freshness(self, account_type: str) -> Freshness:
        """Return grace and half-life for an account type."""
        return self.freshness_by_type[account_type]

    def notes(self, account_type: str) -> NoteRules:
        """Return the note rules for an account type."""
        return self.notes_by_type[account_type]

    def deduction(self, severity: str | None, likelihood: str | None) -> Decimal:
        """Return the points an active risk takes off.

        A severity that is missing or unknown counts as `unset_severity`, such a likelihood as certain.
        """
        unset = self.severity_points[self.unset_severity]
        points = self.severity_points.get(severity, unset) if severity else unset
        return points * (self.likelihood_factor.get(likelihood, Decimal(1)) if likelihood else Decimal(1))

"""Health in words: bands, factors, changes and their causes (domain.md 4.1 and 4.3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kapta_tui.domain.health.bands import GLYPHS, band_words, score_words
from kapta_tui.domain.health.causes import Cause
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.measures import number_words
from kapta_tui.domain.text import days_words, listed

__all__ = [
    "FACTOR_LABELS",
    "GLYPHS",
    "band_words",
    "cause_label",
    "change_words",
    "delta_words",
    "factor_words",
    "measured_words",
    "score_words",
    "signed",
]

FACTOR_LABELS: Final = {
    "profile": "Profile",
    "plan": "Plan",
    "notes": "Notes",
    "qbr": "QBR",
    "freshness": "Freshness",
    "satisfaction": "Satisfaction",
    "delivery": "Delivery",
}
"""Name of a factor to its title."""

_MOST: Final = 3
_POINT: Final = Fraction(1)


def measured_words(share: Fraction) -> str:
    """Return the measured share of the weights, 0..1: "52.9 % measured"."""
    percent = Decimal(rounded(100 * share, 1)).scaleb(-1)
    return f"{number_words(percent)} % measured"


def signed(value: Fraction | int, places: int = 0) -> str:
    """Return a change with its sign and so many decimals, half up: "+4", "-9.0"; what rounds to nothing has none."""
    units = rounded(Fraction(value), places)
    return f"{Decimal(units).scaleb(-places):+.{places}f}" if units else f"{0:.{places}f}"


def delta_words(delta: int | None, days: int | None = None, since: date | None = None) -> str:
    """Return the change of the score shown: "-9 in 30 days", "+4 since 2026-05-31", "no change in 30 days".

    `since` goes before `days`; without either only the change is said. Nothing is said of an unknown change.
    """
    if delta is None:
        return ""
    words = signed(delta) if delta else "no change"
    if since is not None:
        return f"{words} since {since.isoformat()}"
    return words if days is None else f"{words} in {days_words(days)}"


def factor_words(name: str) -> str:
    """Return a factor as it stands within a sentence: "plan", "QBR"."""
    label = FACTOR_LABELS[name]
    return label if label.isupper() else label.lower()


def cause_label(cause: Cause) -> str:
    """Return what a cause is called in a table: "satisfaction entered", "weights changed", "risk opened or grew"."""
    if cause.kind == "factor":
        name = factor_words(cause.factor)
        if cause.by_rules:
            return f"rules for {name} changed"
        return f"{name} {'rose' if cause.change > 0 else 'fell'}"
    if cause.kind in ("left", "entered"):
        by = " by the rules" if cause.by_rules else ""
        return f"{factor_words(cause.factor)} {cause.kind}{by}"
    if cause.kind == "weights":
        return "weights changed" if cause.by_rules else "weights changed with the type"
    if cause.kind == "risk":
        if cause.by_rules:
            return "rules for risks changed"
        return "risk closed or shrank" if cause.change > 0 else "risk opened or grew"
    return "held at 0" if cause.change > 0 else "no longer held at 0"


def change_words(causes: Sequence[Cause]) -> str:
    """Return the largest causes in a sentence: "mostly the risk (-6.0); then freshness (-2.9) and plan (-2.7)".

    Three at most, those that went the way the score went; of a score that moved by less than a point all may be said.
    "Mostly" is said of a cause that did half of the change or more. Less than half a tenth is not said.
    """
    total = sum((cause.change for cause in causes), Fraction(0))
    told = [cause for cause in causes if rounded(cause.change, 1)]
    if abs(total) >= _POINT:
        told = [cause for cause in told if (cause.change > 0) == (total > 0)]
    told = sorted(told, key=lambda cause: -abs(cause.change))[:_MOST]
    parts = [f"{_noun(cause)} ({signed(cause.change, 1)})" for cause in told]
    if not told or abs(told[0].change) * 2 < abs(total) or abs(total) < _POINT:
        return listed(parts)
    return "; then ".join(filter(None, (f"mostly {parts[0]}", listed(parts[1:]))))


def _noun(cause: Cause) -> str:
    """Return a cause as it stands behind "mostly"."""
    if cause.kind == "factor" and not cause.by_rules:
        return factor_words(cause.factor)
    if cause.kind == "risk" and not cause.by_rules:
        return "a closed or smaller risk" if cause.change > 0 else "a new or larger risk"
    if cause.kind in ("left", "entered"):
        return f"{factor_words(cause.factor)} that {cause.kind}"
    if cause.kind == "weights":
        return "other weights"
    if cause.kind == "clamp":
        return "the limit at 0"
    return f"other rules for {factor_words(cause.factor) if cause.factor else 'risks'}"

"""Ratings, satisfaction and risks in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from kapta_tui.domain.health.lines.line import Line
from kapta_tui.domain.health.linewords.days import ago
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import days_words


def rating_words(line: Line, playbook: Playbook, name: str) -> str:
    """Return the rating of the newest business review with its age: "Adequate, 70 days ago"."""
    value = line.number("rating")
    label = next((choice.label for choice in playbook.choices("qbr_rating") if choice.value == value), "")
    return f"{label or f'Rated {value} of 5'}, {ago(line.days)}{_aged(line)}"


def satisfaction_words(line: Line, playbook: Playbook, name: str) -> str:
    """Return the newest satisfaction with its age: "8 of 10, 12 days ago"."""
    return f"{line.number('score')} of 10, {ago(line.days)}{_aged(line)}"


def _aged(line: Line) -> str:
    if line.part == "expired":
        return f": no longer counts after {days_words(line.number('expires_days'))}"
    return f", stale after {days_words(line.number('stale_days'))}" if line.part == "stale" else ""


def _risk(line: Line, playbook: Playbook, name: str) -> str:
    """Return what a risk takes off and by what: "High, Likely: 16 points"."""
    severity = line.code("severity")
    unset = playbook.label("severity", playbook.health.unset_severity)
    said = playbook.label("severity", severity) if severity else f"No severity, counts as {unset}"
    likelihood = playbook.label("likelihood", line.code("likelihood"))
    points = _points(Decimal(line.number("hundredths")) / 100)
    told = f"{f'{said}, {likelihood}' if likelihood else said}: {points}"
    if not line.part:
        return told
    taken = _points(Decimal(round(-100 * line.earned)) / 100)
    return f"{told}, besides a larger risk {taken}"


def _points(points: Decimal) -> str:
    return f"{points.normalize():f} point{'' if points == 1 else 's'}"


WORDS: Final[dict[str, Callable[[Line, Playbook, str], str]]] = {
    "rating": rating_words,
    "satisfaction": satisfaction_words,
    "risk": _risk,
}
"""Item to what tells it."""

"""How old a satisfaction may be (domain.md 4.1: stale after 90 days, no longer counted after 180)."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from kapta_tui.domain.playbook.health import Ageing
from kapta_tui.domain.text import days_words

State = Literal["", "stale", "expired"]
"""What age has made of a value: nothing yet, it counts and is to be asked again, it no longer counts."""

STATE_WORDS: Final[dict[State, str]] = {"": "", "stale": "stale", "expired": "expired, no longer counts"}


def state(age: int, ageing: Ageing) -> State:
    """Return the state of a value that is `age` days old."""
    if age > ageing.expires_days:
        return "expired"
    return "stale" if age > ageing.stale_days else ""


def age_words(day: date, today: date) -> str:
    """Return "70 days old", or "today"; a day ahead, of another time zone, is today too."""
    age = (today - day).days
    return f"{days_words(age)} old" if age > 0 else "today"


def score_words(score: int) -> str:
    """Return "8 of 10"."""
    return f"{score} of 10"

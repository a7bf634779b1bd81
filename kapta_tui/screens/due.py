"""A due day as a person says it, the same in every list."""

from __future__ import annotations

from datetime import date
from typing import Final

from kapta_tui.widgets.cells import Styled

_DATE_FROM: Final = 31
"""From so many days ahead on, the date says more than the number of days."""

_SOON: Final = 3
"""What is due within so many days is not greyed."""


def due_words(day: date, today: date) -> str | Styled:
    """Return "3 d late", "today", "in 5 d", from 31 days ahead on the date."""
    days = (day - today).days
    if days < 0:
        return f"{-days} d late", "bad"
    if days == 0:
        return "today", "warn"
    if days >= _DATE_FROM:
        return day.isoformat(), "muted"
    return f"in {days} d" if days <= _SOON else (f"in {days} d", "muted")

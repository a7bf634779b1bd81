"""Against what the health of today is held: so many days, a date, or the last business review (features: row 58)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.text import days_words

PERIODS: Final = (7, 30, 90, 365)
"""Days that screens offer."""

LAST_QBR: Final = "last-qbr"
_DAYS: Final = re.compile(r"(\d{1,4})\s*(?:d|days?)?")


class Period(NamedTuple):
    """So many `days`, else since the day `since`, else since the last review that was held."""

    days: int | None = None
    since: date | None = None

    @property
    def words(self) -> str:
        """Return it as a title says it: "30 days", "since 2026-05-31", "last QBR"."""
        if self.days is not None:
            return days_words(self.days)
        return "last QBR" if self.since is None else f"since {self.since.isoformat()}"

    @property
    def text(self) -> str:
        """Return it as `parse_period` reads it."""
        if self.days is not None:
            return f"{self.days}d"
        return LAST_QBR if self.since is None else self.since.isoformat()

    def start(self, day: date, last_review: date | None) -> date | None:
        """Return the day that `day` is compared with; None where no review was held, or days would begin before 1."""
        if self.days is not None:
            return day - timedelta(days=self.days) if day.toordinal() > self.days else None
        return last_review if self.since is None else self.since


DEFAULT: Final = Period(30)


def parse_period(text: str) -> Period:
    """Return the period that is written as `90d`, as a date or as `last-qbr`. Raises UsageError."""
    words = text.strip().lower()
    if words.replace(" ", "-") in (LAST_QBR, "qbr"):
        return Period()
    if (found := _DAYS.fullmatch(words)) and int(found[1]):
        return Period(int(found[1]))
    try:
        return Period(since=date.fromisoformat(words))
    except ValueError:
        raise UsageError(
            f"'{text}' is no period.", "Write days such as 90d, a date such as 2026-05-31, or last-qbr."
        ) from None

"""Recurrence rules in words where those are short; the rule itself where they would not be."""

from __future__ import annotations

import re
from typing import Final

_RULE: Final = re.compile(r"(?:RRULE:)?FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=0*([1-9][0-9]*))?")
_WORDS: Final = {
    "DAILY": ("daily", "days"),
    "WEEKLY": ("weekly", "weeks"),
    "MONTHLY": ("monthly", "months"),
    "YEARLY": ("yearly", "years"),
}
"""Frequency to the word for each time, and to the noun for every so many."""


def recurrence_words(rule: str) -> str:
    """Return "weekly" or "every 2 weeks"; a rule that says more is returned as it is written."""
    found = _RULE.fullmatch(rule.strip().upper())
    if found is None:
        return rule
    each, noun = _WORDS[found[1]]
    count = int(found[2] or 1)
    return each if count == 1 else f"every {count} {noun}"

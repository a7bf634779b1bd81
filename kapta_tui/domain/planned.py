"""Plans made from contracts and opportunities, and plans that move or are made again elsewhere (mission S3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.recurrence import parts_of, rule_of
from kapta_tui.domain.risk import MARK
from kapta_tui.domain.text import days_words

SIGNS: Final[Mapping[str, str]] = {"contract": "$", "opportunity": "▽"}
"""Noun of a record to the sign that goals made from it bear (mission S3: the money and the funnel icon)."""

WORK_SIGNS: Final[Mapping[str, str]] = {**SIGNS, "risk": MARK}
"""The same with the mark of a risk, for what work is made from or addresses."""

ANCHORS: Final[Mapping[str, str]] = {"contracts": "end", "opportunities": "close_date"}
"""Kind to the field whose day a plan made from such a record leads up to."""

ANCHOR_WORDS: Final[Mapping[str, str]] = {"contracts": "end", "opportunities": "close date"}
"""Kind to what that day is called."""


def moved(day: date | None, days: int) -> date | None:
    """Return `day` moved by `days`, None where there is none. Raises RuleError beyond what a calendar has."""
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise RuleError(
            f"{day} moved by {days_words(days)} is no date any more.", "Move it by fewer days.", "shift"
        ) from None


def moved_rule(rule: str, days: int) -> str:
    """Return a recurrence whose last day is moved by `days`; its rhythm stays. Raises as `moved`."""
    parts = parts_of(rule)
    until = parts.get("UNTIL")
    if until is None:
        return rule
    last = moved(date(int(until[:4]), int(until[4:6]), int(until[6:8])), days)
    assert last is not None
    return rule_of(parts | {"UNTIL": last.isoformat().replace("-", "")})


def distance_words(days: int) -> str:
    """Return "31 days later", "1 day earlier"; of 0 "not at all"."""
    if not days:
        return "not at all"
    return f"{days_words(abs(days))} {'later' if days > 0 else 'earlier'}"


def beyond_words(kind: str, first: date, last: date, end: date | None, today: date) -> str:
    """Return what is odd about a plan from `first` to `last` for a record of `kind` that ends on `end`.

    Only contracts end: "The contract ended 12 days ago." and "It ends 109 days after the contract."; else nothing.
    """
    if kind != "contracts" or end is None:
        return ""
    ago, after = (today - end).days, (last - end).days
    ended = f"The contract ended {days_words(ago)} ago." if ago > 0 else ""
    begins = " and begins after it" if first > end else ""
    late = f"The plan ends {days_words(after)} after the contract{begins}." if after > 0 else ""
    return " ".join(filter(None, (ended, late)))


def refuse_archived(name: str, *, archived: bool) -> None:
    """Raise RuleError where the account `name`, to which a plan would be copied, is archived."""
    if archived:
        raise RuleError(
            f"{name} is archived, so no plan is copied to it.",
            "Bring the account back first, or leave it out.",
            "accounts",
        )

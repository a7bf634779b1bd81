"""When work began and ended, and the codes it keeps beside what forms set (mission S3; domain.md 1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planstate import ENDED

WORK_DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "goals": ("started_at", "completed_at"),
    "objectives": ("completed_at",),
    "actions": ("started_at", "completed_at"),
    "tasks": ("done_at",),
}
"""Kind to the fields that say on which days work began and ended; those are never ahead."""

SOURCES: Final = ("contract", "opportunity", "risk", "note", "swot", "voc", "qbr")
"""Nouns of the records that goals, actions and tasks are made from (features: rows 41, 77 and 84)."""

CODES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "goals": {"source": SOURCES},
    "actions": {"source": SOURCES},
    "tasks": {"source": SOURCES, "until": ("risk_closed",)},
}
"""Kind to the codes that its fields take which no form sets, by field."""

_PAST: Final = {"started_at": "begun", "completed_at": "ended", "done_at": "been done"}


def days_of(status: str) -> tuple[str, ...]:
    """Return the days that an action of a status has: one not started has none, one that goes on only the first."""
    if status in ENDED:
        return WORK_DAYS["actions"]
    return () if status == "not_started" else ("started_at",)


def refuse_days(kind: str, days: Mapping[str, date | None], today: date) -> None:
    """Refuse `days` of work of `kind`, by the fields of `WORK_DAYS`.

    Raises:
        RuleError: work began or ended on a day that is ahead, or ended before it began.
    """
    for name, day in days.items():
        if day is not None and day > today:
            label = KINDS[kind].label
            raise RuleError(
                f"{label} cannot have {_PAST[name]} on {day}: that day is ahead.",
                "Give today or an earlier day.",
                name,
            )
    began, ended = days.get("started_at"), days.get("completed_at")
    if began is not None and ended is not None and ended < began:
        raise RuleError(
            f"It ended on {ended}, before it began on {began}.", "Change one of the two days.", "completed_at"
        )

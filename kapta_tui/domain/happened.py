"""What has happened is not dated ahead: answers, measured values, reviews that took place (mission S1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kapta_tui.domain.errors import RuleError
from kapta_tui.domain.fields import Values
from kapta_tui.domain.reviews import TOOK_PLACE

_DAY = "date"


@dataclass(frozen=True, slots=True)
class Happening:
    """What a kind dates with its field `date`: the words for one that is ahead, and those of what to do.

    Where there are `stages`, only records in one of them have happened.
    """

    cause: str
    remedy: str
    stages: frozenset[str] = frozenset()

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields whose change may break the rule."""
        return ("stage", _DAY) if self.stages else (_DAY,)


HAPPENINGS = {
    "voc": Happening("Nobody can have answered on {}: that day is ahead.", "Give today or an earlier day."),
    "metrics": Happening(
        "Nothing can have been measured on {}: that day is ahead.", "Give today or an earlier day."
    ),
    "satisfaction": Happening(
        "Nobody can have been asked on {} how pleased they are: that day is ahead.",
        "Give today or an earlier day.",
    ),
    "qbrs": Happening(
        "The review cannot have taken place on {}: that day is ahead.",
        "Give the day on which it was held, or set the stage to planned.",
        TOOK_PLACE,
    ),
}
"""Kind to what its date says."""


def fault(kind: str, values: Values, today: date) -> RuleError | None:
    """Return the error where `values` of a record of `kind` date after `today` what has happened, else None."""
    happening, day = HAPPENINGS.get(kind), values.get(_DAY)
    if happening is None or not isinstance(day, date) or day <= today:
        return None
    if happening.stages and values.get("stage") not in happening.stages:
        return None
    return RuleError(happening.cause.format(day.isoformat()), happening.remedy, _DAY)


def refuse_ahead(kind: str, values: Values, today: date) -> None:
    """Raise the error of `fault`, where there is one."""
    error = fault(kind, values, today)
    if error is not None:
        raise error

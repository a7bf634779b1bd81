"""A step that would raise the health of an account, and the facts as they would be after it."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from kapta_tui.domain.health.facts import HealthFacts
from kapta_tui.domain.health.score import Scores

FIELD: Final = 1
"""Effort of one field or one note."""
ENTRY: Final = 2
"""Effort of a short entry: a key player, an item of SWOT, an answer, a goal with an action."""
WORK: Final = 3
"""Effort of a meeting or a piece of work."""

EDIT: Final = "list.edit"
CREATE: Final = "screen.create"
CLOSE: Final = "list.archive"
REPORT: Final = "plans.progress"
REVIEW: Final = "swot.review"
"""Ids of the commands that steps are done with."""

Record = tuple[str, int | None]
"""Name of a kind and the id of a record, None for a new one."""


class Step(NamedTuple):
    """Something to do, with what it would change.

    `item` is a stable code and `part` the code within it: a profile item (`PROFILE_ITEMS`) with its field, quadrant
    or question; `note`; `risk`; `qbr` with the code of the rating; `coverage` with the audience; `pace` with the
    percent to reach; `complete`; `touch`; `task`. `kind` is the kind of the record to work on and `id` its id, None
    for a new one. `gain` is the exact change of raw, in points above 0; `shown_after` the score shown then.
    `effort` is `FIELD`, `ENTRY` or `WORK`. `command` is the id of the command that does it in the app, `shell` a
    command line that does, in which … stands for what only the user knows.
    """

    item: str
    part: str
    kind: str
    id: int | None
    gain: Fraction
    shown_after: int
    effort: int
    command: str
    shell: str

    @property
    def record(self) -> tuple[str, int] | None:
        """The record to work on, if there is one."""
        return None if self.id is None else (self.kind, self.id)


class Change(NamedTuple):
    """An unmet item, and the facts with it met; the other fields are those of `Step`."""

    item: str
    part: str
    record: Record
    effort: int
    command: str
    facts: HealthFacts


def gained(before: Scores, after: Scores) -> Fraction:
    """Return the exact change of raw; 0 where one of the two is not scored."""
    if before.raw is None or after.raw is None:
        return Fraction(0)
    return after.raw - before.raw

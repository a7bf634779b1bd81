"""Which part of the plans is to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kapta_tui.data.read.plans import Show

SHOW_WORDS: Final[dict[Show, str]] = {
    Show.OPEN: "open",
    Show.ACTIVE: "active",
    Show.UPCOMING: "upcoming",
    Show.PASSED: "start passed",
    Show.COMPLETED: "completed",
    Show.OVERDUE: "overdue",
    Show.FULL: "at 100 %, not closed",
    Show.MINE: "mine",
    Show.ALL: "all",
}
"""What each choice is called."""

SHOW_HELP: Final[dict[Show, str]] = {
    Show.OPEN: "not completed",
    Show.ACTIVE: "started, not completed",
    Show.UPCOMING: "not started",
    Show.PASSED: "the planned start has passed, nobody began",
    Show.COMPLETED: "with the mark",
    Show.OVERDUE: "the due date has passed",
    Show.FULL: "only the mark is missing",
    Show.MINE: "yours, not completed",
    Show.ALL: "completed ones too",
}
"""What each choice holds."""


@dataclass(frozen=True, slots=True)
class PlanWish:
    """What is to be shown: a filter, a choice of actions, one account or all."""

    filter: str = ""
    show: Show = Show.OPEN
    account: int | None = None
    below: tuple[int, ...] = ()
    """Accounts below `account` whose plans are shown with its own."""

    @property
    def accounts(self) -> int | tuple[int, ...] | None:
        """The one account shown, or it and those below it; None for all."""
        return (self.account, *self.below) if self.account is not None and self.below else self.account

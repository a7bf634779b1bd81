"""Plan templates: goals, objectives, actions and tasks laid out in days from a start (domain.md 3.8)."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from kapta_tui.domain.dates import days_after

Anchor = Literal["launch", "contract_end"]
Link = Literal["", "risk", "contract", "opportunity"]
For = Literal["", "customer", "internal"]
"""The audience of an action, "" for that of its section."""


class TaskTemplate(NamedTuple):
    """A task under an action; it inherits the action's due date.

    `recurrence` is an iCalendar rule or "", `until` is "risk_closed" or "", `owner` as for actions.
    """

    name: str
    recurrence: str = ""
    until: str = ""
    owner: str = ""


class ActionTemplate(NamedTuple):
    """An action from `start` days after the template's start, lasting `duration` days.

    `owner` is `account_owner`, `launcher` or the code of a queue; `audience` says whether it is in the customer's
    report.
    """

    name: str
    start: int
    duration: int
    owner: str = "account_owner"
    tasks: tuple[TaskTemplate, ...] = ()
    audience: For = ""

    def dates(self, base: date) -> tuple[date, date]:
        """Return planned start and due date when the template starts on `base`.

        Raises RuleError beyond the calendar.
        """
        planned = days_after(base, self.start)
        return planned, days_after(planned, self.duration)


class ObjectiveTemplate(NamedTuple):
    """A step of a goal; in sections of two levels its actions hang on the goal."""

    name: str
    actions: tuple[ActionTemplate, ...]


class GoalTemplate(NamedTuple):
    """A goal with its objectives, and actions that belong to no objective."""

    name: str
    objectives: tuple[ObjectiveTemplate, ...] = ()
    actions: tuple[ActionTemplate, ...] = ()

    @property
    def all_actions(self) -> tuple[ActionTemplate, ...]:
        """Actions of the goal and of its objectives, in order."""
        return self.actions + tuple(action for step in self.objectives for action in step.actions)


class Template(NamedTuple):
    """A plan ready to launch into `section`.

    `anchor` "launch" counts days from the day of launching, "contract_end" from that date;
    `anchor_offset` (days, may be negative) is added to it. `link` names the kind of record it serves.
    """

    code: str
    label: str
    section: str
    goals: tuple[GoalTemplate, ...]
    anchor: Anchor = "launch"
    anchor_offset: int = 0
    link: Link = ""

    @property
    def anchor_words(self) -> str:
        """What day 0 is, in words: "day of launch", "180 days before the contract ends"."""
        day = "contract ends" if self.anchor == "contract_end" else "day of launch"
        if not self.anchor_offset:
            return f"the {day}" if self.anchor == "launch" else f"the day the {day}"
        side = "before" if self.anchor_offset < 0 else "after"
        days = abs(self.anchor_offset)
        return f"{days} day{'' if days == 1 else 's'} {side} the {day}"

    @property
    def length(self) -> int:
        """The days from day 0 until its last action is due."""
        actions = [action for goal in self.goals for action in goal.all_actions]
        return max(action.start + action.duration for action in actions)

    def base(self, anchor_date: date) -> date:
        """Return day 0 of the template for the day of launch or the contract's end.

        Raises RuleError beyond the calendar.
        """
        return days_after(anchor_date, self.anchor_offset)

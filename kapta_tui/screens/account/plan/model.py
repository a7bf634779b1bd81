"""What the outline of a plan is made of: sections with their lines, the rows drawn, and what is folded and filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.data.read.plans import Show
from kapta_tui.domain.planstate import Stage
from kapta_tui.domain.progress import Progress, progress
from kapta_tui.widgets.cells import Token

SHOWS: Final = (Show.ALL, Show.OPEN, Show.ACTIVE, Show.UPCOMING, Show.COMPLETED, Show.FULL)
"""The choices of actions that a section offers."""

_SECTIONS: Final = 1000
"""More plan sections than any playbook has."""


def section_key(account: int, place: int) -> int:
    """Return the key of the heading of the section that is number `place` of the playbook, below 0."""
    return -(account * _SECTIONS + place + 1)


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A plan section of one account with its lines as they are stored; `levels` 1..3 say how deep it is drawn."""

    key: int
    account_id: int
    code: str
    label: str
    levels: int
    lines: tuple[PlanLine, ...] = ()
    account: str = ""
    """Its account, where plans of several are shown."""
    risk: Token | None = None
    """The colour of the mark of that account where it is at risk."""

    @property
    def work(self) -> Iterator[PlanLine]:
        """Its actions; where goals serve as actions also those goals that have none."""
        for line in self.lines:
            is_action = line.kind == "actions"
            if is_action or (self.levels == 1 and line.kind == "goals" and not _measured(line)):
                yield line

    @property
    def goals(self) -> int:
        """How many goals it has."""
        return sum(line.kind == "goals" for line in self.lines)

    @property
    def sums(self) -> Progress:
        """How far it is: all its work weighs the same, whatever is filtered."""
        return progress(line.part for line in self.work)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pieces of work there are, those that were given up left out."""

    total: int = 0
    done: int = 0
    late: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.total + other.total, self.done + other.done, self.late + other.late)


def counts_of(lines: Iterable[PlanLine]) -> Counts:
    """Return how much of the work `lines` is done and how much late."""
    still = [line for line in lines if not line.is_cancelled]
    done = sum(line.is_completed for line in still)
    return Counts(len(still), done, sum(line.state.is_late for line in still))


@dataclass(slots=True)
class Outlook:
    """What one person folded and filtered, by the keys of lines and headings; it lasts as long as the app runs."""

    folded: set[int] = field(default_factory=set)
    """Headings, goals and objectives that hide what is below them."""
    unfolded: set[int] = field(default_factory=set)
    """Actions that show their tasks."""
    shows: dict[int, Show] = field(default_factory=dict)
    """The choice of actions by section, those that show all left out."""

    def show_of(self, section: int) -> Show:
        """Return which actions a section shows."""
        return self.shows.get(section, Show.ALL)

    def is_folded(self, key: int, *, is_action: bool) -> bool:
        """Say whether what is below a line is hidden; tasks are until they are asked for."""
        return key not in self.unfolded if is_action else key in self.folded

    def fold(self, key: int, *, is_action: bool, folded: bool) -> None:
        """Hide what is below a line, or show it."""
        kept = self.unfolded if is_action else self.folded
        (kept.add if folded is not is_action else kept.discard)(key)


@dataclass(frozen=True, slots=True)
class Heading:
    """The line of a section."""

    section: PlanSection
    counts: Counts
    show: Show
    hidden: int
    """Goals that the filter hides."""
    is_folded: bool

    @property
    def is_filtered(self) -> bool:
        """Whether not all actions are shown."""
        return self.show is not Show.ALL

    @property
    def key(self) -> int:
        """The key of the section."""
        return self.section.key


@dataclass(frozen=True, slots=True)
class Leaf:
    """A goal, objective, action or task as it is drawn: `depth` 0 stands below its heading."""

    line: PlanLine
    depth: int
    section: PlanSection
    is_folded: bool = False
    below: tuple[PlanLine, ...] = ()
    """What stands below it, whether it is folded or not."""

    @property
    def key(self) -> int:
        """The key of the line."""
        return self.line.key

    @property
    def is_action(self) -> bool:
        """Whether what it folds are tasks."""
        return self.line.kind == "actions"


Row = Heading | Leaf


def fits(line: PlanLine, show: Show) -> bool:
    """Say whether work is among what `show` chooses; it decides as the filter of the list of actions does."""
    match show:
        case Show.OPEN:
            return not line.has_ended
        case Show.ACTIVE:
            return not line.has_ended and line.status != "not_started"
        case Show.UPCOMING:
            return not line.has_ended and line.status == "not_started"
        case Show.COMPLETED:
            return line.has_ended
        case Show.FULL:
            return line.state.stage is Stage.FULL
        case _:
            return True


def _measured(goal: PlanLine) -> bool:
    """Say whether a goal is measured by actions."""
    return goal.sums is not None and bool(goal.sums.parts)

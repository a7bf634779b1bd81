"""The Act tab's list: goals, objectives and actions of the account with their states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from textual.content import Content

from kapta_tui.commands import show_key
from kapta_tui.commands.bindings import bindings
from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.domain.fields import Values
from kapta_tui.domain.planstate import Stage
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.account.acting import PageActions
from kapta_tui.screens.account.panes import Chosen
from kapta_tui.screens.turning.words import origin_line
from kapta_tui.widgets.cells import Cell, Token
from kapta_tui.widgets.empty import EmptyPane
from kapta_tui.widgets.listing import Column, Listing

NOTHING: Final[Cell] = ("·", "muted")


def _name(line: PlanLine) -> Cell:
    indent = "  " * line.depth
    return [indent, (line.name, "strong")] if line.kind == "goals" else [indent, line.name]


def _state(line: PlanLine) -> Cell:
    token: Token = "bad" if line.state.is_late else "good" if line.state.stage is Stage.DONE else "muted"
    # The percent stands beside it.
    words = line.state.words.removeprefix("100 %, ")
    return [(f"{line.state.glyph} ", token), (words, token)]


PLAN_COLUMNS: Final = (
    Column[PlanLine](
        "name", "Goal, objective, action", _name, minimum=24, maximum=72, flex=4, sortable=False
    ),
    Column[PlanLine](
        "percent", "Done", lambda line: _percent(line), width=6, align="right", sortable=False, priority=5
    ),
    Column[PlanLine]("state", "State", _state, minimum=14, maximum=30, wish=16, sortable=False, priority=6),
    Column[PlanLine](
        "owner",
        "Owner",
        lambda line: line.owner or NOTHING,
        minimum=8,
        maximum=18,
        wish=14,
        sortable=False,
        priority=4,
    ),
    Column[PlanLine]("start", "Start", lambda line: _day(line.start), width=10, sortable=False, priority=0),
    Column[PlanLine]("due", "Due", lambda line: _day(line.due), width=10, sortable=False, priority=7),
)


def _percent(line: PlanLine) -> Cell:
    return NOTHING if line.percent is None else f"{line.percent} %"


def _day(day: object) -> Cell:
    return NOTHING if day is None else str(day)


class PlanList(Listing[PlanLine]):
    """The plan as an indented list; a swim lane over the same lines can stand beside or instead of it."""

    HELP = (
        "The account's plan. n adds an action to the goal under the cursor, N plans a goal, also from a template; "
        "x completes, e edits."
    )
    BINDINGS = bindings("plans.goal")

    def __init__(self) -> None:
        super().__init__(PLAN_COLUMNS, id="plan")
        self.border_title = Content("Plan")

    def on_mount(self) -> None:
        """Say which keys begin a plan."""
        assert isinstance(self.screen, PageActions)
        keys = self.screen.shell.keys
        new, goal = (show_key(keys[name].split(",")[0]) for name in ("list.new", "plans.goal"))
        self.empty = EmptyPane.words(
            "No goal yet.",
            (new, "adds one"),
            (goal, "plans one: in a form, as an outline or from a template"),
        )

    def action_plans_goal(self) -> None:
        """Add a goal in a form, as an outline or from a template."""
        from kapta_tui.screens.plans.goals import new_goal

        assert isinstance(self.screen, PageActions)
        new_goal(self.screen, self.screen.account_here() or self.screen.account)

    def show(self, lines: Sequence[PlanLine], playbook: Playbook) -> None:
        """Show the plan, the cursor staying on its line."""
        actions = [line for line in lines if line.kind == "actions"]
        done = sum(line.state.stage is Stage.DONE for line in actions)
        goals = sum(line.kind == "goals" for line in lines)
        words = f"Plan {goals} · {done} of {len(actions)} actions done" if lines else "Plan"
        self.border_title = Content(words)
        rows = {line.key: line for line in lines}
        self.set_ids(list(rows), rows)

    def show_status(self, words: Iterable[str]) -> None:
        """Write behind `words` what the line under the cursor was made from."""
        origin = None if self.line is None else self.line.origin
        super().show_status([*words, *filter(None, [origin_line(origin)])])

    @property
    def line(self) -> PlanLine | None:
        """The line under the cursor."""
        return None if self.cursor_id is None else self.row(self.cursor_id)

    def record_here(self) -> tuple[str, int] | None:
        """The goal, objective or action under the cursor."""
        return None if self.line is None else (self.line.kind, self.line.id)

    def chosen(self) -> Chosen | None:
        """The marked lines of the first one's kind, else the line under the cursor."""
        lines = [line for key in self.targets if (line := self.row(key)) is not None]
        if not lines:
            return None
        kind = lines[0].kind
        return Chosen(kind, tuple(line.id for line in lines if line.kind == kind))

    def begins(self) -> tuple[str, Values] | None:
        """An action of the goal under the cursor; the first goal while there is none."""
        line = self.line
        if line is None:
            return "goals", {}
        if line.kind == "goals":
            return "actions", {"goal": line.name}
        objective = line.name if line.kind == "objectives" else line.objective
        return "actions", {"goal": line.goal, "objective": objective or None}

    def gives(self) -> Mapping[str, Values]:
        """A task is for the action under the cursor, an action or objective for its goal."""
        line = self.line
        if line is None:
            return {}
        goal = line.name if line.kind == "goals" else line.goal
        given: dict[str, Values] = {"actions": {"goal": goal}, "objectives": {"goal": goal}}
        return given | ({"tasks": {"action": line.name}} if line.kind == "actions" else {})

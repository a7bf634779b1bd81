"""The columns of the plan of an account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Final

from rich.cells import cell_len

from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.domain.planned import WORK_SIGNS
from kapta_tui.domain.planstate import Stage
from kapta_tui.screens.account.plan.model import Heading, Leaf, Row
from kapta_tui.screens.account.plan.words import CLOSED, OPEN
from kapta_tui.screens.plans.columns import bar, due_cell
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, Token, parts_of, plain
from kapta_tui.widgets.listing import Column

INHERITED: Final = "="
"""Before a due date that is the action's."""
AGAIN: Final = "↻"
"""Behind the name of a recurring task."""
LEFT_OUT: Final = "⊘"
"""Behind the name of what is left out of the customer report."""

BAR: Final = 10
"""Cells of the bar of a goal or objective that is in progress."""
_NARROW_BAR: Final = 7

_QUIET: Final = (Stage.NOT_STARTED, Stage.IN_PROGRESS)
"""Stages that glyph and percent tell without words where there is little room."""

NOTHING: Final[Cell] = ("·", "muted")

_TOKENS: Final[dict[Stage, Token]] = {
    Stage.NOT_STARTED: "muted",
    Stage.START_PASSED: "warn",
    Stage.IN_PROGRESS: "accent",
    Stage.FULL: "warn",
    Stage.DONE: "good",
}


def indent(depth: int) -> int:
    """Return the cells before the triangle of a line at `depth`, 0 right below a heading."""
    return 2 * depth


def name_cell(row: Row) -> Cell:
    """Return the name behind its triangle, with signs that are shown however long the name is."""
    if isinstance(row, Heading):
        return row.section.label
    line = row.line
    triangle = " " if not row.below else CLOSED if row.is_folded else OPEN
    parts: list[CellPart] = [" " * indent(row.depth), (f"{triangle} ", "accent")]
    if line.kind == "goals":
        parts.append((line.name, "strong"))
    elif is_grey(line):
        parts.append((line.name, "muted"))
    else:
        parts.append(line.name)
    return [*parts, HOLD, *_signs(row)]


def is_grey(line: PlanLine) -> bool:
    """Say whether a line is drawn quietly: nobody has to do anything about it yet, or any more."""
    if line.kind == "tasks":
        return not line.state.is_late
    return line.state.stage in (Stage.NOT_STARTED, Stage.DONE) and not line.state.is_late


def _signs(row: Leaf) -> list[CellPart]:
    line = row.line
    parts: list[CellPart] = []
    if row.is_folded and not row.is_action:
        below = [each for each in row.below if each.kind == "actions"]
        late = sum(each.state.is_late for each in below)
        parts.append((f" ({len(below)})", "muted"))
        if late:
            parts.append((f" {late}!", "bad"))
    parts += [(f" {WORK_SIGNS[noun]}", "accent") for noun in line.marks]
    if line.tasks:
        parts.append((f" +{line.tasks}", "muted"))
    if line.recurs:
        parts.append((f" {AGAIN}", "muted"))
    if not line.in_report:
        parts.append((f" {LEFT_OUT}", "muted"))
    return parts


def state_cell(line: PlanLine, *, with_bar: bool = True) -> Cell:
    """Return glyph and words of how a line stands, `with_bar` how far a goal or objective is that goes on."""
    if line.is_cancelled:
        return ("✕ cancelled", "muted")
    state = line.state
    token: Token = "bad" if state.is_late else _TOKENS[state.stage]
    if line.kind == "tasks":
        return (f"! {state.days_late} d late", "bad") if state.is_late else ("○ open", "muted")
    if with_bar and _goes_on(line):
        return [(f"{state.glyph} ", token), *bar(line.percent or 0, BAR)]
    words = state.words.removeprefix("100 %, ")
    if state.stage is Stage.IN_PROGRESS and not state.is_late:
        return [(f"{state.glyph} ", token), words]
    return (f"{state.glyph} {words}", token)


def _brief_state(row: Row) -> Cell:
    """Return how a line stands in few cells: how late it is stands in the due date, so that late work nobody began
    says that (features: row 83).
    """
    if isinstance(row, Heading):
        return ""
    line, state = row.line, row.line.state
    if line.is_cancelled or (line.kind == "tasks" and not state.is_late):
        return state_cell(line)
    if state.is_late:
        return (f"{state.glyph} {'unbegun' if state.stage is Stage.START_PASSED else 'late'}", "bad")
    token = _TOKENS[state.stage]
    if _goes_on(line):
        return [(f"{state.glyph} ", token), *bar(line.percent or 0, _NARROW_BAR)]
    return (state.glyph, token) if state.stage in _QUIET else state_cell(line)


def _goes_on(line: PlanLine) -> bool:
    """Say whether it is a goal or objective in progress, of which a bar says how far it is."""
    is_sum = line.kind != "actions" and line.percent is not None
    return is_sum and line.state.stage is Stage.IN_PROGRESS and not line.state.is_late


def _percent(row: Row) -> Cell:
    if isinstance(row, Heading) or row.line.kind == "tasks":
        return ""
    line = row.line
    if line.percent is None:
        return NOTHING
    words = f"{line.percent} %"
    if line.kind == "goals":
        return (words, "strong")
    return (words, "muted") if is_grey(line) else words


def _state(row: Row) -> Cell:
    return "" if isinstance(row, Heading) else state_cell(row.line)


def _owner(row: Row) -> Cell:
    return "" if isinstance(row, Heading) else row.line.owner or NOTHING


def _players(row: Row) -> Cell:
    if isinstance(row, Heading) or row.line.kind != "actions":
        return ""
    return str(row.line.players) if row.line.players else NOTHING


def _start(row: Row) -> Cell:
    if isinstance(row, Heading) or row.line.kind == "tasks":
        return ""
    return _day(row.line.start)


def _due(row: Row, today: date) -> Cell:
    return "" if isinstance(row, Heading) else _due_of(row.line, today)


def _due_of(line: PlanLine, today: date) -> Cell:
    """Return the due day in words as lists say it, behind "=" where it is the action's."""
    cell = due_cell(line.due, today, is_done=line.has_ended)
    return [(INHERITED, "muted"), *parts_of(cell)] if line.inherits_due else cell


def _day(day: date | None) -> Cell:
    return NOTHING if day is None else str(day)


def columns_for(lines: Iterable[PlanLine], today: date, *, is_narrow: bool) -> tuple[Column[Row], ...]:
    """Return the columns for a plan on the day `today`: owners and due days as wide as the widest of them.

    Where it `is_narrow`, states are said in few cells, and the room is the name's.
    """
    found = list(lines)
    owner = max((cell_len(line.owner) for line in found), default=0)
    due = max((cell_len(plain(_due_of(line, today))) for line in found), default=0)
    named = Column[Row](
        "name", "Goal, objective, action", name_cell, minimum=30, wish=44, maximum=90, flex=6, sortable=False
    )
    state = Column[Row]("state", "State", _state, minimum=13, maximum=30, wish=16, sortable=False, priority=6)
    if is_narrow:
        state = state._replace(cell=_brief_state, minimum=_NARROW_BAR + 2, maximum=_NARROW_BAR + 2, wish=0)
    widest = min(max(owner, len("Owner")), 18)
    return (
        named,
        Column[Row]("percent", "Done", _percent, width=5, align="right", sortable=False, priority=8),
        state,
        Column[Row](
            "owner",
            "Owner",
            _owner,
            minimum=min(widest, 7),
            maximum=widest,
            wish=min(widest, 12),
            sortable=False,
            priority=4,
        ),
        Column[Row]("players", "People", _players, width=6, align="right", sortable=False, priority=1),
        Column[Row]("start", "Start", _start, width=10, sortable=False, priority=2),
        Column[Row](
            "due", "Due", partial(_due, today=today), width=max(due, len("Due")), sortable=False, priority=7
        ),
    )


def empty_columns(lines: Iterable[PlanLine]) -> frozenset[str]:
    """Return the columns that would say nothing of any line, whose room others can use."""
    found = list(lines)
    said = {
        "players": any(line.players for line in found),
        "start": any(line.start for line in found),
        "due": any(line.due for line in found),
    }
    return frozenset(key for key, says in said.items() if not says)


COLUMNS: Final = columns_for((), date.min, is_narrow=False)
"""What it shows; only the name is drawn where there is no room."""

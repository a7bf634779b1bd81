"""The columns of the plan of an account."""

from __future__ import annotations

from datetime import date
from typing import Final

from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.domain.planstate import Stage
from kapta_tui.screens.account.plan.model import Heading, Leaf, Row
from kapta_tui.screens.account.plan.words import CLOSED, OPEN
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, Token
from kapta_tui.widgets.listing import Column

SIGNS: Final = {"contract": "$", "opportunity": "▽", "risk": "⚑"}
"""Noun of a source to its sign."""
INHERITED: Final = "="
"""Before a due date that is the action's."""
AGAIN: Final = "↻"
"""Behind the name of a recurring task."""
LEFT_OUT: Final = "⊘"
"""Behind the name of what is left out of the customer report."""

BAR: Final = 10
"""Cells of the bar of a goal or objective that is in progress."""

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
    return 1 + 2 * depth


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
    parts += [(f" {SIGNS[noun]}", "accent") for noun in line.marks]
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
    words = state.words.removeprefix("100 %, ")
    if state.stage is Stage.IN_PROGRESS and not state.is_late:
        is_sum = with_bar and line.kind != "actions" and line.percent is not None
        return [(f"{state.glyph} ", token), *(bar(line.percent or 0, BAR) if is_sum else [words])]
    return (f"{state.glyph} {words}", token)


def bar(percent: int, cells: int) -> list[CellPart]:
    """Return 0..100 as a line that is full only at 100 and empty only at 0; two of them do not touch."""
    full = percent * cells // 100 or (1 if percent else 0)
    return [("━" * full, "good"), ("─" * (cells - full), "muted")]


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


def _due(row: Row) -> Cell:
    if isinstance(row, Heading):
        return ""
    if not row.line.inherits_due:
        return _day(row.line.due)
    return [(f"{INHERITED}{row.line.due}", "muted")]


def _day(day: date | None) -> Cell:
    return NOTHING if day is None else str(day)


COLUMNS: Final = (
    Column[Row](
        "name", "Goal, objective, action", name_cell, minimum=24, wish=40, maximum=90, flex=6, sortable=False
    ),
    Column[Row]("percent", "Done", _percent, width=5, align="right", sortable=False, priority=8),
    Column[Row]("state", "State", _state, minimum=13, maximum=30, wish=16, sortable=False, priority=6),
    Column[Row]("owner", "Owner", _owner, minimum=7, maximum=18, wish=12, sortable=False, priority=4),
    Column[Row]("players", "People", _players, width=6, align="right", sortable=False, priority=1),
    Column[Row]("start", "Start", _start, width=10, sortable=False, priority=2),
    Column[Row]("due", "Due", _due, width=11, sortable=False, priority=7),
)
"""What it shows; only the name is drawn where there is no room."""

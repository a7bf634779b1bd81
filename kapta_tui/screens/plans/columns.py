"""The columns of the list of actions."""

from __future__ import annotations

from datetime import date
from typing import Final

from kapta_tui.domain.planstate import PlanState, Stage
from kapta_tui.screens.accounts.columns import NOTHING
from kapta_tui.screens.due import due_words
from kapta_tui.screens.folder import folder
from kapta_tui.screens.plans.loading import ActionLine
from kapta_tui.screens.severity import RISK
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, Token
from kapta_tui.widgets.listing import Column

_TOKENS: Final[dict[Stage, Token | None]] = {
    Stage.NOT_STARTED: "muted",
    Stage.START_PASSED: "warn",
    Stage.IN_PROGRESS: None,
    Stage.FULL: "warn",
    Stage.DONE: "good",
}


_WORDS: Final = {
    Stage.NOT_STARTED: "Not started",
    Stage.START_PASSED: "Start passed",
    Stage.FULL: "Not closed",
}
"""Short words: the percent stands beside them."""


def state_cell(state: PlanState, label: str) -> Cell:
    """Return glyph and word of a state; `label` is the status, shown where it says more than the stage."""
    stage = state.stage
    token = _TOKENS[stage]
    words = _WORDS.get(stage, label)
    glyph: CellPart = (f"{state.glyph} ", "bad") if state.is_late else (f"{state.glyph} ", token or "accent")
    return [glyph, (words, token) if token in ("muted", "warn") else words]


def due_cell(due: date | None, today: date, *, is_done: bool = False) -> Cell:
    """Return a due day in words, of what is done the date."""
    if due is None:
        return NOTHING
    return (due.isoformat(), "muted") if is_done else due_words(due, today)


def _name(line: ActionLine) -> Cell:
    is_grey = line.state.stage in (Stage.NOT_STARTED, Stage.DONE) and not line.state.is_late
    parts: list[CellPart] = [(line.row.name, "muted") if is_grey else line.row.name]
    if line.row.open_tasks:
        parts.append((f" +{line.row.open_tasks}", "muted"))
    return parts


def _account(line: ActionLine) -> Cell:
    marks = folder(line.below)
    after: list[CellPart] = [HOLD, *marks] if marks else []
    if not line.row.at_risk:
        return [line.row.account, *after]
    return [(f"{RISK} ", line.token), line.row.account, *after]


def _goal(line: ActionLine) -> Cell:
    return (line.row.goal, "muted")


def _percent(line: ActionLine) -> Cell:
    return f"{line.row.percent} %" if line.row.percent or line.row.started_on else NOTHING


def _start(line: ActionLine) -> Cell:
    return (line.row.start.isoformat(), "muted") if line.row.start else NOTHING


def _due(line: ActionLine) -> Cell:
    is_done = line.row.completed_on is not None
    return due_cell(line.row.due, line.today, is_done=is_done)


COLUMNS: Final = (
    Column[ActionLine]("name", "Action", _name, minimum=20, maximum=60, wish=32, flex=5, priority=9),
    Column[ActionLine]("account", "Account", _account, minimum=13, maximum=32, wish=22, flex=2, priority=8),
    Column[ActionLine]("goal", "Goal", _goal, minimum=14, maximum=40, wish=20, flex=3, priority=2),
    Column[ActionLine](
        "status",
        "State",
        lambda line: state_cell(line.state, line.status_label),
        minimum=14,
        maximum=22,
        priority=6,
    ),
    Column[ActionLine]("percent", "Done", _percent, width=5, align="right", priority=5),
    Column[ActionLine](
        "owner", "Owner", lambda line: line.row.owner, minimum=7, maximum=18, wish=14, priority=4
    ),
    Column[ActionLine]("start", "Start", _start, width=10, priority=1),
    Column[ActionLine]("due", "Due", _due, width=10, priority=7),
)
"""Keys are field names, so that a column is sorted by the field it shows."""

"""The columns of the list of actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from kapta_tui.domain import custom
from kapta_tui.domain.fields import Field
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.planstate import PlanState, Stage
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.text import one_line
from kapta_tui.screens.accounts.columns import NOTHING
from kapta_tui.screens.due import due_words
from kapta_tui.screens.folder import folder
from kapta_tui.screens.plans.loading import ActionLine
from kapta_tui.screens.record.values import own_words
from kapta_tui.screens.severity import RISK
from kapta_tui.widgets.cells import HOLD, Cell, CellPart, Token
from kapta_tui.widgets.listing import Column

_BRIEF: Final = 300
"""Characters of a text that a line could ever show."""

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


def bar(percent: int, cells: int) -> list[CellPart]:
    """Return 0..100 as a line that is full only at 100 and empty only at 0; two of them do not touch."""
    full = percent * cells // 100 or (1 if percent else 0)
    return [("━" * full, "good"), ("─" * (cells - full), "muted")]


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


def _quiet(words: str | None) -> Cell:
    return (one_line(words[:_BRIEF]), "muted") if words else NOTHING


def _day(day: date | None) -> Cell:
    return (day.isoformat(), "muted") if day else NOTHING


def _tasks(line: ActionLine) -> Cell:
    return f"{line.row.open_tasks}" if line.row.open_tasks else NOTHING


def _in_report(line: ActionLine) -> Cell:
    return "✓" if line.row.in_report else ("left out", "muted")


_column = Column[ActionLine]

_FIXED: Final[tuple[Column[ActionLine], ...]] = (
    _column("name", "Action", _name, minimum=20, maximum=60, wish=32, flex=5, priority=29),
    _column("account", "Account", _account, minimum=13, maximum=32, wish=22, flex=2, priority=28),
    _column("section", "Section", lambda line: _quiet(line.section), minimum=10, maximum=24, priority=11),
    _column("goal", "Goal", _goal, minimum=14, maximum=40, wish=20, flex=3, priority=2),
    _column(
        "objective",
        "Objective",
        lambda line: _quiet(line.objective),
        minimum=12,
        maximum=30,
        flex=2,
        priority=12,
    ),
    _column(
        "status",
        "State",
        lambda line: state_cell(line.state, line.status_label),
        minimum=14,
        maximum=22,
        priority=26,
    ),
    _column("percent", "Done", _percent, width=5, align="right", priority=25),
    _column(
        "status_note",
        "Status note",
        lambda line: _quiet(line.row.status_note),
        minimum=14,
        flex=4,
        priority=20,
    ),
    _column("owner", "Owner", lambda line: line.row.owner, minimum=7, maximum=18, wish=14, priority=24),
    _column("start", "Start", _start, width=10, priority=1),
    _column("due", "Due", _due, width=10, priority=27),
    _column("started_at", "Began", lambda line: _day(line.row.started_on), width=10, priority=14),
    _column("completed_at", "Ended", lambda line: _day(line.row.completed_on), width=10, priority=15),
    _column("tasks", "Tasks", _tasks, width=5, align="right", sortable=False, priority=19),
    _column(
        "contacts", "Key players", lambda line: _quiet(line.row.contacts), minimum=12, flex=3, priority=18
    ),
    _column("in_customer_report", "In report", _in_report, width=9, priority=13),
)
"""Keys are field names, so that a column is sorted and written by the field it shows."""

_AWAY: Final = frozenset(
    {
        *("section", "objective", "status_note", "started_at", "completed_at", "tasks", "contacts"),
        "in_customer_report",
    }
)
"""The columns that are put away until somebody wants them; so are the administrator's fields."""

COLUMNS: Final = tuple(column for column in _FIXED if column.key not in _AWAY)
"""The columns that are shown at first."""


def put_away(columns: Sequence[Column[ActionLine]]) -> frozenset[str]:
    """Return the keys of those of `columns` that are not shown at first."""
    return frozenset(column.key for column in columns) - {column.key for column in COLUMNS}


def columns_of(playbook: Playbook) -> tuple[Column[ActionLine], ...]:
    """Return all columns there are, the administrator's fields last, without those of features switched off."""
    fields = custom.fields_of(KINDS["actions"], playbook).values()
    own = tuple(_own(item, playbook) for item in fields if item.custom)
    return (
        *(column for column in _FIXED if column.key != "contacts" or "contacts" not in playbook.off),
        *own,
    )


def _own(item: Field, playbook: Playbook) -> Column[ActionLine]:
    def cell(line: ActionLine) -> Cell:
        return one_line(own_words(playbook, item, line.custom.get(item.name))[:_BRIEF]) or NOTHING

    return _column(
        item.name, one_line(item.label), cell, minimum=10, wish=16, maximum=40, flex=2, priority=10
    )
